internal import Bytes
internal import BusCore
internal import JSON

/// Makes a register from a log alone.
package struct RegisterRebuild {
    private static let chunkBytes = 1 << 20
    /// Bytes of a batch: there is memory while it lasts, and large ones save the most.
    private static let weightMax = 64 << 20

    package private(set) var events: UInt64 = 0

    package init() {}

    /// Fills `path` with everything that is in `log` now; what was there before is gone.
    /// - Parameter progress: called now and then with the last sequence folded.
    package mutating func run(
        log: any EventLog, path: String, progress: (UInt64) -> Void = { _ in }
    ) throws(FoldError) {
        let file = try RegisterFile.beginRebuild(path: path, log: log.identity.description)
        let fold = try RegisterFold(
            file, source: LogRegisterSource(log), weightMax: Self.weightMax)
        var reader = FoldReader(log: log)
        var told: UInt64 = 0
        while try reader.applyChunk(to: [fold], bytesMax: Self.chunkBytes) {
            try fold.gatherOn()
            if fold.appliedThrough > told {
                told = fold.appliedThrough
                progress(told)
            }
        }
        try fold.commit()
        try file.finishRebuild()
        events = fold.appliedThrough
    }
}

/// Passes the records of a log to folds, in order, without a daemon.
package struct FoldReader: ~Copyable {
    private let log: any EventLog
    private var cursor = LogCursor()
    private var chunk = ByteBuffer()
    private var parser = JSONParser(bytesMax: 1 << 20)
    /// The last sequence passed on.
    package private(set) var through: UInt64
    /// What the folds derived, in order.
    package var derived: [DerivedEvent] = []

    /// - Parameter through: goes on behind this sequence.
    package init(log: any EventLog, through: UInt64 = 0) {
        self.log = log
        self.through = through
    }

    /// - Returns: false when nothing was left to read.
    package mutating func applyChunk(
        to folds: [any Fold], bytesMax: Int
    ) throws(FoldError) -> Bool {
        chunk.removeAll()
        do throws(LogError) {
            guard
                try log.read(
                    from: through + 1, upTo: .max, bytesMax: bytesMax, cursor: &cursor,
                    into: &chunk) != nil
            else { return false }
        } catch {
            throw FoldError(error.description)
        }
        var at = 0
        while at < chunk.count {
            guard let head = RecordHead(chunk.bytes, at: at),
                let record = RecordFacts(chunk.bytes, at: at)
            else { throw FoldError("the record behind sequence \(through) makes no sense") }
            let range = (at + head.eventOffset)..<(at + head.length)
            try Self.apply(record, range, of: chunk, to: folds, &parser, &derived)
            through = record.sequence
            at += head.length
        }
        return true
    }

    private static func apply(
        _ record: RecordFacts, _ range: Range<Int>, of chunk: borrowing ByteBuffer,
        to folds: [any Fold], _ parser: inout JSONParser, _ derived: inout [DerivedEvent]
    ) throws(FoldError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try parser.parse(chunk, range)
        } catch {
            throw FoldError("sequence \(record.sequence) is not JSON: \(error)")
        }
        for fold in folds {
            try fold.apply(record, event: chunk.bytes(range), document: document, into: &derived)
        }
    }
}
