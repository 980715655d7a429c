internal import BusCore
internal import CoordBus
internal import Events
internal import Platform

/// `coordctl tail`: every event in order, once.
enum TailCommand {
    static let command = Command(
        name: "tail", summary: "shows the events of the log in order",
        usage: "tail [--from 1|TIME|now|topics] [--follow] [filters] [--json]",
        options: [
            OptionDeclaration(
                "--from", "WHERE",
                "sequence, time (2026-01-31T12:00:00Z), now, or topics: the last of each (default the last 20)"
            ),
            OptionDeclaration("--follow", "goes on with what comes"),
            OptionDeclaration("--count", "N", "ends after N events"),
        ] + Printing.options + Connection.options,
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let follow = arguments.has("--follow")
        let most = try arguments.integer("--count", in: 1...Int.max, default: Int.max)
        var printer = try Printing.printer(arguments)
        var tail = Tail(
            try Connection.client(arguments), pattern: arguments.text("--topic") ?? ">",
            from: try start(arguments.text("--from"), arguments))
        try tail.open(withinSeconds: 10)
        while printer.count < most {
            if tail.reachedEnd, !follow { break }
            let until = monotonicNanoseconds() + 1_000_000_000
            let last = follow ? UInt64.max : tail.lastAtStart
            _ = try tail.next(until: until) { head, record in
                if printer.count < most, head.sequence <= last {
                    printer.print(head, record)
                }
            }
            guard printer.flush() else { return .ok }  // nobody reads any more, as with `head`
        }
        _ = printer.flush()
        tail.close()
        return .ok
    }

    /// Where to begin: a sequence, a time, `now`, `topics`, or by default 20 before the end.
    static func start(_ text: String?, _ arguments: Arguments) throws -> Request.Start {
        switch text {
        case nil:
            var client = try Connection.client(arguments)
            try client.open()
            defer { client.leave() }
            try client.ping()
            while let reply = try client.next(until: monotonicNanoseconds() + 5_000_000_000) {
                if case .pong(let last) = reply { return .sequence(last > 19 ? last - 19 : 1) }
            }
            return .sequence(1)
        case "now": return .now
        case "topics": return .lastOfEachTopic
        case .some(let text):
            if let sequence = UInt64(text) { return .sequence(sequence) }
            if let time = Timestamp(text) { return .time(time.nanoseconds) }
            throw UsageError(
                "--from \(text): use a sequence, a time such as 2026-01-31T12:00:00Z, now or topics"
            )
        }
    }
}
