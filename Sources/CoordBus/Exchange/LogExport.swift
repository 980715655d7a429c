package import BusCore
package import Bytes
internal import Events
internal import JSON
package import Platform

/// Reads the records of a log out of its files in order, also beside a coordd that writes it.
package enum LogExport {
    /// Calls `body` with every record from `from` through `through` that is whole on the disk.
    ///
    /// - Parameter body: false ends it.
    /// - Throws: `damaged` when what is stored is not what was written; what came before was given.
    package static func forEachRecord(
        in folder: String, from: UInt64, through: UInt64, system: any FileSystem = DiskFileSystem(),
        _ body: (_ head: RecordHead, _ record: Span<UInt8>) -> Bool
    ) throws(LogError) {
        let files = LogFiles(system: system, folder: folder)
        let segments = try files.list().segments
        guard !segments.isEmpty else {
            throw .file(
                FileError(
                    operation: "open", path: files.segmentPath(1), code: FileError.notFoundCode))
        }
        for (place, first) in segments.enumerated() {
            let isLast = place == segments.count - 1
            if !isLast, segments[place + 1] <= from { continue }
            if first > through { return }
            let file = try logged { () throws(FileError) in
                try system.open(files.segmentPath(first), .read)
            }
            let header = try SegmentHeader.read(file, expected: first)
            var scanner = try BatchScanner(file, header: header)
            reading: while true {
                switch try scanner.next() {
                case .end: break reading
                case .fault(let fault):
                    try files.allow(
                        fault, in: file, digestBefore: scanner.digest,
                        firstSequence: scanner.nextSequence, isLast: isLast)
                    break reading
                case .batch(let batch):
                    guard batch.marker.last >= from else { continue }
                    let goesOn = scanner.withRecords(of: batch) { records in
                        give(records, from, through, body)
                    }
                    guard goesOn else { return }
                }
            }
        }
    }

    private static func give(
        _ records: Span<UInt8>, _ from: UInt64, _ through: UInt64,
        _ body: (RecordHead, Span<UInt8>) -> Bool
    ) -> Bool {
        var at = 0
        while at < records.count, let head = RecordHead(records, at: at) {
            guard head.sequence <= through else { return false }
            if head.sequence >= from {
                guard body(head, records.extracting(at..<(at + head.length))) else { return false }
            }
            at += head.length
        }
        return true
    }

    /// Appends the event of a record as one line. An event that was published with line breaks gets spaces for them: the
    /// same event, other bytes.
    package static func appendEvent(
        _ head: RecordHead, _ record: Span<UInt8>, to out: inout ByteBuffer
    ) {
        let event = record.extracting(head.eventOffset..<head.length)
        for index in event.indices {
            out.append(byte: isLineBreak(event[index]) ? 0x20 : event[index])
        }
        out.append(byte: 0x0A)
    }

    /// Appends a record as one line that `LogImport` turns into the same record: sequence, time, agency and the event,
    /// the event byte for byte: as `event`, or as a text in `text` where it holds line breaks.
    package static func appendRecord(
        _ head: RecordHead, _ record: Span<UInt8>, to out: inout ByteBuffer
    ) {
        let agency = RecordHead.byteCount..<(RecordHead.byteCount + head.agencyLength)
        let event = record.extracting(head.eventOffset..<head.length)
        let time = Timestamp(nanoseconds: head.recorded)
        out.append("{\"sequence\":\(head.sequence),\"recorded\":\"\(time)\",\"agency\":\"")
        out.append(record.extracting(agency))
        if event.indices.contains(where: { isLineBreak(event[$0]) }) {
            var json = JSONWriter()
            json.value(event.text)
            out.append("\",\"text\":")
            out.append(json.bytes)
        } else {
            out.append("\",\"event\":")
            out.append(event)
        }
        out.append("}\n")
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

extension LogFiles {
    /// Looks at what stops a scan: the last batch may be one that is only now being written, or never was finished;
    /// nothing acknowledged stands in it. Anything else is damage.
    func allow(
        _ fault: BatchScanner.Fault, in file: any OpenFile, digestBefore: [UInt8],
        firstSequence: UInt64, isLast: Bool
    ) throws(LogError) {
        let judge = try TailJudge(
            fault, in: file, digestBefore: digestBefore, firstSequence: firstSequence)
        let isBeingWritten = try LogLock.isHeld(self) && judge.nextCommit() == nil
        guard isLast, isBeingWritten || judge.verdict() == .unfinished else {
            throw .damaged(
                LogDamage(
                    file: file.path, offset: fault.offset, sequence: fault.sequence,
                    problem: fault.problem))
        }
    }
}
