/// One segment as readers and operators see it.
package struct SegmentSummary: Equatable, Sendable {
    package let first: UInt64
    /// `first - 1` while the segment is empty.
    package var last: UInt64
    /// Where the last batch ends, in bytes from the file's begin.
    package var end: Int
    package var batches: Int
    /// Nanoseconds since the Unix epoch; 0 while the segment is empty.
    package var recordedFirst: UInt64
    package var recordedLast: UInt64

    package init(emptyFrom first: UInt64) {
        self.first = first
        last = first - 1
        end = SegmentHeader.byteCount
        batches = 0
        recordedFirst = 0
        recordedLast = 0
    }

    package var events: Int { Int(last + 1 - first) }
    package var isEmpty: Bool { last < first }

    /// Takes in one more batch.
    mutating func add(last: UInt64, end: Int, recordedFirst: UInt64, recordedLast: UInt64) {
        if isEmpty { self.recordedFirst = recordedFirst }
        self.last = last
        self.end = end
        self.recordedLast = recordedLast
        batches += 1
    }
}
