internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import JSON
internal import Platform

/// `coordctl route explain`: who gets an event, and by which line of the file.
enum RouteCommand {
    static let explain = Command(
        name: "route explain", summary: "says who gets an event, and by which line of the file",
        usage: "route explain EVENT.json|- [--roll FILE]",
        options: [
            OptionDeclaration(
                "--roll", "FILE", "ask this agencies.toml, not the bus (@country stays open then)"),
            OptionDeclaration("--json", "as JSON"),
        ] + Connection.options,
        body: { try run($0) })

    /// One receiver, wherever the answer comes from.
    private struct Line {
        var inbox: String
        var line: Int
        var pattern: String
        var why: String
        var acknowledgeDays: Int
        var condition: String
    }

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.positionals.count == 1 else {
            throw UsageError("name one file with an event in it, or - for standard input")
        }
        let name = arguments.positionals[0]
        guard let text = readText(name == "-" ? "/dev/stdin" : name) else {
            throw UsageError("\(name) cannot be read; check the path")
        }
        let lines =
            if let file = arguments.text("--roll") {
                try offline(text, file)
            } else {
                try online(text, arguments)
            }
        if arguments.has("--json") {
            writeOutput(json(lines))
            return .ok
        }
        var table = TextTable(["inbox", "line", "topics", "why"], numbers: [1])
        for line in lines {
            var why = line.why
            if !line.condition.isEmpty { why += (why.isEmpty ? "" : "; ") + line.condition }
            if line.acknowledgeDays > 0 {
                why += "; to be acknowledged within \(line.acknowledgeDays) days"
            }
            table.add([line.inbox, String(line.line), line.pattern, why])
        }
        for line in table.lines { writeOutput(line) }
        if lines.isEmpty {
            writeOutput(
                "nobody now: no line of the file brings it to an agency that did not publish it")
        }
        return .ok
    }

    private static func offline(_ text: String, _ file: String) throws -> [Line] {
        let table = try RouteFile.read(path: file)
        let event = Array(text.utf8)
        do throws(EventRefusal) {
            return try RouteCheck.receivers(of: event, by: table).map { check in
                Line(
                    inbox: check.inbox.description, line: check.line, pattern: check.pattern,
                    why: check.why, acknowledgeDays: check.acknowledgeDays,
                    condition: words(check.condition))
            }
        } catch {
            throw UsageError("the event is not one the bus would take: \(error)")
        }
    }

    private static func words(_ condition: RouteCheck.Condition) -> String {
        switch condition {
        case .none: ""
        case .worksInCountry: "if it has live assistance in the country"
        case .isParty: "if the flag names it as a party"
        }
    }

    private static func online(_ text: String, _ arguments: Arguments) throws -> [Line] {
        var json = JSONWriter()
        json.object { json in
            json.member("query", "route")
            json.member("event", text)
        }
        let question = json.text
        return try BusQuestion.ask(
            arguments, { client throws(ClientError) in try client.query(question) }
        ) { answer in
            answer.places("receivers", in: answer.root).map { place in
                Line(
                    inbox: answer.text("inbox", in: place) ?? "",
                    line: Int(answer.number("line", in: place) ?? 0),
                    pattern: answer.text("pattern", in: place) ?? "",
                    why: answer.text("why", in: place) ?? "",
                    acknowledgeDays: Int(answer.number("acknowledgeDays", in: place) ?? 0),
                    condition: "")
            }
        }
    }

    private static func json(_ lines: [Line]) -> String {
        var json = JSONWriter()
        json.object { json in
            json.key("receivers")
            json.array { json in
                for line in lines {
                    json.object { json in
                        json.member("inbox", line.inbox)
                        json.member("line", line.line)
                        json.member("pattern", line.pattern)
                        json.member("why", line.why)
                        if line.acknowledgeDays > 0 {
                            json.member("acknowledgeDays", line.acknowledgeDays)
                        }
                        if !line.condition.isEmpty { json.member("condition", line.condition) }
                    }
                }
            }
        }
        return json.text
    }
}
