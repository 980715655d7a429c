/// The newest durable batches, in memory: readers that keep up are served without touching the disk.
///
/// Bounded by the memory it takes; the oldest batch goes first, and its memory serves a later batch.
struct RecentRecords {
    /// From `start` on; those before it have gone.
    private var batches: [Batch?] = []
    private var start = 0
    private var bytes = 0
    private let bytesMax: Int
    /// Memory for the next batches: what is given back to the system comes again page by page.
    private var spares: [Batch] = []
    private static let sparesMax = 4

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    var count: Int { batches.count - start }
    var firstSequence: UInt64? { count > 0 ? batches[start]?.first : nil }

    /// Keeps a durable batch and lets the oldest go.
    mutating func keep(_ batch: Batch) {
        batches.append(batch)
        bytes += batch.touchedBytes
        while bytes > bytesMax, count > 1, let oldest = batches[start] {
            batches[start] = nil
            start += 1
            bytes -= oldest.touchedBytes
            if spares.count < Self.sparesMax { spares.append(oldest) }
        }
        if start > 64, start > batches.count / 2 {
            batches.removeFirst(start)
            start = 0
        }
    }

    /// Memory that a batch had which is no longer needed, if there is any: a large one's for a large one, a small one's for a small one.
    mutating func takeSpare(large: Bool) -> BatchContent? {
        guard let index = spares.lastIndex(where: { $0.isLarge == large }) else { return nil }
        return spares.remove(at: index).takeContent()
    }

    mutating func giveBackSpares() { spares.removeAll() }

    /// The batch that holds `sequence`, if it is still here.
    func batch(holding sequence: UInt64) -> Batch? {
        guard let first = firstSequence, sequence >= first else { return nil }
        var low = start
        var high = batches.count
        while low < high {
            let middle = (low + high) / 2
            if let batch = batches[middle], batch.last < sequence {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < batches.count, let batch = batches[low], batch.first <= sequence else {
            return nil
        }
        return batch
    }
}
