internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import Platform

/// `coordctl log export` and `coordctl log import`: a log as lines, and lines into a log.
enum ExchangeCommands {
    static let export = Command(
        name: "log export",
        summary: "writes the log as lines, also beside a running coordd",
        usage: "log export [--data FOLDER] [--from N] [--to N] [--events]",
        options: [
            LogCommands.folder,
            OptionDeclaration("--from", "N", "first sequence (default 1)"),
            OptionDeclaration("--to", "N", "last sequence (default the last)"),
            OptionDeclaration(
                "--events",
                "bare CloudEvents; without it, lines with sequence, time and agency for log import"),
        ],
        body: { try runExport($0) })

    static let importing = Command(
        name: "log import",
        summary: "brings lines into a log through the gate; coordd must not be running on it",
        usage: "log import [--data FOLDER] [FILE ...]   (standard input without a file)",
        options: [LogCommands.folder],
        body: { try runImport($0) })

    private static func runExport(_ arguments: Arguments) throws -> ExitCode {
        let from = UInt64(try arguments.integer("--from", in: 1...Int.max, default: 1))
        let through = UInt64(try arguments.integer("--to", in: 1...Int.max, default: Int.max))
        let isBare = arguments.has("--events")
        var out = ByteBuffer(capacity: 1 << 17)
        var isRead = true
        try LogExport.forEachRecord(
            in: LogCommands.folder(arguments), from: from, through: through
        ) { head, record in
            if isBare {
                LogExport.appendEvent(head, record, to: &out)
            } else {
                LogExport.appendRecord(head, record, to: &out)
            }
            if out.count > 1 << 16 {
                isRead = writeAll(out.bytes, to: 1)
                out.removeAll()
            }
            return isRead
        }
        if isRead { writeAll(out.bytes, to: 1) }
        return .ok
    }

    private static func runImport(_ arguments: Arguments) throws -> ExitCode {
        let files = arguments.positionals.isEmpty ? ["-"] : arguments.positionals
        // Named by token, so that a refusal tells its line.
        let places = Places()
        var bus = try OfflineBus(folder: LogCommands.folder(arguments)) { token, run in
            let place = places.place(token)
            say("log import: \(place) refused with \(run.code): \(run.text)")
        }
        var reader = ExchangeLine.Reader()
        var faults = 0
        for file in files {
            var lines = try LineReader(path: file)
            while let line = try lines.next() {
                let place = "\(file):\(line.number)"
                let read: ExchangeLine
                do throws(ExchangeLine.Fault) {
                    read = try reader.read(line.bytes)
                } catch {
                    faults += 1
                    say("log import: \(place) \(error)")
                    continue
                }
                try bus.publish(
                    [read.event], of: read.agency, recorded: read.recorded ?? wallNanoseconds(),
                    token: places.note(place))
            }
        }
        try bus.finish()
        let tally = bus.tally
        say(
            "\(tally.recorded) recorded, \(tally.recordedBefore) recorded before, "
                + "\(tally.refused + faults) refused")
        return tally.refused + faults > 0 ? .found : .ok
    }

    /// Where the events of the submissions under way came from.
    private final class Places {
        private static let kept = 100_000
        private var places: [UInt64: String] = [:]

        private var token: UInt64 = 0

        func note(_ place: String) -> UInt64 {
            token += 1
            places[token] = place
            if token > Self.kept { places[token - UInt64(Self.kept)] = nil }
            return token
        }

        func place(_ token: UInt64) -> String {
            places[token] ?? "event \(token)"
        }
    }
}
