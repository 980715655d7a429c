/// The places in the log that a figure was counted from, in order and once each.
package struct SequenceSet: Equatable, Sendable, CustomStringConvertible {
    package private(set) var ordered: [UInt64]

    package init(_ sequences: some Sequence<UInt64> = []) {
        ordered = Array(sequences)
        let isInOrder = zip(ordered, ordered.dropFirst()).allSatisfy { $0 < $1 }
        if isInOrder { return }
        if let marked = Self.marked(ordered) {
            ordered = marked
            return
        }
        ordered.sort()
        var last: UInt64?
        ordered.removeAll { sequence in
            defer { last = sequence }
            return sequence == last
        }
    }

    /// Many sequences that lie close together are put in order by a bit each; nil where sorting is better.
    private static func marked(_ sequences: [UInt64]) -> [UInt64]? {
        guard sequences.count > 512, let first = sequences.min(), let last = sequences.max(),
            (last - first) / 64 < UInt64(sequences.count)
        else { return nil }
        var words = [UInt64](repeating: 0, count: Int((last - first) / 64) + 1)
        for sequence in sequences {
            words[Int((sequence - first) / 64)] |= 1 << ((sequence - first) % 64)
        }
        var ordered: [UInt64] = []
        ordered.reserveCapacity(sequences.count)
        for (place, word) in words.enumerated() {
            var word = word
            while word != 0 {
                ordered.append(first + UInt64(place * 64 + word.trailingZeroBitCount))
                word &= word - 1
            }
        }
        return ordered
    }

    package var isEmpty: Bool { ordered.isEmpty }
    package var count: Int { ordered.count }

    package func union(_ other: SequenceSet) -> SequenceSet { SequenceSet(ordered + other.ordered) }

    package static func union(_ sets: some Sequence<SequenceSet>) -> SequenceSet {
        var all: [UInt64] = []
        for set in sets { all.append(contentsOf: set.ordered) }
        return SequenceSet(all)
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
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the description, ASCII.
    package func write(to bytes: inout [UInt8]) {
        var place = 0
        while place < ordered.count {
            let first = ordered[place]
            var last = first
            place += 1
            while place < ordered.count, ordered[place] == last + 1 {
                last += 1
                place += 1
            }
            if first != ordered[0] {
                bytes.append(UInt8(ascii: ","))
                bytes.append(UInt8(ascii: " "))
            }
            Self.append(first, to: &bytes)
            guard last > first else { continue }
            bytes.append(UInt8(ascii: "-"))
            Self.append(last, to: &bytes)
        }
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var digits = [20 of UInt8](repeating: 0)
        var rest = number
        var start = 20
        repeat {
            start -= 1
            digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        for place in start..<20 { bytes.append(digits[place]) }
    }
}
