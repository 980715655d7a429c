package import Bytes

/// Records that gather for one commit, with what the bus needs to know of each.
package struct BatchContent: ~Copyable {
    /// The records one after another; the log appends its marker behind them while it writes.
    package var records: ByteBuffer
    /// One for each record, in order.
    package private(set) var entries: [Entry] = []
    /// Of each record's (source, id), in order, as the log takes them.
    package private(set) var fingerprints: [UInt64] = []
    /// Who begins to take part in which case with these records.
    var joins: [CaseJoin] = []
    /// Sequence of the first record.
    package private(set) var first: UInt64
    /// Bytes of records alone.
    package private(set) var recordBytes = 0
    /// Sessions that wait for a receipt from this batch; may hold one twice.
    package var publishers: [PeerID] = []

    /// What the bus needs to know of a record that is not on disk yet.
    package struct Entry: Sendable {
        /// Where the record begins.
        package let offset: UInt32
        /// Number of its topic in the bus's topic table.
        package let topic: UInt32
        /// Fingerprint of the activity it speaks of; 0 = none.
        package let activity: UInt64
    }

    package init(first: UInt64) {
        records = ByteBuffer(capacity: 0)
        self.first = first
    }

    /// Batches that hold more than this are large: their memory is laid out for the largest.
    private static let largeBytes = 64 << 10

    /// Bytes of records for which a large batch's memory is laid out: the bound and most of the messages that go over it. What of it is
    /// never written takes no memory.
    static func room(for limits: BusLimits) -> Int { limits.batchBytes + (512 << 10) }

    /// The most bytes of records that were ever in its memory.
    private(set) var touchedBytes = 0
    var isLarge: Bool { touchedBytes > Self.largeBytes }

    package var count: Int { entries.count }
    package var isEmpty: Bool { entries.isEmpty }
    package var last: UInt64 { first + UInt64(count) - 1 }

    /// Counts in the record that begins at `offset` and ends where the buffer ends.
    package mutating func note(
        offset: Int, fingerprint: UInt64, topic: UInt32, activity: UInt64 = 0
    ) {
        entries.append(Entry(offset: UInt32(offset), topic: topic, activity: activity))
        fingerprints.append(fingerprint)
        recordBytes = records.count
        touchedBytes = max(touchedBytes, recordBytes)
    }

    /// The bytes of the record with this sequence, as a range of `records`.
    package func range(of sequence: UInt64) -> Range<Int>? {
        guard sequence >= first, sequence - first < UInt64(count) else { return nil }
        let index = Int(sequence - first)
        let end = index + 1 < count ? Int(entries[index + 1].offset) : recordBytes
        return Int(entries[index].offset)..<end
    }

    /// Empties it for the next use; the memory stays.
    /// - Parameter room: bytes of records that it shall hold without growing.
    package mutating func reuse(first: UInt64, room: Int = 0) {
        self.first = first
        records.removeAll()
        entries.removeAll(keepingCapacity: true)
        fingerprints.removeAll(keepingCapacity: true)
        publishers.removeAll(keepingCapacity: true)
        joins.removeAll(keepingCapacity: true)
        recordBytes = 0
        // The log appends its marker, and up to 8 bytes behind it.
        if room > 0 { records.reserve(room + CommitMarker.byteCount + 8) }
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
    /// Memory that it takes: more than its records where its memory held more before.
    var touchedBytes: Int { content.touchedBytes }
    var isLarge: Bool { content.isLarge }

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
