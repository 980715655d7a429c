internal import Bytes
internal import JSON

extension Bus {
    /// Answers `inboxes`, `agencies` and `route`, which the bus knows itself.
    /// - Returns: false when something else is asked.
    mutating func answerFromInboxes(
        _ session: Session, number: UInt32, name: String, _ body: Span<UInt8>,
        into out: inout Output
    ) throws(ProtocolError) -> Bool {
        let text: String
        switch name {
        case "inboxes":
            let page = try Self.page(body)
            text = inboxStatus(for: session, after: page.after, limit: page.limit)
        case "agencies":
            let page = try Self.page(body)
            text = agencyStatus(for: session, after: page.after, limit: page.limit)
        case "route": text = try explainRoute(try Self.event(body))
        default: return false
        }
        let answer = out.add(Body(text))
        out.send(to: session.peer, body: answer) { Head.answer(number: number, into: &$0) }
        return true
    }

    /// `{"query":"inboxes","after":"ead/main","limit":100}`; both may be left out.
    private static func page(
        _ body: Span<UInt8>
    ) throws(ProtocolError) -> (after: String, limit: Int) {
        guard body.count > 0, body[0] == UInt8(ascii: "{") else { return ("", 500) }
        var parser = JSONParser(bytesMax: max(1_024, body.count))
        do {
            let question = try parser.parse(body)
            var limit = 500
            if let place = question.value("limit", in: question.root) {
                guard question.kind(place) == .integer,
                    (1...1_000).contains(question.integer(place))
                else { throw badQuery("limit is a whole number from 1 to 1000") }
                limit = Int(question.integer(place))
            }
            return (question.text("after", in: question.root) ?? "", limit)
        } catch let error as ProtocolError {
            throw error
        } catch {
            throw badQuery("not JSON (\(error))")
        }
    }

    /// The text of the event in `{"query":"route","event":"{...}"}`.
    private static func event(_ body: Span<UInt8>) throws(ProtocolError) -> [UInt8] {
        var parser = JSONParser(bytesMax: max(1_024, body.count))
        do throws(JSONError) {
            let question = try parser.parse(body)
            if let place = question.value("event", in: question.root),
                question.kind(place) == .string
            {
                return question.string(place).array
            }
        } catch {
            throw badQuery("not JSON (\(error))")
        }
        throw badQuery("event is missing; it is the event as a text")
    }

    private static func badQuery(_ what: String) -> ProtocolError {
        ProtocolError(
            .badQuery,
            "\(what); send {\"query\":\"inboxes\",\"after\":\"ead/main\",\"limit\":100}, "
                + "{\"query\":\"agencies\",\"after\":\"ead\",\"limit\":100} or "
                + "{\"query\":\"route\",\"event\":\"{...}\"}")
    }
}
