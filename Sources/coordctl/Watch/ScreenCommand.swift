internal import CoordBus
internal import JSON
internal import Platform

/// `coordctl overlaps screen FILE`: what would these records overlap with? Nothing is published.
enum ScreenCommand {
    static let command = Command(
        name: "overlaps screen", summary: "asks what unpublished events would overlap with",
        usage:
            "overlaps screen FILE   (events of assistance, one JSON object a line; - is standard input)",
        options: [
            OptionDeclaration("--count", "N", "at most N matches an event (default 20)"),
            OptionDeclaration("--language", "CODE", "reasons in en, fr, es, ru, ar or zh"),
            OptionDeclaration("--json", "the bus's answers as they are, one a line"),
        ] + Connection.options,
        body: { try run($0) })

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        guard !arguments.positionals.isEmpty else {
            throw UsageError("name a file of events, or - for standard input")
        }
        let count = try arguments.integer("--count", in: 1...200, default: 20)
        let call = try WatchCall(arguments)
        let (isJSON, colour, agency) = (call.isJSON, call.colour, call.agency)
        let language = arguments.text("--language")
        var found = false
        for path in arguments.positionals {
            var lines = try LineReader(path: path)
            var parser = JSONParser(bytesMax: 2 << 20)
            while let line = try lines.next() {
                let event = try parser.parse(line.bytes.span)
                let activity = event.text("subject", in: event.root) ?? "line \(line.number)"
                try call.ask(question(line.bytes, count, language)) { bytes in
                    var parser = JSONParser(bytesMax: 32 << 20)
                    let answer = try parser.parse(bytes)
                    found = found || answer.whole("count", answer.root) > 0
                    if !isJSON { show(answer, activity, agency, colour) }
                }
            }
        }
        return found ? .found : .ok
    }

    private static func question(_ event: [UInt8], _ count: Int, _ language: String?) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("query", "screen")
            json.member("limit", count)
            if let language { json.member("language", language) }
            json.key("event")
            json.raw(event.span)
        }
        return json.text
    }

    private static func show(
        _ answer: borrowing JSONDocument, _ activity: String, _ agency: String, _ colour: Bool
    ) {
        let root = answer.root
        let count = answer.whole("count", root)
        writeOutput(
            Paint.paint(activity, Paint.bold, colour)
                + (count == 0
                    ? ": nothing like it among \(answer.whole("live", root)) live records"
                    : ": \(count) of \(answer.whole("live", root)) live records come near"))
        answer.each("matches", root) { match in
            let band = answer.word("band", match)
            writeOutput(
                "  "
                    + Paint.paint(
                        padded(
                            "\(answer.word("kind", match)), \(band) \(decimals(answer.decimal("probability", match)))",
                            24),
                        Paint.band(band), colour) + " " + padded(answer.word("agency", match), 10)
                    + " " + answer.word("title", match)
                    + Paint.paint("  " + answer.word("activity", match), Paint.faint, colour))
            var words: [String] = []
            answer.each("terms", match) { term in
                let weight = answer.decimal("weight", term)
                words.append((weight < 0 ? "but " : "") + answer.word("words", term))
            }
            if !words.isEmpty { writeOutput("      " + words.joined(separator: ", ")) }
            let declared = answer.texts("declaredBy", match)
            if !declared.isEmpty {
                writeOutput("      joined by " + declared.joined(separator: ", "))
            }
        }
        Remarks.write(
            hidden: answer.whole("hidden", root), isCurrent: answer.isTrue("current", root),
            "records", agency)
    }
}
