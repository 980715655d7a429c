package import Bytes

/// Records that go to disk together: built on the bus thread, written by the log thread, then kept a while for whoever
/// reads the newest events.
///
/// Owned by one thread at a time; the hand-off between the two is the only sharing.
package final class Batch: @unchecked Sendable {
    // @unchecked: passed from thread to thread by hand-off, never used by two at once while it changes.

    /// The records one after another; the log appends its marker behind them.
    package var records: ByteBuffer
    /// Where each record begins.
    package private(set) var offsets: [UInt32] = []
    /// Fingerprint of each record's (source, id).
    package private(set) var fingerprints: [UInt64] = []
    /// Number of each record's topic in the bus's topic table.
    package private(set) var topics: [UInt32] = []
    /// Sequence of the first record.
    package private(set) var first: UInt64
    /// Bytes of records alone, without the log's marker.
    package private(set) var recordBytes = 0
    /// Sessions that wait for a receipt from this batch; may hold one twice.
    package var publishers: [PeerID] = []

    package init(first: UInt64, capacity: Int = 0) {
        records = ByteBuffer(capacity: capacity)
        self.first = first
    }

    package var count: Int { offsets.count }
    package var isEmpty: Bool { offsets.isEmpty }
    package var last: UInt64 { first + UInt64(count) - 1 }

    /// Counts in the record that begins at `offset` and ends where the buffer ends.
    package func note(offset: Int, fingerprint: UInt64, topic: UInt32) {
        offsets.append(UInt32(offset))
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

    /// Lends the buffer: a span of it cannot outlive the call.
    package func with<R, E: Error>(
        _ body: (borrowing ByteBuffer) throws(E) -> R
    ) throws(E) -> R {
        try body(records)
    }

    /// Empties it for the next use; the memory stays.
    package func reuse(first: UInt64) {
        self.first = first
        records.removeAll()
        offsets.removeAll(keepingCapacity: true)
        fingerprints.removeAll(keepingCapacity: true)
        topics.removeAll(keepingCapacity: true)
        publishers.removeAll(keepingCapacity: true)
        recordBytes = 0
    }
}
