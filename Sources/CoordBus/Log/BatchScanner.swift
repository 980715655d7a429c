internal import BusCore
internal import Bytes
internal import Platform

/// Walks a segment batch by batch and believes nothing: checksums, sequences, times, and the chain of digests.
struct BatchScanner: ~Copyable {
    /// A whole batch.
    struct Batch {
        /// Where its first record begins in the file.
        let offset: Int
        let marker: CommitMarker
        /// Where the next batch begins.
        let end: Int
    }

    /// The first place in a batch that is not as it was written, or where the file holds no more of it.
    struct Fault {
        let batchOffset: Int
        let offset: Int
        let sequence: UInt64
        let problem: String
    }

    enum Step {
        case batch(Batch)
        case end
        case fault(Fault)
    }

    let file: any OpenFile
    /// Where the next batch begins.
    private(set) var offset: Int
    private(set) var nextSequence: UInt64
    /// Of the last batch, 32 bytes.
    private(set) var digest: [UInt8]
    private(set) var lastRecorded: UInt64
    /// How far the file is looked at.
    private(set) var fileEnd: Int

    /// A piece of the file, from `windowOffset` on.
    private var window = ByteBuffer()
    private var windowOffset: Int
    private static let readBytes = 1 << 20

    init(
        _ file: any OpenFile, offset: Int, nextSequence: UInt64, digest: [UInt8],
        lastRecorded: UInt64
    ) throws(LogError) {
        self.file = file
        self.offset = offset
        self.nextSequence = nextSequence
        self.digest = digest
        self.lastRecorded = lastRecorded
        windowOffset = offset
        fileEnd = try logged { () throws(FileError) in try file.size() }
    }

    /// From a segment's header on.
    init(_ file: any OpenFile, header: SegmentHeader) throws(LogError) {
        try self.init(
            file, offset: SegmentHeader.byteCount, nextSequence: header.first,
            digest: header.digestBefore, lastRecorded: 0)
    }

    /// The records of the batch that `next` has just given, lent.
    @inline(__always)
    func withRecords<R>(of batch: Batch, _ body: (Span<UInt8>) -> R) -> R {
        let start = batch.offset - windowOffset
        return body(window.bytes(start..<(start + Int(batch.marker.recordBytes))))
    }

    /// Takes in all whole batches that are left; gives what stops it before the end.
    mutating func takeAll(
        into content: inout SegmentContent, spacing: Int,
        fingerprint: (_ event: Span<UInt8>) -> UInt64?
    ) throws(LogError) -> Fault? {
        while true {
            switch try next() {
            case .end: return nil
            case .fault(let fault): return fault
            case .batch(let batch):
                withRecords(of: batch) { records in
                    content.add(
                        records: records, at: batch.offset, end: batch.end,
                        digest: batch.marker.digest, spacing: spacing
                    ) { _, event in fingerprint(records.extracting(event)) }
                }
            }
        }
    }

    mutating func next() throws(LogError) -> Step {
        dropConsumed()
        guard offset < fileEnd else { return .end }
        if try isZeroToEnd() { return .end }
        var position = offset
        var sequence = nextSequence
        var recorded = lastRecorded
        func fault(_ problem: String) -> Step {
            .fault(
                Fault(
                    batchOffset: offset, offset: position, sequence: sequence, problem: problem))
        }
        while true {
            var needed = RecordHead.byteCount
            var item: StoredItem?
            while item == nil {
                try fill(to: position + needed)
                switch StoredItem.read(
                    window.bytes, at: position - windowOffset, expecting: sequence)
                {
                case .item(let found): item = found
                case .wrong(let problem): return fault(problem)
                case .needs(let bytes):
                    guard position + bytes <= fileEnd else {
                        return fault("the file ends inside a record")
                    }
                    needed = bytes
                }
            }
            guard let item, let head = RecordHead(window.bytes, at: position - windowOffset) else {
                preconditionFailure("a checked item lost its head")
            }
            guard item.isRecord else {
                if let problem = try close(markerAt: position, before: sequence) {
                    return fault(problem)
                }
                return take(markerAt: position, recorded: recorded)
            }
            guard head.recorded >= recorded else {
                return fault("it was recorded before the record ahead of it")
            }
            recorded = head.recorded
            position += item.length
            sequence += 1
        }
    }

