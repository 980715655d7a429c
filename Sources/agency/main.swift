internal import CoordBus

/// What `agency` can do; each command has a file of its own.
Program(
    name: "agency",
    summary: "brings what agencies do onto a CoordBus, from real files or simulated",
    commands: [
        ImportCommand.command, SimulateCommand.command, OutboxCommands.status, OutboxCommands.send,
    ],
    notes: """
        Events go through an outbox on disk: what the bus has not confirmed stays there and is sent again. Sending
        twice does no harm, as the bus knows each event by its source and id.
        """,
    examples: ["agency import --format iati data/*.xml", "agency outbox status"]
).run(Array(CommandLine.arguments.dropFirst()))
