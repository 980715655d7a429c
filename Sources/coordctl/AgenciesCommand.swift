internal import CoordBus
internal import JSON
internal import Platform

/// `coordctl agencies`: who is connected, since when, from where, what came last and what waits.
enum AgenciesCommand {
    static let command = Command(
        name: "agencies",
        summary:
            "shows who is connected, since when and from where, and how much waits in outboxes",
        usage: "agencies [--json]",
        options: [OptionDeclaration("--json", "as JSON lines, one an agency")]
            + Connection.options,
        body: { try run($0) })

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        var table = TextTable(
            ["agency", "state", "since", "from", "sessions", "last event", "at", "waiting"],
            numbers: [4, 5, 7])
        var after: String? = ""
        while let from = after {
            var json = JSONWriter()
            json.object { json in
                json.member("query", "agencies")
                json.member("after", from)
            }
            let question = json.text
            after = try BusQuestion.ask(
                arguments, { client throws(ClientError) in try client.query(question) }
            ) { answer in
                for place in answer.places("agencies", in: answer.root) {
                    if arguments.has("--json") {
                        writeOutput(line(answer, place))
                    } else {
                        table.add(row(answer, place))
                    }
                }
                return answer.text("next", in: answer.root)
            }
        }
        if !arguments.has("--json") {
            for line in table.lines { writeOutput(line) }
        }
        return .ok
    }

    private static func flag(
        _ key: StaticString, _ answer: borrowing JSONDocument, _ place: Int
    ) -> Bool {
        answer.value(key, in: place).map { answer.kind($0) } == .yes
    }

    /// Where its sessions come from, each address once, in order.
    private static func addresses(_ answer: borrowing JSONDocument, _ place: Int) -> [String] {
        var found: [String] = []
        for session in answer.places("connections", in: place) {
            if let address = answer.text("address", in: session), !found.contains(address) {
                found.append(address)
            }
        }
        return found
    }

    private static func row(_ answer: borrowing JSONDocument, _ place: Int) -> [String] {
        let state =
            flag("suspended", answer, place)
            ? "suspended" : flag("online", answer, place) ? "online" : "offline"
        let from = addresses(answer, place)
        return [
            answer.text("agency", in: place) ?? "", state, answer.text("since", in: place) ?? "-",
            from.isEmpty ? "-" : from.joined(separator: ","),
            String(answer.number("connectionCount", in: place) ?? 0),
            answer.number("lastSequence", in: place).map { String($0) } ?? "-",
            answer.text("lastEvent", in: place) ?? "-",
            answer.number("waiting", in: place).map { String($0) } ?? "-",
        ]
    }

    private static func line(_ answer: borrowing JSONDocument, _ place: Int) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("agency", answer.text("agency", in: place) ?? "")
            if let name = answer.text("name", in: place) { json.member("name", name) }
            json.member("online", flag("online", answer, place))
            json.member("suspended", flag("suspended", answer, place))
            if let since = answer.text("since", in: place) { json.member("since", since) }
            json.key("from")
            json.array { json in for address in addresses(answer, place) { json.value(address) } }
            json.member("sessions", answer.number("connectionCount", in: place) ?? 0)
            if let last = answer.number("lastSequence", in: place) {
                json.member("lastSequence", last)
            }
            if let at = answer.text("lastEvent", in: place) { json.member("lastEvent", at) }
            if let waiting = answer.number("waiting", in: place) { json.member("waiting", waiting) }
            if let told = answer.text("waitingTold", in: place) {
                json.member("waitingTold", told)
            }
        }
        return json.text
    }
}
