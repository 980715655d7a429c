internal import BusCore
internal import CoordBus
internal import Platform
internal import ZeroMQ

/// A coordd of our own: on a free port of this machine, with its log in the folder given.
struct ServedBus: ~Copyable {
    /// A start that did not come to "listening".
    struct StartFailure: Error, CustomStringConvertible {
        let end: ChildProcess.End?
        let lines: [String]
        /// What coordd said.
        var text: String { lines.joined(separator: "\n") }
        var description: String {
            let how =
                switch end {
                case .exited(let code): "it ended with \(code)"
                case .signalled(let signal): "signal \(signal) ended it"
                case nil: "it says nothing"
                }
            return "coordd did not start: \(how): \(text)"
        }
    }

    /// Any free port: what the first start of a bus listens on.
    static let anyPort = "tcp://127.0.0.1:*"
    private static let startNanoseconds: UInt64 = 60_000_000_000

    let endpoint: String
    /// The end of the log at the start.
    let lastAtStart: UInt64
    /// What it said while it started.
    let startLines: [String]
    /// When the process was started, monotonic nanoseconds.
    let spawnedAt: UInt64
    private var process: ChildProcess

    var id: Int32 { process.id }

    /// Starts it and waits until its endpoint answers.
    init(
        program: String, folder: String, listen: String = anyPort, options: [String] = []
    ) throws {
        let begun = monotonicNanoseconds()
        var child = try Self.spawn(program, folder, listen, options)
        let ready = try Self.waitForReady(&child, until: begun + Self.startNanoseconds)
        spawnedAt = begun
        process = child
        endpoint = ready.endpoint
        lastAtStart = ready.last
        startLines = ready.lines
    }

    private struct Ready {
        let endpoint: String
        let last: UInt64
        let lines: [String]
    }

    private static func waitForReady(
        _ child: inout ChildProcess, until: UInt64
    ) throws -> Ready {
        var lines: [String] = []
        while case .line(let line) = child.nextLine(until: until) {
            lines.append(line)
            if let (endpoint, last) = readReady(line) {
                return Ready(endpoint: endpoint, last: last, lines: lines)
            }
        }
        throw StartFailure(
            end: child.wait(until: monotonicNanoseconds() + 5_000_000_000), lines: lines)
    }

    /// Starts it, and kills it after so many nanoseconds, wherever it is.
    static func startAndKill(
        program: String, folder: String, listen: String, after nanoseconds: UInt64
    ) throws {
        var process = try spawn(program, folder, listen, [])
        sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + nanoseconds)
        process.send(.kill)
        _ = process.wait()
    }

    private static func spawn(
        _ program: String, _ folder: String, _ listen: String, _ options: [String]
    ) throws(SpawnError) -> ChildProcess {
        try ChildProcess(
            program, ["--data", folder, "--listen", listen] + options, reading: .errors)
    }

    /// `coordd: listening on ENDPOINT; log in FOLDER, last sequence N`, and `; page at ADDRESS` where it has one.
    private static func readReady(_ line: String) -> (endpoint: String, last: UInt64)? {
        let begin = "coordd: listening on "
        guard line.hasPrefix(begin), let stop = line.firstIndex(of: ";"),
            let word = line.split(separator: " ").drop(while: { $0 != "sequence" }).dropFirst()
                .first,
            let last = UInt64(word.prefix { $0 != ";" })
        else { return nil }
        return (String(line[line.index(line.startIndex, offsetBy: begin.count)..<stop]), last)
    }

    /// kill -9, and waits for its end.
    mutating func kill() {
        process.send(.kill)
        _ = process.wait()
    }

    /// SIGTERM, and waits for its end; nil when it does not come within 10 s.
    mutating func stop() -> ChildProcess.End? {
        process.send(.terminate)
        return process.wait(until: monotonicNanoseconds() + 10_000_000_000)
    }

    /// What it has said since its start, as far as it is here.
    mutating func takeLines() -> [String] {
        var lines: [String] = []
        while case .line(let line) = process.nextLine(until: 0) { lines.append(line) }
        return lines
    }

    func client(_ name: String = "coordbench \(Daemon.version)") throws -> BusClient {
        try Self.client(endpoint, name)
    }

    static func client(_ endpoint: String, _ name: String) throws -> BusClient {
        try BusClient(endpoint: endpoint, agency: "undp", name: name, context: Context())
    }
}
