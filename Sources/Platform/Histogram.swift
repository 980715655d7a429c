internal import Synchronization

/// How often something took how long: counted by one thread or several, read by any, without a lock.
package final class Histogram: Sendable {
    /// Upper bounds of the buckets in nanoseconds, the last one open: 0.1 ms to 5 s.
    package static let bounds: [UInt64] = [
        100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
        50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 5_000_000_000,
    ]

    private let counts: [Counter]
    private let sum = Counter()

    private final class Counter: Sendable {
        let value = Atomic<UInt64>(0)
    }

    package init() { counts = (0...Self.bounds.count).map { _ in Counter() } }

    package func record(nanoseconds: UInt64) {
        let place = Self.bounds.firstIndex { nanoseconds <= $0 } ?? Self.bounds.count
        counts[place].value.wrappingAdd(1, ordering: .relaxed)
        sum.value.wrappingAdd(nanoseconds, ordering: .relaxed)
    }

    /// What was counted so far.
    package struct Reading: Sendable, Equatable {
        /// By bucket, not added up; the last one has no bound.
        package var counts: [UInt64]
        package var sumNanoseconds: UInt64

        package init(counts: [UInt64], sumNanoseconds: UInt64) {
            self.counts = counts
            self.sumNanoseconds = sumNanoseconds
        }
    }

    package var reading: Reading {
        Reading(
            counts: counts.map { $0.value.load(ordering: .relaxed) },
            sumNanoseconds: sum.value.load(ordering: .relaxed))
    }
}
