internal import CoordBus
internal import JSON
internal import Platform

/// `coordctl overlaps`: what the bus has flagged and nobody has answered yet.
enum OverlapsCommand {
    static let command = Command(
        name: "overlaps", summary: "lists overlaps; also: show, verdict, clusters, screen",
        usage: """
            overlaps [--country KEN] [--of AGENCY] [--band BAND] [--kind KIND] [--state STATE] [--json]
                   coordctl overlaps show ID
                   coordctl overlaps verdict ID --is VERDICT [--note TEXT]
                   coordctl overlaps clusters
                   coordctl overlaps screen FILE
            """,
        options: filters + [
            OptionDeclaration("--count", "N", "at most N (default 100)")
        ] + WatchCall.options + Connection.options,
        body: { try run($0) })

    static let filters = [
        OptionDeclaration("--country", "CODE", "only this country, such as KEN"),
        OptionDeclaration("--of", "AGENCY", "only those of this agency"),
        OptionDeclaration("--band", "BAND", "likely or strong; from this one on"),
        OptionDeclaration("--kind", "KIND", "overlap, secondary, resend or joint"),
        OptionDeclaration(
            "--state", "STATE",
            "open, confirmed, explained, answered, gone or all (default open and confirmed)"),
    ]

    static let members: KeyValuePairs<String, String> = [
        "--country": "country", "--of": "agency", "--band": "band", "--kind": "kind",
        "--state": "state", "--status": "status",
    ]

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        if let word = arguments.positionals.first {
            throw UsageError("unexpected \(word); use show, verdict, clusters or screen before it")
        }
        let count = try arguments.integer("--count", in: 1...1_000_000, default: 100)
        let call = try WatchCall(arguments)
        let (isJSON, colour, agency) = (call.isJSON, call.colour, call.agency)
        var total = 0
        var hidden = 0
        var isCurrent = true
        try call.askPages("overlaps", WatchCall.members(arguments, members), count: count) {
            answer in
            total = answer.whole("count", answer.root)
            hidden = answer.whole("hidden", answer.root)
            isCurrent = answer.isTrue("current", answer.root)
            var shown = 0
            answer.each("overlaps", answer.root) { flag in
                shown += 1
                if !isJSON { show(answer, flag, colour) }
            }
            return shown
        }
        if !isJSON {
            writeOutput(
                total == 0 ? "nothing" : "\(total) in all; coordctl overlaps show ID shows one")
            Remarks.write(hidden: hidden, isCurrent: isCurrent, "overlaps", agency)
        }
        return .ok
    }

    /// Four lines for one flag.
    static func show(_ answer: borrowing JSONDocument, _ flag: Int, _ colour: Bool) {
        let band = answer.word("band", flag)
        let state = answer.word("state", flag)
        writeOutput(
            Paint.paint(answer.word("overlap", flag), Paint.bold, colour) + "  "
                + Paint.paint(
                    "\(answer.word("kind", flag)), \(band) \(decimals(answer.decimal("probability", flag)))",
                    Paint.band(band), colour) + "  " + answer.word("country", flag)
                + (state == "open" ? "" : "  " + Paint.paint(state, Paint.green, colour)))
        answer.each("parties", flag) { party in
            writeOutput(
                "    " + padded(answer.word("agency", party), 10) + " "
                    + answer.word("title", party)
                    + Paint.paint("  " + answer.word("activity", party), Paint.faint, colour))
        }
        writeOutput("    " + answer.word("reason", flag))
        if let verdict = answer.value("answer", in: flag) {
            writeOutput("    " + VerdictLine.text(answer, verdict))
        }
    }
}

/// What stands under a list.
enum Remarks {
    static func write(hidden: Int, isCurrent: Bool, _ what: String, _ agency: String) {
        if hidden > 0 { writeOutput("\(hidden) more \(what) that \(agency) may not see") }
        if !isCurrent { writeOutput("the bus is still reading its log; ask again in a moment") }
    }
}

enum VerdictLine {
    /// `undp says not-related on 2018-03-01: another district`.
    static func text(_ answer: borrowing JSONDocument, _ verdict: Int) -> String {
        var text = "\(answer.word("by", verdict)) says \(answer.word("verdict", verdict))"
        let resolution = answer.word("resolution", verdict)
        if !resolution.isEmpty { text += ", agreed: \(resolution)," }
        text += " on \(answer.word("time", verdict).prefix(10))"
        let note = answer.word("note", verdict)
        return note.isEmpty ? text : text + ": " + note
    }
}

extension JSONDocument {
    func isTrue(_ key: StaticString, _ object: Int) -> Bool {
        value(key, in: object).map { kind($0) == .yes } ?? false
    }
}

func padded(_ text: String, _ count: Int) -> String {
    text + String(repeating: " ", count: max(0, count - text.count))
}
