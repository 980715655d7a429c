internal import CoordBus
internal import Platform

/// What `coordctl` can do; each command has a file of its own.
let commands: [Command] = [
    TailCommand.command, PublishCommand.command, FetchCommand.command, StatusCommand.command,
    SummaryCommand.command,
    SchemaCommand.command, LogCommands.verify, LogCommands.stat, LogCommands.repair,
]

let help = """
    coordctl: watches, feeds and checks a CoordBus.

    usage: coordctl COMMAND [option ...]

    \(commands.map { command in
        "  " + command.name + String(repeating: " ", count: max(1, 14 - command.name.count))
            + command.summary
    }.joined(separator: "\n"))

    `coordctl COMMAND --help` shows the options of one. Exit codes:
    \(ExitCode.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; "))
    """

let words = Array(CommandLine.arguments.dropFirst())
if words.isEmpty || words[0] == "--help" || words[0] == "help" {
    writeOutput(help)
    exitProcess((words.isEmpty ? ExitCode.usage : .ok).rawValue)
}
if words[0] == "--version" {
    writeOutput("coordctl \(Daemon.version)")
    exitProcess(ExitCode.ok.rawValue)
}
let name = words[0] == "log" ? words.prefix(2).joined(separator: " ") : words[0]
guard let command = commands.first(where: { $0.name == name }) else {
    let hint = nearest(to: name, in: commands.map(\.name)).map { "did you mean \($0)?" }
    fail(.usage, "there is no command \(name); " + (hint ?? "coordctl --help lists them"))
}
exitProcess(
    command.run(Array(words.dropFirst(name.split(separator: " ").count))).rawValue)
