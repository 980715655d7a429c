internal import CoordBus
internal import Platform

/// What can be measured; each has a file or a folder of its own.
let commands: [(name: String, summary: String, run: ([String]) throws -> ExitCode)] = [
    ("suite", "the budget table: asked, measured, met", SuiteCommand.run),
    ("core", "the decisions alone: nanoseconds and allocations an event", CoreCommand.run),
    ("torture", "kill -9, torn writes, flipped bits: what must never happen", TortureCommand.run),
    ("peer", "client of the harness that measures peers: setup, pub, sub, replay", PeerClient.run),
    ("inbox", "routing to inboxes, and many sessions that take from them", InboxCommand.run),
    ("register", "folding the log into the register, rules, rebuild", RegisterCommand.run),
    ("web", "the page's weight, and what people who watch cost the bus", WebCommand.run),
    ("overlap", "quality of the overlap library on real records", OverlapCommand.run),
]

let help = """
    coordbench: measures a CoordBus, side by side with what it promises.

    usage: coordbench COMMAND [option ...]

    \(commands.map { "  " + $0.name + String(repeating: " ", count: max(1, 12 - $0.name.count)) + $0.summary }
        .joined(separator: "\n"))
    """

keepFreedMemory()
let words = Array(CommandLine.arguments.dropFirst())
if words.isEmpty || words[0] == "--help" {
    writeOutput(help)
    exitProcess((words.isEmpty ? ExitCode.usage : .ok).rawValue)
}
guard let command = commands.first(where: { $0.name == words[0] }) else {
    writeError("coordbench: there is no command \(words[0]); --help lists them")
    exitProcess(ExitCode.usage.rawValue)
}
do {
    exitProcess(try command.run(Array(words.dropFirst())).rawValue)
} catch let error as UsageError {
    writeError("coordbench: \(error)")
    exitProcess(ExitCode.usage.rawValue)
} catch {
    writeError("coordbench: \(error)")
    exitProcess(ExitCode.unavailable.rawValue)
}
