internal import Glibc

/// In how many titles each word stands: frequent words say little about a pair (Winkler's term frequencies).
///
/// The table is fixed (config/overlap/frequencies.toml) and does not follow the live records: an unrelated record that
/// arrives must not change the answer for a pair, else order of arrival would matter.
package struct WordFrequencies: Sendable {
    private var titles = 0
    private var counts: [String: Int] = [:]

    package init() {}

    /// Reads `[titles] count = N` and `[words]`, one word a line with the number of titles that hold it.
    package init(_ text: String) throws(RuleError) {
        for section in try RuleFile(text).sections {
            for (key, value) in section.numbers {
                guard value >= 0, value < 1e12 else {
                    throw RuleError(line: 0, reason: "[\(section.name)] \(key) must be 0 or more")
                }
                switch (section.name, key) {
                case ("titles", "count"): titles = Int(value)
                case ("words", _): counts[key] = Int(value)
                default: throw RuleError(line: 0, reason: "[\(section.name)] has no \(key)")
                }
            }
        }
    }

    package mutating func add(_ words: some Sequence<String>) {
        titles += 1
        for word in Set(words) { counts[word, default: 0] += 1 }
    }

    /// Weight of a word in thousandths: log of how rare it is, never negative. Whole numbers, because sums of them do not
    /// depend on order.
    func weight(_ word: String) -> Int {
        let share = Double(titles + 1) / Double(1 + (counts[word] ?? 0))
        return Int((1000 * max(0, log(share))).rounded())
    }

    /// Weighted share of common words in thousandths; 0 when there are none.
    package func similarity(_ a: [String], _ b: [String]) -> Int {
        let a = Set(a)
        let b = Set(b)
        let common = a.intersection(b).reduce(0) { $0 + weight($1) }
        guard common > 0 else { return 0 }
        return common * 1000 / a.union(b).reduce(0) { $0 + weight($1) }
    }

    /// The file that `init` reads back, without words that stand in fewer titles than `least`.
    package func text(least: Int) -> String {
        var lines = [
            "# In how many titles of aid activities each word stands: frequent words say little about a pair.",
            "# Words that are not here count as never seen.", "[titles]", "count = \(titles)", "",
            "[words]",
        ]
        for (word, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
        where count >= least { lines.append("\(word) = \(count)") }
        return lines.joined(separator: "\n") + "\n"
    }
}
