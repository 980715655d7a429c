package import BusCore
internal import Bytes
package import Platform

/// Carries a read's result from thread to thread.
package final class FinishedRead: @unchecked Sendable {
    // @unchecked: filled by the reader thread, taken once by the bus thread.
    private var result: ReadResult?
    init(_ result: consuming ReadResult) { self.result = consume result }
    /// The result, once.
    package func take() -> ReadResult? { result.take() }
}

/// The reader thread: reads the log for subscriptions that are behind and for fetches, so that a slow disk holds up nobody.
package final class ReaderThread: Sendable {
    private let requests: Handoff<ReadRequest?>
    package let finished: Handoff<FinishedRead>

    /// - Parameters:
    ///   - bell: rung when a result waits.
    ///   - requestsMax: reads that can be waiting: one a subscription and some fetches a session.
    package init(bell: Bell, requestsMax: Int) {
        requests = Handoff(countMax: requestsMax + 1, bell: Bell())
        finished = Handoff(countMax: requestsMax, bell: bell)
    }

    /// - Returns: false when too many wait; the bus's own limits keep that from happening.
    package func give(_ request: ReadRequest) -> Bool { requests.offer(request) }
    package func stop() { _ = requests.offer(nil) }

    /// The thread's body: runs until `stop`.
    package func run(_ log: any EventLog) {
        var waiting: [ReadRequest?] = []
        var reader = LogFilter(log: log)
        while true {
            requests.bell.wait()
            requests.drain(into: &waiting)
            for request in waiting {
                guard let request else { return }
                let taken = finished.offer(FinishedRead(reader.read(request)))
                precondition(taken, "the bus left results lying")
            }
            waiting.removeAll(keepingCapacity: true)
        }
    }
}
