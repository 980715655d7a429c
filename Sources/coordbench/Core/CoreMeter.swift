internal import CAllocationCount
internal import Platform

/// Time and heap allocations of one piece of work, an event each.
struct CoreFigure {
    let what: String
    let nanoseconds: Double
    let allocations: Double

    /// Runs `body` for the time and allocations of `count` events, several times; keeps the quickest run and its
    /// allocations, because whatever else the machine does can only add.
    static func measure(
        _ what: String, events count: Int, rounds: Int, _ body: () throws -> Void
    ) rethrows -> CoreFigure {
        var best = (nanoseconds: UInt64.max, allocations: UInt64(0))
        for _ in 0..<rounds {
            let allocations = callocationcount_total()
            let start = monotonicNanoseconds()
            try body()
            let took = monotonicNanoseconds() - start
            let made = callocationcount_total() - allocations
            if took < best.nanoseconds { best = (took, made) }
        }
        return CoreFigure(
            what: what, nanoseconds: Double(best.nanoseconds) / Double(count),
            allocations: Double(best.allocations) / Double(count))
    }
}
