internal import BusCore
internal import Bytes
internal import Platform

/// Reads records out of segments while they are written. Holds nothing itself: place and file are the cursor's.
struct SegmentReader: Sendable {
    let files: LogFiles
    let catalog: SegmentCatalog
    let identity: LogIdentity

    func read(
        from sequence: UInt64, upTo lastSequence: UInt64, bytesMax: Int,
        cursor: inout LogCursor, into buffer: inout ByteBuffer
    ) throws(LogError) -> LogRun? {
        precondition(sequence >= 1, "sequences begin with 1")
        let last = min(lastSequence, catalog.lastDurable)
        guard sequence <= last else { return nil }
        let end = try seek(&cursor, to: sequence)
        guard let file = cursor.file else { preconditionFailure("a cursor without a file") }
        let start = buffer.count
        var chunk = max(bytesMax, 4096)
        while true {
            guard cursor.offset < end else {
                throw damaged(file, cursor, "the segment ends before the sequences it should hold")
            }
            let wanted = min(chunk, end - cursor.offset)
            let got: Int
            do throws(FileError) {
                got = try file.read(at: cursor.offset, upTo: wanted, into: &buffer)
            } catch { throw .file(error) }
            var walk = RecordWalk(from: sequence, upTo: last, bytesMax: bytesMax, base: start)
            let outcome = walk.run(
                &buffer, next: &cursor.nextSequence, isEnd: cursor.offset + got >= end)
            cursor.offset += walk.consumed
            buffer.truncate(to: start + walk.kept)
            if walk.kept > 0 {
                return LogRun(
                    first: sequence, last: cursor.nextSequence - 1, bytes: walk.kept)
            }
            if case .wrong(let problem) = outcome {
                let error = damaged(file, cursor, problem)
                cursor = LogCursor()
                throw error
            }
            guard got == wanted else {
                let error = damaged(file, cursor, "the file is shorter than it was")
                cursor = LogCursor()
                throw error
            }
            // One item larger than the chunk: read at least that much.
            if case .needs(let bytes) = outcome { chunk = max(chunk, bytes) }
        }
    }

    func firstSequence(recordedAtOrAfter time: UInt64) throws(LogError) -> UInt64 {
        let segments = catalog.segments.filter { !$0.isEmpty }
        let index = segments.partitionPoint { $0.recordedLast < time }
        guard index < segments.count else { return (segments.last?.last ?? 0) + 1 }
        let segment = segments[index]
        guard segment.recordedFirst < time else { return segment.first }
        let positions = try positions(of: segment)
        var sequence = positions?.last(recordedBefore: time)?.sequence ?? segment.first
        var cursor = LogCursor()
        var buffer = ByteBuffer()
        while let run = try read(
            from: sequence, upTo: segment.last, bytesMax: 64 << 10, cursor: &cursor, into: &buffer)
        {
            var offset = 0
            while offset < buffer.count, let head = RecordHead(buffer.bytes, at: offset) {
                if head.recorded >= time { return head.sequence }
                offset += head.length
            }
            sequence = run.last + 1
            buffer.removeAll()
        }
        return sequence
    }

    /// Brings the cursor to a place at or before `sequence`.
    /// - Returns: where the segment's durable bytes end.
    private func seek(_ cursor: inout LogCursor, to sequence: UInt64) throws(LogError) -> Int {
        if cursor.file != nil, cursor.nextSequence == sequence,
            let segment = catalog.segment(first: cursor.segmentFirst), segment.last >= sequence
        {
            return segment.end
        }
        guard let segment = catalog.segment(holding: sequence) else {
            preconditionFailure("no segment holds durable sequence \(sequence)")
        }
        if cursor.segmentFirst != segment.first || cursor.file == nil {
            cursor = LogCursor()
            let path = files.segmentPath(segment.first)
            do throws(FileError) { cursor.file = try files.system.open(path, .read) } catch {
                if error.isNotFound {
                    throw .damaged(
                        LogDamage(
                            file: path, offset: 0, sequence: segment.first,
                            problem: "the file is missing"))
                }
                throw .file(error)
            }
            cursor.segmentFirst = segment.first
        }
        let position = try positions(of: segment)?.last(notAfter: sequence)
        cursor.nextSequence = position?.sequence ?? segment.first
        cursor.offset = position?.offset ?? SegmentHeader.byteCount
        return segment.end
    }

    /// The sparse index of a segment; nil when its file can't be used, and then the segment is read from its start.
    private func positions(of segment: SegmentSummary) throws(LogError) -> [LogPosition]? {
        if let positions = catalog.positions(first: segment.first) { return positions }
        return try SegmentIndex.positions(first: segment.first, identity: identity, files: files)
    }

    private func damaged(
        _ file: any OpenFile, _ cursor: LogCursor, _ problem: String
    ) -> LogError {
        .damaged(
            LogDamage(
                file: file.path, offset: cursor.offset, sequence: cursor.nextSequence,
                problem: problem))
    }
}
