/// The places in the log that a figure was counted from, in order and once each.
package struct SequenceSet: Equatable, Sendable, CustomStringConvertible {
    package private(set) var ordered: [UInt64]

    package init(_ sequences: some Sequence<UInt64> = []) {
        var sorted = Array(sequences)
        sorted.sort()
        ordered = []
        ordered.reserveCapacity(sorted.count)
        for sequence in sorted where sequence != ordered.last { ordered.append(sequence) }
    }

    package var isEmpty: Bool { ordered.isEmpty }
    package var count: Int { ordered.count }

    package func union(_ other: SequenceSet) -> SequenceSet { SequenceSet(ordered + other.ordered) }

    package static func union(_ sets: some Sequence<SequenceSet>) -> SequenceSet {
        SequenceSet(sets.flatMap(\.ordered))
    }

    /// Runs without gaps, from the first.
    package var ranges: [ClosedRange<UInt64>] {
        var result: [ClosedRange<UInt64>] = []
        for sequence in ordered {
            if let last = result.last, last.upperBound + 1 == sequence {
                result[result.count - 1] = last.lowerBound...sequence
            } else {
                result.append(sequence...sequence)
            }
        }
        return result
    }

    /// `3, 7-12, 40`: as `coordctl fetch` and people read them.
    package var description: String {
        ranges.map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }.joined(separator: ", ")
    }
}
