internal import Bytes

/// Events of which the next commit takes the words: the analyst copies their bytes, everything else is done by the writer.
///
/// The fold fills it, the writer's thread reads it, and both use two of them in turn.
final class SearchBatch: @unchecked Sendable {
    // @unchecked: changes owner by hand-off, never used by two threads at once.

    struct Entry {
        let record: RecordFacts
        /// Of the event, in `bytes`.
        let range: Range<Int>
    }

    var bytes = ByteBuffer()
    var entries: [Entry] = []
    /// The last sequence that it covers; 0 when it is empty.
    var through: UInt64 = 0

    /// For the writer: there is time to put the index's lists together.
    var mayTidy = false
    /// From the writer: there are lists to put together.
    var isUntidy = false

    var isEmpty: Bool { through == 0 && !mayTidy }
    /// Bytes of memory it takes, roughly.
    var weight: Int { bytes.count + entries.count * 128 }

    func add(_ record: RecordFacts, _ event: Span<UInt8>) {
        let start = bytes.count
        bytes.append(event)
        entries.append(Entry(record: record, range: start..<bytes.count))
    }

    func removeAll() {
        bytes.removeAll()
        entries.removeAll(keepingCapacity: true)
        through = 0
        mayTidy = false
    }
}
