internal import Agents
internal import BusCore
internal import CoordBus
internal import Platform

/// Where events go: into a file, or by way of an outbox to the bus.
final class Destination {
    static let options =
        [
            OptionDeclaration(
                "--bus", "ENDPOINT", "where the bus listens (default \(Configuration().listen))"),
            OptionDeclaration(
                "--outbox", "FILE", "where events wait (default $XDG_STATE_HOME/coordbus/outbox.db)"
            ),
            OptionDeclaration("--wait", "SECONDS", "how long the bus may be away (default 10)"),
            OptionDeclaration(
                "--output", "FILE", "writes one event a line instead, - for the terminal"),
        ] + ClientKeys.options

    static let orderOption = OptionDeclaration(
        "--order", "WORD",
        "strict: agencies wait for each other (default); agency: each for itself, faster")

    static func order(_ arguments: Arguments) throws(UsageError) -> Courier.Order {
        switch arguments.text("--order") {
        case nil, "strict": return .strict
        case "agency": return .byAgency
        case .some(let word): throw UsageError("--order \(word): use strict or agency")
        }
    }

    private var file: OutputFile?
    private let courier: Courier?
    /// The bus did not answer: events are kept until the end, then it is tried once more.
    private var away: ClientError?
    private(set) var events = 0
    /// Events that waited already with the same bytes and were not added again.
    private var same = 0
    var progress = Progress()

    init(_ arguments: Arguments, order: Courier.Order) throws {
        if let path = arguments.text("--output") {
            for option in ["--bus", "--outbox", "--wait"] where arguments.has(option) {
                throw UsageError("--output and \(option) do not go together; leave one out")
            }
            file = try OutputFile(path: path)
            courier = nil
        } else {
            file = nil
            courier = try Self.courier(arguments, order: order)
        }
    }

    static func courier(_ arguments: Arguments, order: Courier.Order) throws -> Courier {
        let patience = try arguments.integer("--wait", in: 0...86_400 * 365, default: 10)
        return try Courier(
            try Outbox(path: try outboxPath(arguments)),
            endpoint: arguments.text("--bus") ?? environment("COORDBUS_BUS_LISTEN")
                ?? Configuration().listen,
            keys: try ClientKeys.find(arguments), order: order, patience: patience)
    }

    static func outboxPath(_ arguments: Arguments) throws -> String {
        if let path = arguments.text("--outbox") { return path }
        guard
            let state = environment("XDG_STATE_HOME")
                ?? environment("HOME").map({ $0 + "/.local/state" }), !state.isEmpty
        else { throw UsageError("neither XDG_STATE_HOME nor HOME is set; say --outbox FILE") }
        try DiskFileSystem().makeFolder(state + "/coordbus")
        return state + "/coordbus/outbox.db"
    }

    /// Takes events; they are safe on disk when this returns. Sends them while the bus is there.
    func take(_ batch: [MadeEvent], _ words: () -> String) throws {
        events += batch.count
        guard let courier else {
            for event in batch { try file?.write(line: event.bytes.span) }
            progress.tell(events, words())
            return
        }
        same += batch.count - (try courier.outbox.append(batch))
        guard away == nil else { return progress.tell(events, words() + ", bus away") }
        do {
            try courier.sendAll { progress.tell(sent, left(words())) }
        } catch let error as ClientError {
            guard error.exitCode == .unavailable else { throw error }
            away = error
            progress.clear()
            say("\(error)\nagency: going on; events are kept in \(courier.outbox.path)")
        }
    }

    private var sent: Int {
        courier.map { $0.tally.recorded + $0.tally.before + $0.tally.refused } ?? events
    }

    private func left(_ words: String) -> String {
        "\(words), \(grouped(courier?.outbox.counts.waiting ?? 0)) waiting"
    }

    /// Sends what still waits and prints the summary.
    /// - Returns: what the bus refused makes `.found`, a bus that stayed away `.unavailable`.
    func finish() throws -> ExitCode {
        defer { progress.clear() }
        guard let courier else {
            try file?.flush()
            progress.clear()
            say("\(grouped(events)) events written\(rate(events))")
            return .ok
        }
        do {
            try courier.sendAll { progress.tell(sent, left("sending")) }
            away = nil
        } catch let error as ClientError {
            guard error.exitCode == .unavailable else { throw error }
            away = error
        }
        progress.clear()
        let repeats = same > 0 ? "\(grouped(same)) the same as one before them, " : ""
        say("on the bus: \(repeats)\(courier.tally.line)\(rate(sent))")
        if let away {
            say(
                "\(away)\nagency: \(grouped(courier.outbox.counts.waiting)) events wait in "
                    + "\(courier.outbox.path); `agency outbox send` sends them")
            return .unavailable
        }
        return courier.tally.refused > 0 ? .found : .ok
    }

    private func rate(_ count: Int) -> String {
        let seconds = max(0.001, progress.seconds)
        return
            ", \(grouped(Int(Double(count) / seconds)))/s over \(Double(Int(seconds * 10)) / 10) s"
    }
}
