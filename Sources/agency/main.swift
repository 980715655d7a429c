internal import CoordBus
internal import Platform

/// What `agency` can do; each command has a file of its own.
let commands: [Command] = [
    ImportCommand.command, SimulateCommand.command, OutboxCommands.status, OutboxCommands.send,
]

let help = """
    agency: brings what agencies do onto a CoordBus, from real files or simulated.

    usage: agency COMMAND [option ...]

    \(commands.map { command in
        "  " + command.name + String(repeating: " ", count: max(1, 15 - command.name.count))
            + command.summary
    }.joined(separator: "\n"))

    Events go through an outbox on disk: what the bus has not confirmed stays there and is sent again. Sending
    twice does no harm, as the bus knows each event by its source and id.
    `agency COMMAND --help` shows the options of one. Exit codes:
    \(ExitCode.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; "))

    example: agency import --format iati data/*.xml
    """

let words = Array(CommandLine.arguments.dropFirst())
if words.isEmpty || words[0] == "--help" || words[0] == "help" {
    writeOutput(help)
    exitProcess((words.isEmpty ? ExitCode.usage : .ok).rawValue)
}
if words[0] == "--version" {
    writeOutput("agency \(Daemon.version)")
    exitProcess(ExitCode.ok.rawValue)
}
let name = words[0] == "outbox" ? words.prefix(2).joined(separator: " ") : words[0]
guard let command = commands.first(where: { $0.name == name }) else {
    let hint = nearest(to: name, in: commands.map(\.name)).map { "did you mean \($0)?" }
    fail(.usage, "there is no command \(name); " + (hint ?? "agency --help lists them"))
}
exitProcess(
    command.run(Array(words.dropFirst(name.split(separator: " ").count))).rawValue)