    /// Checks a marker against the records before it; nil when it holds.
    private mutating func close(markerAt position: Int, before sequence: UInt64) throws(LogError)
        -> String?
    {
        let start = offset - windowOffset
        let end = position - windowOffset
        guard let marker = CommitMarker(window.bytes, at: end) else {
            return "a commit marker is malformed"
        }
        guard sequence > nextSequence, marker.first == nextSequence else {
            return "a commit marker begins with sequence \(marker.first)"
        }
        guard marker.recordBytes == UInt64(end - start) else {
            return
                "a commit marker closes \(marker.recordBytes) bytes of records, not \(end - start)"
        }
        guard digest(ofWindow: start..<end) == marker.digest else {
            return "the batch's digest does not continue the chain"
        }
        let padding = StoredItem.padding(after: marker)
        let markerEnd = position + CommitMarker.byteCount
        try fill(to: markerEnd + padding)
        let present = min(markerEnd + padding, fileEnd) - windowOffset
        guard window.bytes((markerEnd - windowOffset)..<present).isZero else {
            return "the bytes behind a commit marker are not zero"
        }
        return nil
    }

    private borrowing func digest(ofWindow range: Range<Int>) -> [UInt8] {
        BatchDigest.next(after: digest, records: window.bytes(range))
    }

    private mutating func take(markerAt position: Int, recorded: UInt64) -> Step {
        guard let marker = CommitMarker(window.bytes, at: position - windowOffset) else {
            preconditionFailure("a checked marker is none")
        }
        let end = position + CommitMarker.byteCount + StoredItem.padding(after: marker)
        let batch = Batch(offset: offset, marker: marker, end: end)
        offset = end
        nextSequence = marker.last + 1
        digest = marker.digest
        lastRecorded = recorded
        return .batch(batch)
    }

    /// Nothing but zeros from here to the end: space that was reserved and not used.
    private mutating func isZeroToEnd() throws(LogError) -> Bool {
        try fill(to: offset + RecordHead.byteCount)
        let head = window.bytes(
            (offset - windowOffset)..<min(window.count, offset - windowOffset + 8))
        guard head.isZero else { return false }
        var buffer = ByteBuffer()
        var position = offset
        while position < fileEnd {
            buffer.removeAll()
            let wanted = min(Self.readBytes, fileEnd - position)
            let got = try Self.read(file, at: position, upTo: wanted, into: &buffer)
            guard buffer.bytes.isZero else { return false }
            guard got > 0 else { break }
            position += got
        }
        return true
    }

    /// Forgets what lies before the next batch, when that is worth a move.
    private mutating func dropConsumed() {
        let consumed = offset - windowOffset
        guard consumed >= Self.readBytes || consumed >= window.count else { return }
        let dropped = min(consumed, window.count)
        window.removeFirst(dropped)
        windowOffset += dropped
        if window.isEmpty { windowOffset = offset }
    }

    /// Reads on until the window reaches `end`, or the file's end.
    private mutating func fill(to end: Int) throws(LogError) {
        let have = windowOffset + window.count
        guard have < end, have < fileEnd else { return }
        let wanted = min(max(end - have, Self.readBytes), fileEnd - have)
        let got = try Self.read(file, at: have, upTo: wanted, into: &window)
        // Somebody gave back reserved space meanwhile.
        if got < wanted { fileEnd = have + got }
    }

    private static func read(
        _ file: any OpenFile, at offset: Int, upTo count: Int, into buffer: inout ByteBuffer
    ) throws(LogError) -> Int {
        do throws(FileError) {
            return try file.read(at: offset, upTo: count, into: &buffer)
        } catch { throw .file(error) }
    }
}

extension Span where Element == UInt8 {
    /// Every byte zero?
    var isZero: Bool {
        var index = 0
        while index + 8 <= count {
            if littleEndian(at: index, as: UInt64.self) != 0 { return false }
            index += 8
        }
        while index < count {
            if self[index] != 0 { return false }
            index += 1
        }
        return true
    }
}
