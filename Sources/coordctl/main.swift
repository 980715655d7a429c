internal import CoordBus

/// What `coordctl` can do; each command has a file of its own.
Program(
    name: "coordctl", summary: "watches, feeds and checks a CoordBus",
    commands: [
        TailCommand.command, PublishCommand.command, FetchCommand.command, StatusCommand.command,
        SummaryCommand.command, ExplainCommand.command, AgenciesCommand.command,
        InboxCommands.inboxes,
        InboxCommands.quarantine, InboxCommands.remove, RouteCommand.explain, SchemaCommand.command,
        KeygenCommand.command,
        AgencyCommands.list, AgencyCommands.add, AgencyCommands.rotate, AgencyCommands.suspend,
        AgencyCommands.resume, LogCommands.verify,
        LogCommands.stat, LogCommands.repair,
        ExchangeCommands.export, ExchangeCommands.importing, BackupCommands.backup,
        BackupCommands.restore, RegisterCommands.rebuild, RegisterCommands.digest,
        OverlapScanCommand.command, OverlapLearnCommand.command, OverlapsCommand.command,
        ShowCommand.command,
        VerdictCommand.command, ClustersCommand.command, ScreenCommand.command,
        GapsCommand.command, BulletinCommand.command, GAReportCommand.command,
        CaseCommand.command, CountryCommand.command, SearchCommand.command,
        SearchIndexCommand.command,
        PersonCommands.add, PersonCommands.remove, PersonCommands.list,
    ],
    notes: "Commands that begin with log read the files themselves, also beside a running coordd.",
    examples: ["coordctl tail --follow", "coordctl log verify --data /var/lib/coordbus/log"]
).run(Array(CommandLine.arguments.dropFirst()))
