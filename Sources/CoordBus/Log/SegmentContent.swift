internal import BusCore
internal import Bytes

/// Everything known about one segment beside its bytes: what its index file keeps.
struct SegmentContent: Sendable {
    var summary: SegmentSummary
    /// Of the last commit in it, 32 bytes.
    var digest: [UInt8]
    var positions: [LogPosition] = []
    var topics = LogTopics()
    var identities: [EventIdentity] = []

    /// A segment that has a header and nothing else.
    init(_ header: SegmentHeader) {
        summary = SegmentSummary(emptyFrom: header.first)
        digest = header.digestBefore
    }

    init(summary: SegmentSummary, digest: [UInt8]) {
        self.summary = summary
        self.digest = digest
    }

    /// Takes in a committed batch.
    ///
    /// - Parameters:
    ///   - records: the batch's records, checked.
    ///   - offset: where they begin in the file.
    ///   - end: where the next batch begins.
    ///   - spacing: bytes between entries of the sparse index.
    ///   - fingerprint: of the record with this place in the batch, whose event lies in this range; nil = it has none.
    mutating func add(
        records: Span<UInt8>, at offset: Int, end: Int, digest: [UInt8], spacing: Int,
        fingerprint: (Int, Range<Int>) -> UInt64?
    ) {
        var position = 0
        var count = 0
        var recordedFirst: UInt64 = 0
        var last = summary.last
        var recorded: UInt64 = 0
        var counts = TopicCounts()
        while position < records.count {
            guard let head = RecordHead(records, at: position) else {
                preconditionFailure("a checked record lost its head")
            }
            last = head.sequence
            recorded = head.recorded
            if count == 0 { recordedFirst = recorded }
            if offset + position - (positions.last?.offset ?? .min / 2) >= spacing {
                positions.append(
                    LogPosition(sequence: last, offset: offset + position, recorded: recorded))
            }
            counts.count(LogTopic(records, recordAt: position), at: last, into: &topics)
            let event = (position + head.eventOffset)..<(position + head.length)
            if let fingerprint = fingerprint(count, event) {
                identities.append(
                    EventIdentity(
                        fingerprint: fingerprint, delta: UInt32(last - summary.first)))
            }
            position += head.length
            count += 1
        }
        counts.flush(into: &topics)
        summary.add(
            last: last, end: end, recordedFirst: recordedFirst, recordedLast: recorded)
        self.digest = digest
    }
}
