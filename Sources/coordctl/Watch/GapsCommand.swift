internal import CoordBus
internal import JSON
internal import Platform

/// `coordctl gaps`: assessed needs that nobody addresses.
enum GapsCommand {
    static let command = Command(
        name: "gaps", summary: "lists assessed needs that nobody addresses",
        usage: "gaps [--country KEN] [--assessment ID] [--theme THEME] [--state STATE] [--json]",
        options: [
            OptionDeclaration("--country", "CODE", "only this country, such as KEN"),
            OptionDeclaration("--assessment", "ID", "only needs of this assessment"),
            OptionDeclaration("--theme", "THEME", "only this theme, such as ve"),
            OptionDeclaration("--state", "STATE", "open, addressed or all (default open)"),
            OptionDeclaration("--count", "N", "at most N (default 200)"),
        ] + WatchCall.options + Connection.options,
        body: { try run($0) })

    private static let members: KeyValuePairs<String, String> = [
        "--country": "country", "--assessment": "assessment", "--theme": "theme",
        "--state": "state", "--status": "status",
    ]

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        let count = try arguments.integer("--count", in: 1...1_000_000, default: 200)
        let call = try WatchCall(arguments)
        let (isJSON, colour, agency) = (call.isJSON, call.colour, call.agency)
        var total = 0
        var hidden = 0
        var isCurrent = true
        try call.askPages("gaps", WatchCall.members(arguments, members), count: count) { answer in
            total = answer.whole("count", answer.root)
            hidden = answer.whole("hidden", answer.root)
            isCurrent = answer.isTrue("current", answer.root)
            var shown = 0
            answer.each("gaps", answer.root) { gap in
                shown += 1
                if !isJSON { show(answer, gap, colour) }
            }
            return shown
        }
        if !isJSON {
            writeOutput(total == 0 ? "no gaps" : "\(total) in all")
            Remarks.write(hidden: hidden, isCurrent: isCurrent, "gaps", agency)
        }
        return .ok
    }

    private static func show(_ answer: borrowing JSONDocument, _ gap: Int, _ colour: Bool) {
        let priority = answer.word("priority", gap)
        let isHigh = priority == "high" || priority == "critical"
        var place = [answer.word("country", gap)]
        if let name = answer.text("place", in: gap) { place.append(name) }
        writeOutput(
            Paint.paint(answer.word("gap", gap), Paint.bold, colour) + "  "
                + place.joined(separator: ", ") + "  \(answer.word("theme", gap)) in "
                + answer.word("phase", gap)
                + (priority.isEmpty
                    ? "" : "  " + Paint.paint(priority, isHigh ? Paint.red : Paint.faint, colour)))
        let summary = answer.word("summary", gap)
        writeOutput(
            "    need \(answer.word("need", gap)) of \(answer.word("assessment", gap))"
                + (summary.isEmpty ? "" : ": " + summary))
        var helpers: [String] = []
        answer.each("addressedBy", gap) { helper in
            helpers.append("\(answer.word("agency", helper)) \(answer.word("activity", helper))")
        }
        if !helpers.isEmpty { writeOutput("    addressed by " + helpers.joined(separator: ", ")) }
    }
}
