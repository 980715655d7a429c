internal import Platform

/// One command of a program: its options and what it does.
package struct Command: Sendable {
    /// One word, or two where commands belong together: `log verify`.
    package let name: String
    package let summary: String
    /// The command line without the program's name.
    package let usage: String
    package let options: [OptionDeclaration]
    let body: @Sendable (Arguments) throws -> ExitCode

    package init(
        name: String, summary: String, usage: String, options: [OptionDeclaration],
        body: @escaping @Sendable (Arguments) throws -> ExitCode
    ) {
        self.name = name
        self.summary = summary
        self.usage = usage
        self.options = options
        self.body = body
    }

    /// Reads the words after the command's name, then does it; faults become a line and an exit code.
    func run(_ words: [String], of program: String) -> ExitCode {
        if words.contains("--help") {
            writeOutput(
                "\(name): \(summary)\n\nusage: \(program) \(usage)\n\n\(Arguments.help(options))")
            return .ok
        }
        do {
            return try body(Arguments(words, options))
        } catch let error as any ProgramFault {
            fail(error.exitCode, "\(name): \(error)")
        } catch {
            fail(.noInput, "\(name): \(error)")
        }
    }
}

/// The name under which this program was installed.
package let programName: String = ownPath().split(separator: "/").last.map(String.init) ?? ""

/// Ends the program with a line and a code.
package func fail(_ code: ExitCode, _ line: String) -> Never {
    say(line)
    exitProcess(code.rawValue)
}

/// Says something to the person who started the program.
package func say(_ line: String) { writeError("\(programName): " + line) }
