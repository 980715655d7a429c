internal import Bytes
package import Events
internal import JSON

/// Who asks, reads or is sent something.
package struct Reader: Equatable, Sendable {
    package let agency: AgencyCode
    /// What it may be shown; answers leave out the rest.
    package let sight: Sight

    package init(agency: AgencyCode, sight: Sight = .all) {
        self.agency = agency
        self.sight = sight
    }
}

/// A question that needs more than the bus's own state: answered elsewhere, so that a long search holds up nobody.
package struct QueryRequest: Sendable {
    package struct Target: Hashable, Sendable {
        package let peer: PeerID
        package let number: UInt32
        /// Tells a session from a later one of the same peer.
        let generation: UInt64

        /// For who asks without a session.
        package init(peer: PeerID, number: UInt32, generation: UInt64 = 0) {
            self.peer = peer
            self.number = number
            self.generation = generation
        }
    }

    package let target: Target
    package let reader: Reader
    /// The name of what is asked: `overlaps`.
    package let name: String
    /// The whole question as it came: one JSON object, or the bare name.
    package let text: [UInt8]

    package init(target: Target, reader: Reader, name: String, text: [UInt8]) {
        self.target = target
        self.reader = reader
        self.name = name
        self.text = text
    }
}

/// The answer to a `QueryRequest`, or why there is none.
package struct QueryAnswer: Sendable {
    package let target: QueryRequest.Target
    package let result: Result<String, ProtocolError>

    package init(target: QueryRequest.Target, result: Result<String, ProtocolError>) {
        self.target = target
        self.result = result
    }
}

extension Bus {
    /// Takes a question: `status` and what else the bus itself knows is answered at once, the rest is handed out.
    mutating func ask(
        _ session: Session, number: UInt32, _ body: Span<UInt8>, into out: inout Output
    ) throws(ProtocolError) {
        guard body.count <= limits.queryBytesMax else {
            throw ProtocolError(
                .limitExceeded,
                "a query of \(body.count) bytes, the most is \(limits.queryBytesMax); ask for less at once"
            )
        }
        let name = try Self.queryName(body, bytesMax: limits.queryBytesMax)
        if name == "status" {
            let answer = out.add(Body(status(for: session)))
            out.send(to: session.peer, body: answer) { Head.answer(number: number, into: &$0) }
            return
        }
        if try answerFromInboxes(session, number: number, name: name, body, into: &out) { return }
        guard information.queries.contains(name) else {
            let known = (["status", "agencies", "inboxes", "route"] + information.queries).joined(
                separator: ", ")
            throw ProtocolError(
                .unknownQuery,
                "there is no query \"\(printable(name, upTo: 64))\"; ask for one of: \(known)")
        }
        guard session.queriesWaiting < limits.fetchesPerSession else {
            throw ProtocolError(
                .limitExceeded,
                "\(limits.fetchesPerSession) queries are waiting; wait for an answer before the next"
            )
        }
        guard queriesUnderWay < limits.queriesMax else {
            throw ProtocolError(
                .limitExceeded,
                "\(limits.queriesMax) queries are waiting; try again in a second")
        }
        session.queriesWaiting += 1
        queriesUnderWay += 1
        out.queries.append(
            QueryRequest(
                target: QueryRequest.Target(
                    peer: session.peer, number: number, generation: session.generation),
                reader: Reader(agency: session.agency, sight: sight(of: session)), name: name,
                text: body.array))
    }

    /// Passes an answer on, unless its session has ended since.
    package mutating func answered(_ answer: QueryAnswer, into out: inout Output) {
        queriesUnderWay -= 1
        precondition(queriesUnderWay >= 0, "a question was answered that nobody asked")
        guard let session = sessions[answer.target.peer],
            session.generation == answer.target.generation
        else { return }
        session.queriesWaiting -= 1
        let number = answer.target.number
        switch answer.result {
        case .success(let text):
            let body = out.add(Body(text))
            out.send(to: session.peer, body: body) { Head.answer(number: number, into: &$0) }
        case .failure(let error):
            refuse(session.peer, number: number, error, into: &out)
        }
    }

    /// `status`, or the member `query` of `{"query":"status"}`.
    private static func queryName(
        _ body: Span<UInt8>, bytesMax: Int
    ) throws(ProtocolError) -> String {
        guard body.count > 0, body[0] == UInt8(ascii: "{") else {
            return body.extracting(first: min(body.count, 64)).text
        }
        var parser = JSONParser(bytesMax: bytesMax)
        do throws(JSONError) {
            let question = try parser.parse(body)
            if let name = question.text("query", in: question.root) { return name }
        } catch {
            throw ProtocolError(
                .badQuery,
                "the query is not JSON (\(error)); send its name or {\"query\":\"status\"}")
        }
        throw ProtocolError(
            .badQuery, "the query has no name; send {\"query\":\"status\"} or another name")
    }
}
