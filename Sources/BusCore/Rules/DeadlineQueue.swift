/// When things are to be looked at again, the earliest first: a binary heap. Entries are hints: a thing may stand in it
/// more than once, and is judged anew each time.
struct DeadlineQueue {
    private struct Entry {
        let at: Int64
        /// Breaks ties by the order of adding, so that the same log gives the same order.
        let number: UInt64
        let key: RuleEngine.Key

        static func < (a: Entry, b: Entry) -> Bool { (a.at, a.number) < (b.at, b.number) }
    }

    private var heap: [Entry] = []
    private var added: UInt64 = 0

    mutating func add(_ key: RuleEngine.Key, at time: Int64) {
        added += 1
        heap.append(Entry(at: time, number: added, key: key))
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// The earliest entry that is not after `time`, taken out.
    mutating func takeFirst(dueBy time: Int64) -> RuleEngine.Key? {
        guard let first = heap.first, first.at <= time else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            guard least != parent else { return first.key }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
