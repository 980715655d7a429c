package import BusCore
internal import Bytes

/// Reads the log for one request after another: whole records, only those that match.
package struct LogFilter: ~Copyable {
    /// Bytes of log looked at for one request, so that a rare pattern holds up nobody else.
    private static let scanBytesMax = 8 << 20
    private static let chunkBytes = 256 << 10

    private let log: any EventLog
    private var cursor = LogCursor()
    private var inside = EventReader()

    package init(log: any EventLog) { self.log = log }

    package mutating func read(_ request: ReadRequest) -> ReadResult {
        var found = Found(through: request.from - 1)
        var failure: ProtocolError?
        do throws(LogError) {
            if !request.only.isEmpty {
                try readOnly(request, &found)
            } else if request.wantsAll {
                try readAll(request, &found)
            } else {
                try readMatching(request, &found)
            }
        } catch {
            failure = ProtocolError(.logDamaged, error.description)
        }
        var result = ReadResult(
            target: request.target, records: found.takeRecords(), count: found.count,
            firstMatch: found.firstMatch, lastMatch: found.lastMatch, through: found.through,
            failure: failure)
        if !request.only.isEmpty { result.examined = found.examined }
        return result
    }

    private struct Found: ~Copyable {
        var records = ByteBuffer()
        var count = 0
        var firstMatch: UInt64 = 0
        var lastMatch: UInt64 = 0
        var through: UInt64
        /// Of a read of single records.
        var examined = 0

        init(through: UInt64) { self.through = through }

        mutating func note(_ sequence: UInt64) {
            if count == 0 { firstMatch = sequence }
            lastMatch = sequence
            count += 1
        }

        mutating func takeRecords() -> ByteBuffer { exchange(&records, with: ByteBuffer()) }
    }

    /// Everything matches: the log's bytes are the answer.
    private mutating func readAll(
        _ request: ReadRequest, _ found: inout Found
    ) throws(LogError) {
        let through = min(request.through, request.from + UInt64(request.eventsMax) - 1)
        guard
            let run = try log.read(
                from: request.from, upTo: through, bytesMax: request.bytesMax, cursor: &cursor,
                into: &found.records)
        else { return }
        found.count = run.count
        found.firstMatch = run.first
        found.lastMatch = run.last
        found.through = run.last
    }

    private mutating func readMatching(
        _ request: ReadRequest, _ found: inout Found
    ) throws(LogError) {
        var chunk = ByteBuffer(capacity: Self.chunkBytes)
        var scanned = 0
        while found.through < request.through, scanned < Self.scanBytesMax {
            chunk.removeAll()
            guard
                try log.read(
                    from: found.through + 1, upTo: request.through, bytesMax: Self.chunkBytes,
                    cursor: &cursor, into: &chunk) != nil
            else { return }
            scanned += chunk.count
            var at = 0
            while let head = RecordHead(chunk.bytes, at: at) {
                if request.wants(head, in: chunk.bytes, at: at, &inside) {
                    let full =
                        found.count == request.eventsMax
                        || found.count > 0 && found.records.count + head.length > request.bytesMax
                    if full { return }
                    found.records.append(chunk.bytes(at..<(at + head.length)))
                    found.note(head.sequence)
                }
                found.through = head.sequence
                at += head.length
            }
        }
    }

    private mutating func readOnly(
        _ request: ReadRequest, _ found: inout Found
    ) throws(LogError) {
        for sequence in request.only {
            guard found.count < request.eventsMax, found.records.count < request.bytesMax else {
                break
            }
            found.examined += 1
            let start = found.records.count
            guard
                try log.read(
                    from: sequence, upTo: sequence, bytesMax: 4096, cursor: &cursor,
                    into: &found.records) != nil
            else { continue }
            guard let head = RecordHead(found.records.bytes, at: start),
                request.sight.seesAll
                    || request.sight.sees(head, in: found.records.bytes, at: start, &inside)
            else {
                found.records.truncate(to: start)
                continue
            }
            found.note(sequence)
        }
        found.through = request.through
    }
}
