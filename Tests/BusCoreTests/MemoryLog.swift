import BusCore
import Bytes

/// The log as a test needs it: records in an array, damage at will, reads as the daemon's reader does them.
final class MemoryLog: RecordSource {
    /// Record with sequence n at n - 1.
    private(set) var records: [[UInt8]] = []
    var damaged: Set<UInt64> = []

    var last: UInt64 { UInt64(records.count) }

    func append(_ batch: Batch) {
        precondition(batch.first == last + 1)
        for sequence in batch.first...batch.last {
            guard let range = batch.range(of: sequence) else { preconditionFailure("a hole") }
            records.append(batch.with { $0.records.bytes(range).array })
        }
    }

    private func bytes(at sequence: UInt64) throws(ProtocolError) -> [UInt8] {
        guard !damaged.contains(sequence), sequence >= 1, sequence <= last else {
            throw ProtocolError(
                .logDamaged, "sequence \(sequence) cannot be read; run coordctl log verify")
        }
        return records[Int(sequence) - 1]
    }

    func record(at sequence: UInt64, into buffer: inout ByteBuffer) throws(ProtocolError) {
        buffer.append(try bytes(at: sequence))
    }

    func firstSequence(recordedAtOrAfter time: UInt64) throws(ProtocolError) -> UInt64 {
        let index = records.firstIndex { head($0).recorded >= time } ?? records.count
        return UInt64(index) + 1
    }

    func head(_ record: [UInt8]) -> RecordHead {
        guard let head = RecordHead(record.span) else { preconditionFailure("not a record") }
        return head
    }

    /// What the daemon's reader thread does with a request.
    func read(_ request: ReadRequest) -> ReadResult {
        var found = ByteBuffer()
        var matches: [UInt64] = []
        var through = request.from - 1
        var failure: ProtocolError?
        var examined = 0
        var reader = EventReader()
        let wanted =
            request.only.isEmpty
            ? Array(request.from...max(request.from, request.through)) : request.only
        do throws(ProtocolError) {
            for sequence in wanted {
                let record = try bytes(at: sequence)
                let isSeen = request.sight.sees(head(record), in: record.span, at: 0, &reader)
                let isWanted =
                    request.only.isEmpty
                    ? request.wants(head(record), in: record.span, at: 0, &reader) : isSeen
                if !isWanted {
                    examined += 1
                    through = sequence
                    continue
                }
                let isFull =
                    matches.count == request.eventsMax
                    || !matches.isEmpty && found.count + record.count > request.bytesMax
                if isFull { break }
                found.append(record)
                matches.append(sequence)
                examined += 1
                through = sequence
            }
        } catch {
            failure = error
        }
        if !request.only.isEmpty { through = request.through }
        var result = ReadResult(
            target: request.target, records: found, count: matches.count,
            firstMatch: matches.first ?? 0, lastMatch: matches.last ?? 0, through: through,
            failure: failure)
        if !request.only.isEmpty { result.examined = examined }
        return result
    }
}
