internal import Agents
internal import CoordBus
internal import Platform

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
                "\(name): \(summary)\n\nusage: agency \(usage)\n\n\(Arguments.help(options))")
            return .ok
        }
        do {
            return try body(Arguments(words, options))
        } catch let error as UsageError {
            fail(.usage, "\(name): \(error)")
        } catch let error as ClientError {
            fail(Self.code(of: error), "\(name): \(error)")
        } catch let error as OutboxError {
            fail(.cannotCreate, "\(name): \(error)")
        } catch let error as OutputError {
            fail(.cannotCreate, "\(name): \(error)")
        } catch let error as ConfigurationFault {
            fail(.config, "\(name): \(error)")
        } catch {
            fail(.noInput, "\(name): \(error)")
        }
    }

    static func code(of error: ClientError) -> ExitCode {
        switch error {
        case .refused: .noPermission
        case .malformed, .gap: .software
        case .socket, .noAnswer: .unavailable
        }
    }
}

/// Ends the program with a line and a code.
func fail(_ code: ExitCode, _ line: String) -> Never {
    writeError("agency: " + line)
    exitProcess(code.rawValue)
}

/// Says something to the person who started the program.
func say(_ line: String) { writeError("agency: " + line) }

/// `12,345`
func grouped(_ number: Int) -> String {
    var out = ""
    let digits = String(number)
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0, out != "-" { out += "," }
        out.append(digit)
    }
    return out
}
