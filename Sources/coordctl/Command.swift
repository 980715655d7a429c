internal import CoordBus
internal import Platform
internal import ZeroMQ

/// One command: its options and what it does.
struct Command: Sendable {
    let name: String
    let summary: String
    let usage: String
    let options: [OptionDeclaration]
    let body: @Sendable (Arguments) throws -> ExitCode

    /// Reads the words after the command's name, then does it; faults become a line and an exit code.
    func run(_ words: [String]) -> ExitCode {
        if words.contains("--help") {
            writeOutput(
                "\(name): \(summary)\n\nusage: coordctl \(usage)\n\n\(Arguments.help(options))")
            return .ok
        }
        do {
            return try body(Arguments(words, options))
        } catch let error as UsageError {
            fail(.usage, "\(name): \(error)")
        } catch let error as ClientError {
            switch error {
            case .refused: fail(.noPermission, "\(name): \(error)")
            case .malformed, .gap: fail(.software, "\(name): \(error)")
            case .socket, .noAnswer: fail(.unavailable, "\(name): \(error)")
            }
        } catch let error as LogError {
            fail(.dataError, "\(name): \(error)")
        } catch {
            fail(.noInput, "\(name): \(error)")
        }
    }
}

/// Ends the program with a line and a code.
func fail(_ code: ExitCode, _ line: String) -> Never {
    writeError("coordctl: " + line)
    exitProcess(code.rawValue)
}

/// What every command that talks to a bus takes.
enum Connection {
    static let options = [
        OptionDeclaration(
            "--bus", "ENDPOINT", "where the bus listens (default \(Configuration().listen))"),
        OptionDeclaration("--agency", "CODE", "as which agency to connect (default operator)"),
    ]

    static func client(_ arguments: Arguments) throws -> BusClient {
        try BusClient(
            endpoint: arguments.text("--bus") ?? environment("COORDBUS_BUS_LISTEN")
                ?? Configuration().listen,
            agency: arguments.text("--agency") ?? "operator", name: "coordctl \(Daemon.version)",
            context: Context())
    }
}

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
