internal import CoordBus
internal import Platform

/// What coordd says of itself.
let program = Program(
    name: "coordd",
    summary:
        "the bus on which agencies that give electoral assistance tell each other what they do",
    section: 8,
    options: [
        OptionDeclaration(
            "--config", "FILE", "configuration (default /etc/coordbus/coordd.toml if it is there)"),
        OptionDeclaration("--check", "say whether the configuration is good, and end"),
        OptionDeclaration("--example-config", "write config/coordd.toml to standard output"),
        OptionDeclaration("--config-manual", "write the manual page of that file, coordd.toml(5)"),
    ]
        + Setting.all.map { setting in
            OptionDeclaration(setting.flag, "VALUE", "default \(setting.current(Configuration()))")
        },
    notes: """
        Flags win over COORDBUS_* variables, those over the file. Each setting is explained in coordd.toml(5).
        SIGTERM stops after writing what was accepted, SIGHUP reloads.
        """,
    examples: ["coordd --data /tmp/coordbus --listen tcp://127.0.0.1:7117"])

/// One line for the operator.
@Sendable func say(_ line: LogLine) { OperatorLog.say(line, as: "coordd") }

func fail(_ code: ExitCode, _ line: String) -> Never {
    say(LogLine(.failed, line, code: UInt16(code.rawValue)))
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
    let words = Array(CommandLine.arguments.dropFirst())
    if program.answersAboutItself(words) { return }
    let arguments: Arguments
    do throws(UsageError) {
        arguments = try Arguments(words, program.options)
        if let word = arguments.positionals.first {
            throw UsageError("unexpected \(word); coordd takes options only, --help lists them")
        }
    } catch {
        fail(.usage, error.description)
    }
    if arguments.has("--example-config") {
        writeAll(Array(Configuration.exampleFile.utf8).span, to: 1)
        return
    }
    if arguments.has("--config-manual") {
        writeAll(Array(Configuration.manual.utf8).span, to: 1)
        return
    }
    do throws(ConfigurationError) {
        let configuration = try configuration(arguments)
        if arguments.has("--check") {
            if !configuration.routesFile.isEmpty {
                _ = try RouteFile.read(path: configuration.routesFile)
            }
            _ = try SecurityPlan(configuration)
            if configuration.webListen != "none" { _ = try configuration.tlsFiles() }
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
