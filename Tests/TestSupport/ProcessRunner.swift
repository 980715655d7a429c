package import Platform

/// Runs programs to their end, or `coordd` in the background; all end with the test.
package enum ProcessRunner {
    package struct Result: Sendable {
        package let end: LoggedProcess.End?
        package let output: String
        package let errors: String
    }

    /// Of our own environment only what programs need; nothing of `COORDBUS_*`.
    package static let environment: [String] = ["PATH", "HOME", "LANG", "LD_LIBRARY_PATH"]
        .compactMap { name in Platform.environment(name).map { "\(name)=\($0)" } }

    /// Runs a program to its end.
    /// - Parameters:
    ///   - program: a path, or the name of one of our own.
    ///   - seconds: after which it is killed; its end is nil then.
    package static func run(
        _ program: String, _ arguments: [String], environment more: [String] = [],
        seconds: Int32 = 60
    ) throws -> Result {
        let folder = TestFolder()
        let child = try LoggedProcess(
            program.contains("/") ? program : productFolder + "/" + program, arguments,
            environment: environment + more, output: folder.file("out"),
            errors: folder.file("err"))
        let end = child.wait(milliseconds: seconds * 1000)
        return Result(end: end, output: folder.text("out"), errors: folder.text("err"))
    }
}

/// A `coordd` that answers: its endpoint is known because READY=1 came.
package final class RunningDaemon: Sendable {
    package enum Failure: Error, CustomStringConvertible {
        case notReady(String)
        package var description: String {
            switch self {
            case .notReady(let errors): "coordd did not become ready: \(errors)"
            }
        }
    }

    package let endpoint: String
    package let process: LoggedProcess
    private let notify: NotifySocket
    private let folder: TestFolder
    private let errors: String

    /// - Parameters:
    ///   - folder: holds the log in `log`, so that a second daemon can go on with it.
    ///   - options: beside `--data` and `--listen`.
    package init(
        in folder: TestFolder, _ options: [String] = [], listen: String = "tcp://127.0.0.1:*"
    ) throws {
        self.folder = folder
        let run = TestFolder().path.suffix(8)  // a name nobody else has
        notify = try NotifySocket(path: folder.file("notify-\(run)"))
        errors = "err-\(run)"
        process = try LoggedProcess(
            productFolder + "/coordd",
            ["--data", folder.file("log"), "--listen", listen] + options,
            environment: ProcessRunner.environment + ["NOTIFY_SOCKET=\(notify.path)"],
            output: folder.file("out-\(run)"), errors: folder.file(errors))
        var endpoint = ""
        while endpoint.isEmpty {
            guard let message = notify.next(milliseconds: 20_000) else {
                throw Failure.notReady(folder.text(errors))
            }
            if message.contains("READY=1"), let word = message.split(separator: " ").last {
                endpoint = String(word)
            }
        }
        self.endpoint = endpoint
    }

    /// What it has written to standard error so far.
    package var errorText: String { folder.text(errors) }

    /// Waits for a message to the service manager that holds this.
    /// - Returns: false when none came in time.
    package func waitFor(_ text: String, seconds: Int32 = 20) -> Bool {
        while let message = notify.next(milliseconds: seconds * 1000) {
            if message.contains(text) { return true }
        }
        return false
    }

    /// Ends it with SIGTERM and waits.
    package func terminate(milliseconds: Int32 = 10_000) -> LoggedProcess.End? {
        process.signal(15)
        return process.wait(milliseconds: milliseconds)
    }

    /// Ends it with SIGKILL and waits.
    package func kill() {
        process.signal(9)
        _ = process.wait(milliseconds: 10_000)
    }
}
