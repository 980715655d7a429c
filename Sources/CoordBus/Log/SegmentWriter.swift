internal import BusCore
internal import Bytes
internal import Platform

/// The one writer: appends batches to the active segment and goes on to a new one when it is full.
struct SegmentWriter: ~Copyable, Sendable {
    private enum State {
        case ready
        /// A write failed half-way; what it left has to be cut off before the next.
        case unclean
        case failed(LogError)
        case closed
    }

    let files: LogFiles
    let options: LogOptions
    let catalog: SegmentCatalog
    let identity: LogIdentity
    /// Takes over a full segment to write its index.
    let seal: @Sendable (SegmentContent) -> Void

    private var file: any OpenFile
    private var content: SegmentContent
    /// Disk space is taken up to here; the file reaches that far.
    private var reservedEnd: Int
    /// Blocks were written up to here, with records or with zeros.
    private var writtenEnd: Int
    private var state = State.ready
    /// How many positions readers knew before the batch that is written and not synced; nil when there is none.
    private var knownBefore: Int?
    private var zeros = ByteBuffer()

    init(
        files: LogFiles, options: LogOptions, catalog: SegmentCatalog, identity: LogIdentity,
        file: any OpenFile, content: SegmentContent,
        seal: @escaping @Sendable (SegmentContent) -> Void
    ) throws(LogError) {
        self.files = files
        self.options = options
        self.catalog = catalog
        self.identity = identity
        self.seal = seal
        self.file = file
        self.content = content
        reservedEnd = try logged { () throws(FileError) in try file.size() }
        writtenEnd = content.summary.end
        zeros.append(repeating: 0, count: min(options.zeroAheadBytes, 128 << 10))
    }

    /// Writes a batch and lets the disk begin with it; readers see it after `sync`.
    mutating func write(_ records: inout ByteBuffer, fingerprints: [UInt64], at time: UInt64)
        throws(LogError)
    {
        try checkState()
        precondition(knownBefore == nil, "a second batch before the first was synced")
        let recordBytes = records.count
        let first = content.summary.last + 1
        let last = first + UInt64(fingerprints.count) - 1
        precondition(!fingerprints.isEmpty, "an empty batch")
        let marker = CommitMarker(
            first: first, last: last, recorded: time, recordBytes: UInt64(recordBytes),
            digest: BatchDigest.next(after: content.digest, records: records.bytes))
        // Behind the digest, which has read through all of it: the heads are in the processor's cache then.
        checkHeads(records.bytes, first: first, last: last)
        marker.write(to: &records)
        records.append(repeating: 0, count: StoredItem.padding(after: marker))
        defer { records.truncate(to: recordBytes) }

        try makeRoom(records.count, at: time)
        let start = content.summary.end
        let end = start + records.count
        try write(records.bytes, at: start)
        file.startWriting(start..<end)

        knownBefore = content.positions.count
        content.add(
            records: records.bytes(0..<recordBytes), at: start, end: end, digest: marker.digest,
            spacing: options.positionSpacing
        ) { index, _ in fingerprints[index] }
    }

    /// Makes the written batch durable and shows it to readers.
    mutating func sync() throws(LogError) {
        guard let known = knownBefore else { return }
        try syncFile()
        knownBefore = nil
        catalog.committed(content.summary, positions: content.positions[known...])
    }

    /// Takes room for a batch of this many bytes; false when the disk is full or the log can't be written to.
    mutating func hasRoom(forBytes bytes: Int) -> Bool {
        let needed = bytes + CommitMarker.byteCount + SegmentHeader.batchAlignment
        do throws(LogError) {
            try checkState()
            guard knownBefore == nil else { return true }  // a batch has just found room
            try makeRoom(needed, at: content.summary.recordedLast)
            return true
        } catch { return false }
    }

    /// Cuts the reserved space off and hands the active segment over to be indexed.
    mutating func close() throws(LogError) {
        if case .closed = state { return }
        try checkState()
        state = .closed
        do throws(FileError) {
            try file.truncate(to: content.summary.end)
            try file.sync()
        } catch { throw .syncFailed(error) }
        if !content.summary.isEmpty { seal(content) }
    }

    private mutating func checkState() throws(LogError) {
        switch state {
        case .ready: break
        case .unclean: try cleanUp()
        case .failed(let error): throw error
        case .closed: throw .closed(folder: files.folder)
        }
    }

    /// A batch that is not what it says would be found at the next start, too late: it is a bug of ours.
    private func checkHeads(_ records: Span<UInt8>, first: UInt64, last: UInt64) {
        var position = 0
        var sequence = first
        var recorded = content.summary.recordedLast
        while position < records.count {
            guard let head = RecordHead(records, at: position) else {
                preconditionFailure("record \(sequence) is cut off")
            }
            precondition(!head.isMarker, "a marker among the records")
            precondition(head.sequence == sequence, "record out of sequence")
            precondition(head.recorded >= recorded, "recorded time steps back")
            recorded = head.recorded
            sequence += 1
            position += head.length
        }
        precondition(sequence == last + 1, "records and fingerprints differ in number")
    }

