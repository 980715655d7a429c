internal import BusCore
internal import CoordBus
internal import Platform

/// `coordctl fetch`: a piece of the log, asked for and answered, without a subscription.
enum FetchCommand {
    static let command = Command(
        name: "fetch", summary: "fetches some events from a place in the log",
        usage: "fetch --from SEQUENCE|TIME [--count N] [filters] [--json]",
        options: [
            OptionDeclaration("--from", "WHERE", "sequence, time or topics"),
            OptionDeclaration("--count", "N", "at most N events (default 100)"),
        ] + Printing.options + Connection.options,
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard let from = arguments.text("--from") else {
            throw UsageError("--from is missing; say where to begin, such as --from 1")
        }
        let count = try arguments.integer("--count", in: 1...Int(UInt32.max), default: 100)
        var printer = try Printing.printer(arguments)
        var client = try Connection.client(arguments)
        try client.open()
        defer { client.leave() }
        var start = try TailCommand.start(from, arguments)
        let pattern = arguments.text("--topic") ?? ">"
        while printer.count < count {
            try client.fetch(
                Request.Fetch(
                    start: start, eventsMax: UInt32(count - printer.count), bytesMax: 1 << 20),
                pattern: pattern)
            guard let (next, last) = try take(&client, &printer) else {
                throw ClientError.noAnswer(endpoint: client.endpoint, seconds: 10)
            }
            guard next <= last else { break }
            start = .sequence(next)
        }
        _ = printer.flush()
        return .ok
    }

    /// Waits for the answer and prints it.
    private static func take(
        _ client: inout BusClient, _ printer: inout RecordPrinter
    ) throws -> (next: UInt64, last: UInt64)? {
        let deadline = monotonicNanoseconds() + 10_000_000_000
        while let reply = try client.next(until: deadline) {
            switch reply {
            case .fetched(_, _, let next, let last):
                client.withBody { body in
                    var at = 0
                    while let head = RecordHead(body, at: at) {
                        printer.print(head, body.extracting(at..<(at + head.length)))
                        at += head.length
                    }
                }
                return (next, last)
            case .error(let code, _, _, _):
                throw ClientError.refused(code: code, text: client.bodyText)
            default: continue
            }
        }
        return nil
    }
}
