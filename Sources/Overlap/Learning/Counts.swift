/// How flags and truth agree.
package struct Counts: Sendable, Equatable {
    package private(set) var right = 0
    package private(set) var wrong = 0
    package private(set) var missed = 0

    package init() {}

    package mutating func add(flagged: Bool, overlap: Bool) {
        switch (flagged, overlap) {
        case (true, true): right += 1
        case (true, false): wrong += 1
        case (false, true): missed += 1
        case (false, false): break
        }
    }

    package mutating func add(_ other: Counts) {
        right += other.right
        wrong += other.wrong
        missed += other.missed
    }

    package var overlaps: Int { right + missed }
    package var precision: Double {
        right + wrong == 0 ? 0 : Double(right) / Double(right + wrong)
    }
    package var recall: Double { overlaps == 0 ? 0 : Double(right) / Double(overlaps) }
    package var f1: Double {
        right == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }

    /// Means over the groups that hold enough overlaps to say something.
    package static func mean(_ groups: some Sequence<Counts>) -> (
        precision: Double, recall: Double, f1: Double
    ) {
        // In a fixed order: sums of floating point numbers depend on it.
        let counted = groups.filter { $0.overlaps >= Learner.overlapsMin }
            .sorted { ($0.right, $0.wrong, $0.missed) < ($1.right, $1.wrong, $1.missed) }
        guard !counted.isEmpty else { return (0, 0, 0) }
        let count = Double(counted.count)
        return (
            counted.reduce(0) { $0 + $1.precision } / count,
            counted.reduce(0) { $0 + $1.recall } / count, counted.reduce(0) { $0 + $1.f1 } / count
        )
    }
}
