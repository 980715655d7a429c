internal import CoordBus
internal import Platform

/// `coordbench inbox`: what routing and delivering to inboxes costs.
enum InboxCommand {
    static let options = [
        OptionDeclaration("--patterns", "N", "patterns in the trie (default 100000)"),
        OptionDeclaration("--sessions", "N", "sessions with an inbox each (default 1000)"),
        OptionDeclaration("--rate", "N", "events a second in all (default 1000)"),
        OptionDeclaration("--seconds", "N", "how long (default 20)"),
        Programs.daemonOption, Programs.option,
        OptionDeclaration("--help", "show this"),
    ]

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options)
        if arguments.has("--help") {
            writeOutput("usage: coordbench inbox [option ...]\n\n" + Arguments.help(options))
            return .ok
        }
        try TrieMeter(
            patterns: try arguments.integer("--patterns", in: 1_000...1_000_000, default: 100_000)
        ).run()
        let load = InboxLoad(
            programs: try Programs(arguments),
            sessions: try arguments.integer("--sessions", in: 1...1_000, default: 1_000),
            rate: try arguments.integer("--rate", in: 1...100_000, default: 1_000),
            seconds: try arguments.integer("--seconds", in: 1...3_600, default: 20))
        return try load.run() ? .ok : .found
    }
}
