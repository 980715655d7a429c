internal import BusCore
internal import Bytes
internal import CoordBus
internal import Platform

/// `coordctl publish`: events from a file or from standard input, one JSON object a line.
enum PublishCommand {
    static let command = Command(
        name: "publish", summary: "publishes events, one JSON object a line",
        usage: "publish --agency CODE [FILE ...]   (standard input without a file)",
        options: [
            OptionDeclaration("--window", "N", "most events without receipt (default 4096)"),
            OptionDeclaration("--receipts", "a JSON line for each receipt"),
        ] + Connection.options,
        body: { try run($0) })

    private struct Tally {
        var recorded = 0
        var before = 0
        var refused = 0
    }

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let keys = try ClientKeys.find(arguments)
        guard arguments.has("--agency") || keys != nil else {
            throw UsageError("--agency is missing; say as which agency, such as --agency undp")
        }
        let window = try arguments.integer("--window", in: 1...100_000, default: 4096)
        var client = try Connection.client(arguments)
        try client.open()
        var publisher = Publisher(client, window: window)
        defer { publisher.leave() }
        var tally = Tally()
        let showReceipts = arguments.has("--receipts")
        let fate: Publisher.Fate = { run in tell(run, showReceipts, &tally) }
        let files = arguments.positionals.isEmpty ? ["-"] : arguments.positionals
        for file in files {
            var lines = try LineReader(path: file)
            while let line = try lines.next() {
                try publisher.publish(line.bytes.span, fate: fate)
            }
        }
        try publisher.finish(fate: fate)
        writeError(
            "coordctl: \(tally.recorded) recorded, \(tally.before) recorded before, "
                + "\(tally.refused) refused")
        return tally.refused > 0 ? .found : .ok
    }

    private static func tell(_ run: ReceiptRun, _ receipts: Bool, _ tally: inout Tally) {
        switch run.code {
        case ReceiptRun.recorded: tally.recorded += Int(run.count)
        case ReceiptRun.recordedBefore: tally.before += Int(run.count)
        default:
            tally.refused += Int(run.count)
            writeError("coordctl: event \(run.number) refused with \(run.code): \(run.text)")
        }
        guard receipts else { return }
        for offset in 0..<UInt64(run.count) {
            let sequence = run.isRefusal ? 0 : run.sequence + offset
            writeOutput(
                "{\"number\":\(run.number + offset),\"code\":\(run.code),\"sequence\":\(sequence)}")
        }
    }
}
