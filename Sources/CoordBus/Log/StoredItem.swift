internal import BusCore
internal import Bytes

/// A record or a commit marker as it lies in a segment, checked.
struct StoredItem {
    /// In bytes.
    let length: Int
    /// How far the next item is: a marker is followed by zeros up to a multiple of 8 in the file.
    let extent: Int
    let isRecord: Bool

    enum Reading {
        case item(StoredItem)
        /// It is not whole within these bytes; it takes this many.
        case needs(Int)
        case wrong(String)
    }

    /// No record is longer, whatever the limit of events is set to.
    static let bytesMax = 16 << 20

    /// Reads the item at `offset` and checks its checksum and its sequence.
    /// - Parameter next: the sequence a record must have here; a marker must have the one before.
    static func read(_ bytes: Span<UInt8>, at offset: Int, expecting next: UInt64) -> Reading {
        guard bytes.count - offset >= RecordHead.byteCount else {
            return .needs(RecordHead.byteCount)
        }
        let length = Int(bytes.littleEndian(at: offset, as: UInt32.self))
        guard length >= RecordHead.byteCount, length <= bytesMax else {
            return .wrong("a length of \(length) bytes is impossible")
        }
        guard length <= bytes.count - offset else { return .needs(length) }
        guard let head = RecordHead(bytes, at: offset) else {
            return .wrong("the lengths in a record's head contradict each other")
        }
        guard RecordHead.hasValidChecksum(bytes, at: offset, length: length) else {
            return .wrong("the checksum does not hold")
        }
        if head.isMarker {
            guard let marker = CommitMarker(bytes, at: offset) else {
                return .wrong("a commit marker is malformed")
            }
            guard marker.last == next - 1 else {
                return .wrong("a commit marker ends with sequence \(marker.last)")
            }
            return .item(
                StoredItem(
                    length: length, extent: length + padding(after: marker), isRecord: false))
        }
        guard head.sequence == next else {
            return .wrong("sequence \(head.sequence) stands there instead")
        }
        guard head.agencyLength <= RecordHead.agencyBytesMax,
            head.publisherLength <= RecordHead.agencyBytesMax
        else { return .wrong("an agency's code is too long") }
        return .item(StoredItem(length: length, extent: length, isRecord: true))
    }

    /// Zeros behind a batch, given that each batch begins at a multiple of 8.
    static func padding(after marker: CommitMarker) -> Int {
        padding(batchBytes: Int(truncatingIfNeeded: marker.recordBytes) + CommitMarker.byteCount)
    }

    static func padding(batchBytes: Int) -> Int {
        -batchBytes & (SegmentHeader.batchAlignment - 1)
    }
}
