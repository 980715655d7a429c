internal import CoordBus
internal import Platform

/// `coordbench web`: what the page costs those who load it, and what those who watch cost the bus.
enum WebCommand {
    static let options = [
        OptionDeclaration("--viewers", "N", "live views at once (default 200)"),
        OptionDeclaration("--rate", "N", "events a second that they watch (default 1000)"),
        OptionDeclaration(
            "--events", "N", "events published flat out beside that (default 1000000)"),
        OptionDeclaration("--rounds", "N", "pairs of runs, without and with viewers (default 3)"),
        Programs.daemonOption, Programs.option,
        OptionDeclaration("--help", "show this"),
    ]

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options)
        if arguments.has("--help") {
            writeOutput("usage: coordbench web [option ...]\n\n" + Arguments.help(options))
            return .ok
        }
        let load = WebLoad(
            programs: try Programs(arguments),
            viewers: try arguments.integer("--viewers", in: 1...2_000, default: 200),
            rate: try arguments.integer("--rate", in: 1...100_000, default: 1_000),
            events: try arguments.integer("--events", in: 1_000...100_000_000, default: 1_000_000),
            rounds: try arguments.integer("--rounds", in: 1...100, default: 3))
        return try load.run() ? .ok : .found
    }
}
