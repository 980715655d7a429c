internal import BusCore
internal import Bytes
internal import Platform

/// Decides what a faulty last batch is: unfinished, because the machine stopped before its sync returned, or damaged
/// afterwards. Only the first may be cut off; nothing in it was acknowledged.
///
/// What tells them apart: a disk writes whole sectors. A sector of an unfinished batch either holds what was written or
/// still what was there before, and that is always zeros (or nothing, behind the file's end): space is reserved as
/// zeros, and a cut gives it back. So an unfinished batch lacks a sector; a damaged one has them all, and differs. No
/// record holds eight zero bytes in a row at a batch's begin, nor 512 anywhere: events are JSON text. And whatever
/// comes before a whole later batch was durable, because a batch is written only after the one before is synced.
struct TailJudge: ~Copyable {
    enum Verdict: Equatable {
        /// Cut the file to the batch's offset.
        case unfinished
        case damaged(LogDamage)
    }

    private let fault: BatchScanner.Fault
    private let file: any OpenFile
    private let digestBefore: [UInt8]
    private let firstSequence: UInt64
    /// The file from the batch's offset to its end.
    private let tail: ByteBuffer
    /// Behind this, the tail holds only zeros.
    private let contentEnd: Int
    private static let sectorBytes = 512

    /// - Parameters:
    ///   - digestBefore: of the last whole batch.
    ///   - firstSequence: that the faulty batch must begin with.
    init(
        _ fault: BatchScanner.Fault, in file: any OpenFile, digestBefore: [UInt8],
        firstSequence: UInt64
    ) throws(LogError) {
        self.fault = fault
        self.file = file
        self.digestBefore = digestBefore
        self.firstSequence = firstSequence
        var bytes = ByteBuffer()
        do throws(FileError) {
            let size = try file.size()
            try file.read(
                at: fault.batchOffset, upTo: max(0, size - fault.batchOffset), into: &bytes)
        } catch { throw .file(error) }
        contentEnd = Self.contentEnd(bytes.bytes)
        tail = bytes
    }

    private static func contentEnd(_ bytes: Span<UInt8>) -> Int {
        var end = bytes.count
        while end > 0, bytes[end - 1] == 0 { end -= 1 }
        return end
    }

    func verdict() -> Verdict {
        if let marker = nextMarker() {
            // The sectors that the batch's own marker lies in are there, because it is whole.
            return !isFollowed && lacksSector(upTo: sectorBegin(marker.offset))
                ? .unfinished : damaged
        }
        if lacksSector(upTo: contentEnd) { return .unfinished }
        let position = fault.offset - fault.batchOffset
        return isCutOff(itemAt: position) || lacksPartOfMarker(at: position)
            ? .unfinished : damaged
    }

    /// How many bytes of the tail are not just reserved space.
    var bytesInUse: Int { contentEnd }

    private var damaged: Verdict {
        .damaged(
            LogDamage(
                file: file.path, offset: fault.offset, sequence: fault.sequence,
                problem: fault.problem))
    }

    /// Was anything written behind the faulty batch? Then the batch was durable.
    var isFollowed: Bool {
        guard let marker = nextMarker() else { return false }
        return marker.first != firstSequence || contentEnd > marker.offset + CommitMarker.byteCount
    }

    /// Is there a whole commit behind the fault, of this batch or a later one? The batch behind it, and that commit.
    func nextCommit() -> (offset: Int, marker: CommitMarker)? {
        guard let (_, offset) = nextMarker(), let marker = CommitMarker(tail.bytes, at: offset)
        else { return nil }
        let end = offset + CommitMarker.byteCount + StoredItem.padding(after: marker)
        return (fault.batchOffset + end, marker)
    }

    /// The first intact commit marker in the tail: JSON text holds no zero bytes, so none hides in an event.
    private func nextMarker() -> (first: UInt64, offset: Int)? {
        let span = tail.bytes
        var position = 0
        while position < contentEnd, position + CommitMarker.byteCount <= span.count {
            if span[position] == UInt8(CommitMarker.byteCount),
                let marker = CommitMarker(span, at: position),
                RecordHead.hasValidChecksum(span, at: position, length: CommitMarker.byteCount)
            {
                return (marker.first, position)
            }
            position += 1
        }
        return nil
    }

    /// Where the sector begins that holds a place in the tail, in the tail; negative before the batch.
    private func sectorBegin(_ position: Int) -> Int {
        position - (fault.batchOffset + position) % Self.sectorBytes
    }

    /// Is some sector's share of the batch still all zero?
    private func lacksSector(upTo end: Int) -> Bool {
        var position = 0
        while position < end {
            let next = min(end, sectorBegin(position) + Self.sectorBytes)
            if tail.bytes(position..<next).isZero { return true }
            position = next
        }
        return false
    }

    /// Where the last sector that holds anything ends, or the file.
    private var presentEnd: Int {
        min(sectorBegin(contentEnd - 1) + Self.sectorBytes, tail.count)
    }

    /// Does the item reach past everything that is there, and look right as far as it goes?
    private func isCutOff(itemAt position: Int) -> Bool {
        let span = tail.bytes
        guard position + RecordHead.byteCount <= presentEnd else { return true }
        let length = Int(span.littleEndian(at: position, as: UInt32.self))
        guard length >= RecordHead.byteCount, length <= StoredItem.bytesMax,
            position + length > presentEnd
        else { return false }
        let sequence = span.littleEndian(at: position + 8, as: UInt64.self)
        let type = span.littleEndian(at: position + 24, as: UInt16.self)
        guard type != 0 else { return length == CommitMarker.byteCount }
        return sequence == fault.sequence
    }

    /// Is the item a marker of which some sector's share is missing? What it must say is known from the records.
    private func lacksPartOfMarker(at position: Int) -> Bool {
        guard position > 0, position + CommitMarker.byteCount <= tail.count else { return false }
        let split = sectorBegin(position) + Self.sectorBytes
        guard split < position + CommitMarker.byteCount else { return false }
        let expected = CommitMarker(
            first: firstSequence, last: max(firstSequence, fault.sequence - 1), recorded: 0,
            recordBytes: UInt64(position),
            digest: BatchDigest.next(after: digestBefore, records: tail.bytes(0..<position)))
        var marker = ByteBuffer(capacity: CommitMarker.byteCount)
        expected.write(to: &marker)
        let rest = tail.bytes(split..<(position + CommitMarker.byteCount))
        return rest.isZero && !marker.bytes((split - position)..<CommitMarker.byteCount).isZero
    }
}
