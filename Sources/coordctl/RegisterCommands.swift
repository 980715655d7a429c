internal import CoordBus
internal import Events
internal import Platform

/// `coordctl register rebuild` and `register digest`.
enum RegisterCommands {
    private static let file = OptionDeclaration(
        "--register", "FILE",
        "the register (default \(RegisterFile.defaultName) in the log's folder)")

    static let rebuild = Command(
        name: "register rebuild",
        summary:
            "makes a register from the log alone; beside a running coordd say another --register",
        usage: "register rebuild [--data FOLDER] [--register FILE]",
        options: [LogCommands.folder, file], body: { try runRebuild($0) })

    static let digest = Command(
        name: "register digest",
        summary: "SHA-256 of a register's contents: equal for two that say the same",
        usage: "register digest [--data FOLDER] [--register FILE] [--order-free]",
        options: [
            LogCommands.folder, file,
            OptionDeclaration(
                "--order-free",
                "leaves out sequences, to compare buses that heard things in another order"),
        ], body: { try runDigest($0) })

    private static func paths(_ arguments: Arguments) -> (folder: String, register: String) {
        let folder =
            arguments.text("--data") ?? environment("COORDBUS_LOG_FOLDER") ?? Configuration().folder
        return (folder, arguments.text("--register") ?? "\(folder)/\(RegisterFile.defaultName)")
    }

    private static func runRebuild(_ arguments: Arguments) throws -> ExitCode {
        let (folder, path) = paths(arguments)
        guard let log = try LogSnapshot.read(folder: folder) else {
            fail(
                .noInput,
                "register rebuild: \(folder): there is no log; name its folder with --data")
        }
        refuseBeside(folder, path, arguments.has("--register"), "register rebuild", "--register")
        let start = monotonicNanoseconds()
        var work = RegisterRebuild()
        do throws(FoldError) {
            try work.run(log: log, path: path) { sequence in
                if isTerminal(2) { writeError("coordctl: \(sequence) of \(log.lastDurable)") }
            }
        } catch {
            fail(.cannotCreate, "register rebuild: \(error)")
        }
        let seconds = Double(monotonicNanoseconds() - start) / 1e9
        let rounded = (seconds * 100).rounded() / 100
        writeOutput("\(path): \(work.events) events folded in \(rounded) s")
        return .ok
    }

    /// Ends the program when a running coordd keeps the file that was not named: taken away below it, what it writes would be lost.
    static func refuseBeside(
        _ folder: String, _ path: String, _ isNamed: Bool, _ command: String, _ option: String
    ) {
        guard !isNamed, LogHolder.isThere(folder: folder) else { return }
        fail(
            .unavailable,
            "\(command): a coordd runs on \(folder) and keeps \(path) itself; stop it, or name another file with \(option)"
        )
    }

    private static func runDigest(_ arguments: Arguments) throws -> ExitCode {
        let (_, path) = paths(arguments)
        do throws(FoldError) {
            let register = try Register.open(path)
            let digest = try register.digest(isOrderFree: arguments.has("--order-free"))
            writeOutput("\(digest) through sequence \(register.applied)")
        } catch {
            fail(.noInput, "register digest: \(error)")
        }
        return .ok
    }
}
