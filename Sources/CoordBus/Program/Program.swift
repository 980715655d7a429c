internal import Platform

/// What a program says of itself: its help, its manual page and its bash completion are written from this.
package struct Program: Sendable {
    package let name: String
    /// Half a sentence, without the name.
    package let summary: String
    /// Section of the manual: 1 for everybody, 8 for who runs the machine.
    package let section: Int
    /// Options of the program itself; of one that has commands, those that stand in their place.
    package let options: [OptionDeclaration]
    package let commands: [Command]
    /// Paragraphs that the help shows behind the commands.
    package let notes: String
    /// Command lines, one each.
    package let examples: [String]

    package init(
        name: String, summary: String, section: Int = 1, options: [OptionDeclaration] = [],
        commands: [Command] = [], notes: String, examples: [String]
    ) {
        self.name = name
        self.summary = summary
        self.section = section
        self.options = options + Self.own
        self.commands = commands
        self.notes = notes
        self.examples = examples
    }

    private static let own = [
        OptionDeclaration("--help", "show this"),
        OptionDeclaration("--version", "show the version"),
        OptionDeclaration("--manual", "write the manual page, as `man` reads it"),
        OptionDeclaration("--completion", "write the completion for bash"),
    ]

    package var usage: String {
        "usage: \(name) \(commands.isEmpty ? "[option ...]" : "COMMAND [option ...]")"
    }

    package var help: String {
        let width = commands.map(\.name.count).max() ?? 0
        let lines = commands.map { command in
            "  " + command.name + String(repeating: " ", count: width + 2 - command.name.count)
                + command.summary
        }
        return """
            \(name): \(summary).

            \(usage)

            \(commands.isEmpty ? Arguments.help(options) : lines.joined(separator: "\n"))

            \(notes)
            \(commands.isEmpty ? "" : "`\(name) COMMAND --help` shows the options of one. ")Exit codes:
            \(ExitCode.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; "))

            \(examples.map { "example: " + $0 }.joined(separator: "\n"))
            """
    }

    /// Answers `--help` and its like.
    /// - Returns: false when `words` ask for something else.
    package func answersAboutItself(_ words: [String]) -> Bool {
        switch words.first {
        case "--help", "help": writeOutput(help)
        case "--version": writeOutput("\(name) \(Daemon.version)")
        case "--manual": writeAll(Array(manual.utf8).span, to: 1)
        case "--completion": writeAll(Array(completion.utf8).span, to: 1)
        default: return false
        }
        return true
    }

    /// Does what a command line asks for and ends the process.
    /// - Parameter words: without the program's name.
    package func run(_ words: [String]) -> Never {
        keepFreedMemory()
        guard let first = words.first else {
            writeOutput(help)
            exitProcess(ExitCode.usage.rawValue)
        }
        if answersAboutItself(words) { exitProcess(ExitCode.ok.rawValue) }
        // Commands that belong together share their first word, which may be a command as well.
        let twoWords = words.prefix(2).joined(separator: " ")
        let isOne = commands.contains { $0.name == first }
        let isGroup = commands.contains { $0.name.hasPrefix(first + " ") }
        let name =
            commands.contains { $0.name == twoWords } || (isGroup && !isOne) ? twoWords : first
        guard let command = commands.first(where: { $0.name == name }) else {
            let hint = nearest(to: name, in: commands.map(\.name)).map { "did you mean \($0)?" }
            fail(
                .usage, "there is no command \(name); " + (hint ?? "\(self.name) --help lists them")
            )
        }
        let rest = Array(words.dropFirst(name.split(separator: " ").count))
        exitProcess(command.run(rest, of: self.name).rawValue)
    }
}
