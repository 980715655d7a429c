/// The newest durable batches, in memory: readers that keep up are served without touching the disk.
///
/// Bounded by bytes; the oldest batch goes first, and its memory serves the next batch.
struct RecentRecords {
    private(set) var batches: [Batch] = []
    private var bytes = 0
    private let bytesMax: Int

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    var firstSequence: UInt64? { batches.first?.first }

    /// Keeps a durable batch; returns one that is no longer needed, for reuse.
    mutating func keep(_ batch: Batch) -> Batch? {
        batches.append(batch)
        bytes += batch.recordBytes
        guard bytes > bytesMax, batches.count > 1 else { return nil }
        let oldest = batches.removeFirst()
        bytes -= oldest.recordBytes
        // More than one may be over the bound after a burst; the others are simply let go.
        while bytes > bytesMax, batches.count > 1 { bytes -= batches.removeFirst().recordBytes }
        return oldest
    }

    /// The batch that holds `sequence`, if it is still here.
    func batch(holding sequence: UInt64) -> Batch? {
        guard let first = batches.first, sequence >= first.first else { return nil }
        var low = 0
        var high = batches.count
        while low < high {
            let middle = (low + high) / 2
            if batches[middle].last < sequence { low = middle + 1 } else { high = middle }
        }
        guard low < batches.count, batches[low].first <= sequence else { return nil }
        return batches[low]
    }
}
