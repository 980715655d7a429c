package import BusCore
package import Platform

/// The query thread: answers what is asked over the wire and is not the bus's own state, one question at a time.
package final class QueryThread: Sendable {
    private let requests: Handoff<QueryRequest?>
    package let finished: Handoff<QueryAnswer>
    private let handlers: [String: any QueryHandler]

    /// - Parameters:
    ///   - bell: rung when an answer waits.
    ///   - waitingMax: questions that can be waiting, all sessions together.
    package init(_ handlers: [any QueryHandler], bell: Bell, waitingMax: Int) {
        requests = Handoff(countMax: waitingMax + 1, bell: Bell())
        finished = Handoff(countMax: waitingMax, bell: bell)
        var byName: [String: any QueryHandler] = [:]
        for handler in handlers {
            for name in handler.names {
                precondition(byName[name] == nil, "two handlers answer \(name)")
                byName[name] = handler
            }
        }
        self.handlers = byName
    }

    /// What it can answer, in order.
    package var names: [String] { handlers.keys.sorted() }

    /// - Returns: false when too many wait.
    package func give(_ request: QueryRequest) -> Bool { requests.offer(request) }
    package func stop() { _ = requests.offer(nil) }

    /// The thread's body: runs until `stop`.
    package func run() {
        var waiting: [QueryRequest?] = []
        while true {
            requests.bell.wait()
            requests.drain(into: &waiting)
            for request in waiting {
                guard let request else { return }
                let taken = finished.offer(
                    QueryAnswer(target: request.target, result: answer(request)))
                precondition(taken, "the bus left answers lying")
            }
            waiting.removeAll(keepingCapacity: true)
        }
    }

    private func answer(_ request: QueryRequest) -> Result<String, ProtocolError> {
        guard let handler = handlers[request.name] else {
            return .failure(
                ProtocolError(.unknownQuery, "nobody answers the query \(request.name) here"))
        }
        do throws(ProtocolError) {
            return .success(
                try handler.answer(
                    Question(name: request.name, text: request.text), for: request.reader))
        } catch {
            return .failure(error)
        }
    }
}
