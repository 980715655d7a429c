internal import CoordBus
internal import Platform

let options: [OptionDeclaration] =
    [
        OptionDeclaration(
            "--config", "FILE", "configuration (default /etc/coordbus/coordd.toml if it is there)"),
        OptionDeclaration("--check", "say whether the configuration is good, and end"),
        OptionDeclaration("--example-config", "write config/coordd.toml to standard output"),
        OptionDeclaration("--help", "show this"),
        OptionDeclaration("--version", "show the version"),
    ]
    + Setting.all.map { setting in
        OptionDeclaration(setting.flag, "VALUE", "default \(setting.current(Configuration()))")
    }

let help = """
    coordd: the bus on which agencies that give electoral assistance tell each other what they do.

    usage: coordd [--config FILE] [--check] [option ...]

    \(Arguments.help(options))

    Flags win over COORDBUS_* variables, those over the file. Each setting is explained in config/coordd.toml.
    SIGTERM stops after writing what was accepted, SIGHUP reloads. Exit codes:
    \(ExitCode.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; "))

    example: coordd --data /tmp/coordbus --listen tcp://127.0.0.1:7117
    """

/// One line on standard error, where journald and people read it.
@Sendable func say(_ line: String) { writeError("coordd: " + line) }

func fail(_ code: ExitCode, _ line: String) -> Never {
    say(line)
    endProcess(code.rawValue)
}

/// The configuration as file, variables and flags give it now.
@Sendable func configuration(
    _ arguments: Arguments
) throws(ConfigurationError) -> Configuration {
    var flags: [String: String] = [:]
    for setting in Setting.all { flags[setting.flag] = arguments.text(setting.flag) }
    let standard = "/etc/coordbus/coordd.toml"
    let path = arguments.text("--config") ?? environment("COORDBUS_CONFIG")
    guard let text = readText(path ?? standard) else {
        if let path {
            throw ConfigurationError("\(path): cannot be read; check the path and its permissions")
        }
        return try Configuration(file: nil, flags: flags)
    }
    return try Configuration(file: (path ?? standard, text), flags: flags)
}

func run() {
    keepHeapSmall()
    let arguments: Arguments
    do throws(UsageError) {
        arguments = try Arguments(Array(CommandLine.arguments.dropFirst()), options)
        if let word = arguments.positionals.first {
            throw UsageError("unexpected \(word); coordd takes options only, --help lists them")
        }
    } catch {
        fail(.usage, error.description)
    }
    if arguments.has("--help") {
        writeOutput(help)
        return
    }
    if arguments.has("--example-config") {
        writeAll(Array(Configuration.exampleFile.utf8).span, to: 1)
        return
    }
    if arguments.has("--version") {
        writeOutput("coordd \(Daemon.version)")
        return
    }
    do throws(ConfigurationError) {
        let configuration = try configuration(arguments)
        if arguments.has("--check") {
            writeOutput("coordd: the configuration is good")
            return
        }
        start(configuration, arguments)
    } catch {
        fail(.config, error.description)
    }
}

func start(_ running: Configuration, _ arguments: Arguments) {
    let signals = Signals()
    do throws(DaemonError) {
        try Daemon.run(
            running, signals: signals,
            reread: { () throws(ConfigurationError) in try configuration(arguments) }, say: say)
        // The thread that looks over old segments may still be at it.
        endProcess(ExitCode.ok.rawValue)
    } catch {
        fail(error.code, error.description)
    }
}

run()
