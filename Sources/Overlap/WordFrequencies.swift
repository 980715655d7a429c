internal import Glibc

/// In how many titles each word stands: frequent words say little about a pair (Winkler's term frequencies).
package struct WordFrequencies: Sendable {
    private var titles = 0
    private var counts: [String: Int] = [:]

    package init() {}

    package mutating func add(_ reading: RecordReading) {
        titles += 1
        for word in Set(reading.titleWords) { counts[word, default: 0] += 1 }
    }

    /// Weight of a word: log of how rare it is, never negative.
    private func weight(_ word: String) -> Double {
        max(0, log(Double(titles + 1) / Double(1 + (counts[word] ?? 0))))
    }

    /// Weighted share of common words, 0 to 1; 0 when there are none.
    package func similarity(_ a: [String], _ b: [String]) -> Double {
        let a = Set(a)
        let b = Set(b)
        // Summed in order of the words, so that the same pair always gives the same bits.
        let common = a.intersection(b).sorted().reduce(0) { $0 + weight($1) }
        guard common > 0 else { return 0 }
        return common / a.union(b).sorted().reduce(0) { $0 + weight($1) }
    }
}
