internal import BusCore
internal import Bytes
internal import JSON
internal import Platform

/// Passes the records of a log to folds, in order. An event is parsed once, and only when a fold reads it.
package struct FoldReader: ~Copyable {
    private let log: any EventLog
    private let givesWay: Bool
    private var cursor = LogCursor()
    private var chunk = ByteBuffer()
    private var parser = JSONParser(bytesMax: 1 << 20)
    /// The last sequence passed on.
    package private(set) var through: UInt64
    /// What the folds derived, in order.
    package var derived: [DerivedEvent] = []

    /// - Parameters:
    ///   - through: goes on behind this sequence; a fold that has kept more is given nothing again.
    ///   - givesWay: lets others run after each record.
    package init(log: any EventLog, through: UInt64 = 0, givesWay: Bool = false) {
        self.log = log
        self.through = through
        self.givesWay = givesWay
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
            if folds.contains(where: { $0.reads(record) && $0.appliedThrough < record.sequence }) {
                let range = (at + head.eventOffset)..<(at + head.length)
                try Self.apply(record, chunk, range, &parser, folds, &derived)
                // Whoever has woken since, a client of this machine too, need not wait for the next clock tick.
                if givesWay { OSThread.pass() }
            } else {
                for fold in folds where fold.appliedThrough < record.sequence {
                    try fold.skip(record, into: &derived)
                }
            }
            through = record.sequence
            at += head.length
        }
        return true
    }

    private static func apply(
        _ record: RecordFacts, _ chunk: borrowing ByteBuffer, _ range: Range<Int>,
        _ parser: inout JSONParser, _ folds: [any Fold], _ derived: inout [DerivedEvent]
    ) throws(FoldError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try parser.parse(chunk, range)
        } catch {
            throw FoldError("sequence \(record.sequence) is not JSON: \(error)")
        }
        // A fold that kept more than others is past this record already.
        for fold in folds where fold.appliedThrough < record.sequence {
            guard fold.reads(record) else {
                try fold.skip(record, into: &derived)
                continue
            }
            try fold.apply(
                record, event: chunk.bytes(range), document: document, into: &derived)
        }
    }
}
