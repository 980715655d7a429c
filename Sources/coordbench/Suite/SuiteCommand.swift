internal import CoordBus
internal import Platform

/// `coordbench suite`: the budget table, what was measured here next to what is asked.
enum SuiteCommand {
    private static let options: [OptionDeclaration] = [
        OptionDeclaration("--quick", "a tenth of the work, one run instead of three"),
        OptionDeclaration("--only", "PART", "W1, CURVE, W2, W3, W4, W5 or ids; may be given again"),
        OptionDeclaration("--json", "the table as JSON"),
        Programs.daemonOption, Programs.option,
        OptionDeclaration("--help", "show this"),
    ]

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options)
        if arguments.has("--help") {
            writeOutput(
                "usage: coordbench suite [option ...]\n\n" + Arguments.help(options)
                    + "\n\nLogs are kept below $TMPDIR, or /tmp, while it runs. Exit code 1: a budget was missed."
            )
            return .ok
        }
        let parts = arguments.all("--only")
        for part in parts where !["W1", "CURVE", "W2", "W3", "W4", "W5", "ids"].contains(part) {
            throw UsageError("--only \(part): there are W1, CURVE, W2, W3, W4, W5 and ids")
        }
        let folder = try TemporaryFolder("coordbus-suite")
        let suite = Suite(
            programs: try Programs(arguments), isQuick: arguments.has("--quick"),
            folder: folder.path)
        let table = try suite.run(parts)
        writeOutput(arguments.has("--json") ? table.json() : table.text())
        return table.lines.contains { $0.isMet == false } ? .found : .ok
    }
}
