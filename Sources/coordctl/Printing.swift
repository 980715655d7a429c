internal import CoordBus
internal import Platform

/// Options of the commands that print events, and how they print.
enum Printing {
    static let options = [
        OptionDeclaration(
            "--topic", "PATTERN", "only topics family.verb.COUNTRY.agency; * one token, > the rest"),
        OptionDeclaration("--country", "CODE", "only this country (KEN), also among several"),
        OptionDeclaration("--by", "AGENCY", "only events of this agency"),
        OptionDeclaration("--case", "ID", "only events of this case (correlationid)"),
        OptionDeclaration(
            "--json", "JSON lines, always the same bytes (default when not a terminal)"),
        OptionDeclaration("--text", "lines for people (default on a terminal)"),
    ]

    static func printer(_ arguments: Arguments) throws -> RecordPrinter {
        RecordPrinter(
            json: arguments.has("--json") || !arguments.has("--text") && !isTerminal(1),
            colour: isTerminal(1) && environment("NO_COLOR") == nil,
            filter: try RecordFilter(
                country: arguments.text("--country"), agency: arguments.text("--by"),
                caseID: arguments.text("--case")))
    }
}
