internal import CoordBus
internal import JSON
internal import Platform

/// `coordctl overlaps clusters`: three or more agencies in one basket, each shown once.
enum ClustersCommand {
    static let command = Command(
        name: "overlaps clusters", summary: "groups overlaps of three or more agencies",
        usage: "overlaps clusters [--country KEN] [--of AGENCY] [--json]",
        options: OverlapsCommand.filters + [
            OptionDeclaration("--count", "N", "at most N (default 50)")
        ] + WatchCall.options + Connection.options,
        body: { try run($0) })

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        let count = try arguments.integer("--count", in: 1...100_000, default: 50)
        let call = try WatchCall(arguments)
        let (isJSON, colour, agency) = (call.isJSON, call.colour, call.agency)
        var total = 0
        var hidden = 0
        var isCurrent = true
        let members = WatchCall.members(arguments, OverlapsCommand.members)
        try call.askPages("clusters", members, count: count) { answer in
            total = answer.whole("count", answer.root)
            hidden = answer.whole("hidden", answer.root)
            isCurrent = answer.isTrue("current", answer.root)
            var shown = 0
            answer.each("clusters", answer.root) { cluster in
                shown += 1
                if !isJSON { show(answer, cluster, colour) }
            }
            return shown
        }
        if !isJSON {
            writeOutput(total == 0 ? "no clusters" : "\(total) clusters")
            Remarks.write(hidden: hidden, isCurrent: isCurrent, "clusters", agency)
        }
        return .ok
    }

    private static func show(_ answer: borrowing JSONDocument, _ cluster: Int, _ colour: Bool) {
        let agencies = answer.texts("agencies", cluster)
        let overlaps = answer.texts("overlaps", cluster)
        writeOutput(
            Paint.paint(
                "\(answer.word("country", cluster)): \(agencies.count) agencies, \(overlaps.count) overlaps",
                Paint.bold, colour) + "  \(agencies.joined(separator: ", "))")
        answer.each("records", cluster) { record in
            writeOutput(
                "    " + padded(answer.word("agency", record), 10) + " "
                    + answer.word("title", record)
                    + Paint.paint("  " + answer.word("activity", record), Paint.faint, colour))
        }
        writeOutput(
            Paint.paint(
                "    " + overlaps.prefix(8).joined(separator: " ")
                    + (overlaps.count > 8 ? " and \(overlaps.count - 8) more" : ""), Paint.faint,
                colour))
    }
}
