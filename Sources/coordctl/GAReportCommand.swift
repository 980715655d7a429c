internal import CoordBus
internal import Events
internal import Platform
internal import Reports

/// `coordctl report ga`: the report to the General Assembly (paragraph 21).
enum GAReportCommand {
    static let command = Command(
        name: "report ga",
        summary: "writes the report to the General Assembly on the status of requests",
        usage:
            "report ga --from DATE --to DATE --session N [--language CODE] [--form FORM] [--output FILE]",
        options: [
            OptionDeclaration("--from", "DATE", "first day, such as 2018-01-01"),
            OptionDeclaration("--to", "DATE", "last day, such as 2019-12-31"),
            OptionDeclaration("--session", "N", "session of the General Assembly, 46 to 200"),
            OptionDeclaration(
                "--answers", "RESOLUTION",
                "the resolution that asks for it (default 72/164 for session 74, else not said)"),
            OptionDeclaration(
                "--issue", "SYMBOL",
                "releases what Member States may have, and publishes report.ga-issued"),
        ] + ReportOutput.options + ReportSource.options + IssueCommand.options,
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let choice = try ReportOutput.choice(arguments)
        let audience = try IssueCommand.audience(arguments, standard: .caseParties)
        guard let from = try ReportSource.day("--from", arguments),
            let to = try ReportSource.day("--to", arguments), arguments.has("--session")
        else { throw UsageError("--from, --to and --session are needed; --help shows them") }
        guard from <= to else { throw UsageError("--from \(from) is after --to \(to)") }
        let session = try arguments.integer("--session", in: 46...200, default: 74)
        let symbol = arguments.text("--issue")
        let resolution = arguments.text("--answers") ?? (session == 74 ? "72/164" : nil)
        let register = try ReportSource.register(arguments)
        var reader = try FactReader(register.database)
        let facts = try reader.read()
        let scope = ReportScope(period: from...to, audience: audience, isReleased: symbol != nil)
        let ga = GAReport(facts, scope, session: session, resolution: resolution)
        let report = ga.report()
        let text = ReportOutput.write(report, choice, "report ga")
        guard let symbol else { return .ok }
        return try IssueCommand.issue(
            .ga(symbol, session: session, resolution: resolution), report, text, choice.language,
            audience: audience, requests: ga.requestCount, countries: ga.countries, arguments)
    }
}
