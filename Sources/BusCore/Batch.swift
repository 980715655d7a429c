package import Bytes

/// Records that gather for one commit, with what the bus needs to know of each.
package struct BatchContent: ~Copyable {
    /// The records one after another; the log appends its marker behind them while it writes.
    package var records: ByteBuffer
    /// Where each record begins.
    package private(set) var offsets: [UInt32] = []
    /// Fingerprint of each record's (source, id).
    package private(set) var fingerprints: [UInt64] = []
    /// Number of each record's topic in the bus's topic table.
    package private(set) var topics: [UInt32] = []
    /// Fingerprint of the activity each record speaks of; 0 = none.
    package private(set) var activities: [UInt64] = []
    /// Who begins to take part in which case with these records.
    var joins: [CaseJoin] = []
    /// Sequence of the first record.
    package private(set) var first: UInt64
    /// Bytes of records alone.
    package private(set) var recordBytes = 0
    /// Sessions that wait for a receipt from this batch; may hold one twice.
    package var publishers: [PeerID] = []

    package init(first: UInt64) {
        records = ByteBuffer()
        self.first = first
    }

    package var count: Int { offsets.count }
    package var isEmpty: Bool { offsets.isEmpty }
    package var last: UInt64 { first + UInt64(count) - 1 }

    /// Counts in the record that begins at `offset` and ends where the buffer ends.
    package mutating func note(
        offset: Int, fingerprint: UInt64, topic: UInt32, activity: UInt64 = 0
    ) {
        offsets.append(UInt32(offset))
        activities.append(activity)
        fingerprints.append(fingerprint)
        topics.append(topic)
        recordBytes = records.count
    }

    /// The bytes of the record with this sequence, as a range of `records`.
    package func range(of sequence: UInt64) -> Range<Int>? {
        guard sequence >= first, sequence - first < UInt64(count) else { return nil }
        let index = Int(sequence - first)
        let end = index + 1 < count ? Int(offsets[index + 1]) : recordBytes
        return Int(offsets[index])..<end
    }

    /// Empties it for the next use; the memory stays.
    package mutating func reuse(first: UInt64) {
        self.first = first
        records.removeAll()
        offsets.removeAll(keepingCapacity: true)
        fingerprints.removeAll(keepingCapacity: true)
        topics.removeAll(keepingCapacity: true)
        activities.removeAll(keepingCapacity: true)
        publishers.removeAll(keepingCapacity: true)
        joins.removeAll(keepingCapacity: true)
        recordBytes = 0
    }
}

/// A batch on its way: built on the bus thread, written by the log thread, then kept a while for whoever reads the newest
/// events.
package final class Batch: @unchecked Sendable {
    // @unchecked: passed from thread to thread by hand-off, never used by two at once.
    package var content: BatchContent

    package init(_ content: consuming BatchContent) { self.content = content }

    package var first: UInt64 { content.first }
    package var last: UInt64 { content.last }
    package var count: Int { content.count }
    package var recordBytes: Int { content.recordBytes }

    package func range(of sequence: UInt64) -> Range<Int>? { content.range(of: sequence) }

    /// Lends the content: a span of its records cannot outlive the call.
    package func with<R, E: Error>(
        _ body: (borrowing BatchContent) throws(E) -> R
    ) throws(E) -> R {
        try body(content)
    }

    /// Gives the content up, to be used again.
    func takeContent() -> BatchContent { exchange(&content, with: BatchContent(first: 1)) }
}