    /// Sees to it that the active segment has room for a batch, marker included.
    private mutating func makeRoom(_ bytes: Int, at time: UInt64) throws(LogError) {
        if content.summary.end + bytes > options.segmentBytes, !content.summary.isEmpty {
            try beginSegment(at: time)
        }
        try reserve(to: content.summary.end + bytes, needed: bytes)
    }

    private mutating func reserve(to end: Int, needed: Int) throws(LogError) {
        guard end > reservedEnd else { return }
        let block = 4096
        let ample = reservedEnd + max(options.reserveBytes, end - reservedEnd)
        let tight = (end + block - 1) / block * block
        do throws(FileError) {
            try file.reserve(reservedEnd..<max(min(ample, options.segmentBytes), tight))
            reservedEnd = max(min(ample, options.segmentBytes), tight)
        } catch {
            guard error.isFull else { throw .file(error) }
            do throws(FileError) {
                try file.reserve(reservedEnd..<tight)
                reservedEnd = tight
            } catch {
                guard error.isFull else { throw .file(error) }
                throw .full(path: file.path, needed: needed)
            }
        }
    }

    private mutating func write(_ bytes: Span<UInt8>, at start: Int) throws(LogError) {
        let end = start + bytes.count
        do throws(FileError) {
            if end > writtenEnd, bytes.count <= options.zeroAheadBatchBytesMax {
                try writeZeros(from: end, to: min(reservedEnd, end + options.zeroAheadBytes))
            }
            try file.write(bytes, at: start)
            writtenEnd = max(writtenEnd, end)
        } catch {
            state = .unclean
            guard error.isFull else {
                state = .failed(.syncFailed(error))
                throw .syncFailed(error)
            }
            // The batch is refused now; if cutting fails too, the next call tries it again.
            try cleanUp()
            throw .full(path: file.path, needed: bytes.count)
        }
    }

    private mutating func writeZeros(from start: Int, to end: Int) throws(FileError) {
        var position = start
        while position < end {
            let count = min(zeros.count, end - position)
            try file.write(zeros.bytes(0..<count), at: position)
            position += count
            writtenEnd = position
        }
    }

    /// Cuts off what a failed write left behind, so that the same sequences can be written again.
    private mutating func cleanUp() throws(LogError) {
        do throws(FileError) { try file.truncate(to: content.summary.end) } catch {
            throw .full(path: file.path, needed: 0)
        }
        reservedEnd = content.summary.end
        writtenEnd = content.summary.end
        try syncFile()
        state = .ready
    }

    private mutating func syncFile() throws(LogError) {
        do throws(FileError) { try file.sync() } catch {
            state = .failed(.syncFailed(error))
            throw .syncFailed(error)
        }
    }

    /// Goes on to a new segment; the full one gives back what it did not use.
    private mutating func beginSegment(at time: UInt64) throws(LogError) {
        let header = SegmentHeader(
            identity: identity, first: content.summary.last + 1, created: time,
            digestBefore: content.digest)
        let new: any OpenFile
        do throws(LogError) { new = try Self.create(header, files: files) } catch {
            if case .syncFailed = error { state = .failed(error) }
            throw error
        }
        let full = content
        let fullFile = file
        file = new
        content = SegmentContent(header)
        reservedEnd = SegmentHeader.byteCount
        writtenEnd = SegmentHeader.byteCount
        catalog.added(content.summary)
        // Space that is not given back now is given back at the next start.
        try? fullFile.truncate(to: full.summary.end)
        seal(full)
    }

    /// Makes a segment that is whole under its name, or not there at all.
    static func create(_ header: SegmentHeader, files: LogFiles) throws(LogError) -> any OpenFile {
        let path = files.segmentPath(header.first)
        let unfinished = path + LogFiles.unfinished
        var buffer = ByteBuffer(capacity: SegmentHeader.byteCount)
        header.write(to: &buffer)
        do throws(FileError) {
            let file = try files.system.open(unfinished, .create)
            try file.write(buffer.bytes, at: 0)
            try file.sync()
            try files.system.rename(unfinished, to: path)
            try files.system.syncFolder(files.folder)
            return try files.system.open(path, .write)
        } catch {
            guard error.isFull else { throw .syncFailed(error) }
            // A leftover is removed at the next start.
            try? files.system.remove(unfinished)
            throw .full(path: path, needed: buffer.count)
        }
    }
}
