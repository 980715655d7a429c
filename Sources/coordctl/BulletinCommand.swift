internal import CoordBus
internal import Events
internal import Platform
internal import Reports

/// `coordctl bulletin`: what Member States are told (paragraph 4).
enum BulletinCommand {
    static let command = Command(
        name: "bulletin",
        summary: "writes the bulletin to Member States: requests, responses, help",
        usage:
            "bulletin --since DATE|SEQ [--until DATE] [--language CODE] [--form FORM] [--output FILE]",
        options: [
            OptionDeclaration(
                "--since", "DATE|SEQ",
                "from this day on, or what entered the log at this sequence or later"),
            OptionDeclaration(
                "--until", "DATE", "up to this day (default: that of the last event)"),
            OptionDeclaration("--issue", "NUMBER", "publishes bulletin.issued with this number"),
        ] + ReportOutput.options + ReportSource.options + IssueCommand.options,
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let choice = try ReportOutput.choice(arguments)
        let audience = try IssueCommand.audience(arguments, standard: .memberStates)
        let number = arguments.text("--issue")
        guard let since = arguments.text("--since") else {
            throw UsageError("--since is missing; say a day such as 2018-07-01, or a sequence")
        }
        let register = try ReportSource.register(arguments)
        var reader = try FactReader(register.database)
        let facts = try reader.read()
        let until = try ReportSource.day("--until", arguments) ?? reader.lastDay()
        let scope: ReportScope
        if let sequence = UInt64(since), since.utf8.count < 10 {
            guard (1...max(1, facts.through)).contains(sequence) else {
                throw UsageError(
                    "--since is \(since); the register goes from 1 to \(facts.through)")
            }
            scope = ReportScope(
                period: "0001-01-01"...until, audience: audience, since: sequence)
        } else {
            let day = try ReportSource.day("--since", arguments) ?? since
            guard day <= until else { throw UsageError("--since \(day) is after \(until)") }
            scope = ReportScope(period: day...until, audience: audience)
        }
        let bulletin = BulletinReport(facts, scope)
        let report = bulletin.report()
        let text = ReportOutput.write(report, choice, "bulletin")
        guard let number else { return .ok }
        return try IssueCommand.issue(
            .bulletin(number), report, text, choice.language, audience: audience,
            requests: bulletin.requestCount, countries: bulletin.countries, arguments)
    }
}
