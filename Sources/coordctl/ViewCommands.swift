internal import CoordBus
internal import Events
internal import Platform
internal import Reports

/// `coordctl case ID`: everything that traces to one request or mandate.
enum CaseCommand {
    static let command = Command(
        name: "case", summary: "shows a case: timeline, decisions, help, who knows",
        usage: "case ID [--language CODE] [--form FORM] [--output FILE]",
        options: ReportOutput.options + ReportSource.options, body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.positionals.count == 1 else {
            throw UsageError(
                "say one case: the correlationid of its events, such as REQ-KEN-2016-01")
        }
        let id = arguments.positionals[0]
        let choice = try ReportOutput.choice(arguments)
        let audience = try ReportSource.audience(arguments, default: .caseParties)
        let register = try ReportSource.register(arguments)
        var reader = try FactReader(register.database, caseID: id)
        var facts = try reader.read()
        facts.inboxes = try InboxCursors.read(beside: register)
        let view = CaseReport(facts, id: id, audience: audience)
        guard view.isKnown else {
            fail(
                .noInput, "case: nothing is recorded of \(id); coordctl country CODE lists requests"
            )
        }
        ReportOutput.write(view.report(), choice, "case")
        return .ok
    }
}

/// `coordctl country KEN`: everything that is known of one country.
enum CountryCommand {
    static let command = Command(
        name: "country",
        summary: "shows a country: open requests, who does what, money, overlaps, gaps",
        usage: "country CODE [--language CODE] [--form FORM] [--output FILE]",
        options: ReportOutput.options + ReportSource.options, body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.positionals.count == 1 else {
            throw UsageError("say one country by its ISO 3166-1 code, such as KEN")
        }
        let text = arguments.positionals[0].uppercased()
        guard let country = CountryCode(text) ?? CountryCode(alpha2: text), country.isListed else {
            throw UsageError("\(text) is no country's ISO 3166-1 code, such as KEN or KE")
        }
        let choice = try ReportOutput.choice(arguments)
        let audience = try ReportSource.audience(arguments, default: .caseParties)
        let register = try ReportSource.register(arguments)
        var reader = try FactReader(register.database, country: country.description)
        let view = CountryReport(
            try reader.read(), country: country.description, audience: audience)
        ReportOutput.write(view.report(), choice, "country")
        return .ok
    }
}
