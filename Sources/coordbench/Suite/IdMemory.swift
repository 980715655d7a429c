internal import BusCore
internal import Platform

/// How much memory the table of ids takes while it grows.
enum IdMemory {
    /// - Returns: most bytes of this process's own memory an id, over sizes from 250,000 on.
    static func mostBytesAnId(upTo most: Int) -> Double {
        guard let before = ProcessWeight(of: processID)?.anonymous else { return 0 }
        var ids = IdTable()
        var random = BenchRandom(seed: 1)
        var worst = 0.0
        for count in 1...most {
            ids.insert(random.next(), at: UInt64(count))
            guard count >= 250_000, count % 50_000 == 0,
                let now = ProcessWeight(of: processID)?.anonymous
            else { continue }
            worst = max(worst, Double(now - before) / Double(count))
        }
        precondition(ids.count == most)
        return worst
    }
}
