/// How alike two texts are, by measures that fail in different ways: one that a rewording breaks, an abbreviation may leave whole.
///
/// Shares in thousandths, because sums of whole numbers do not depend on order. Case, accents and the script's variants were folded
/// away before; frequent words weigh little (`WordFrequencies`).
package struct TextLikeness: Sendable, Equatable {
    package enum Codes: Sendable {
        /// One of the two has none.
        case unknown
        /// A code in common; one that begins with the other; none in common.
        case same, begins, other
    }

    /// Weighted share of common words among all words (Jaccard).
    package private(set) var words = 0
    /// The same among the words of the lighter text: what a cut or a short title leaves.
    package private(set) var contained = 0
    /// Share of common letter triples (Dice): abbreviations, slips and joined words leave most of them.
    package private(set) var letters = 0
    package private(set) var codes = Codes.unknown
    /// Do both begin with the same word? Nil when one is empty.
    package private(set) var sameBeginning: Bool?
    /// The smaller value over the larger one, where both are numbers.
    package private(set) var values: Int?

    package init(_ a: ComparedText, _ b: ComparedText, _ frequencies: WordFrequencies) {
        if let first = a.number, let second = b.number, max(first, second) > 0 {
            values = Int(1000 * min(first, second) / max(first, second))
        }
        guard let first = a.words.first, let second = b.words.first else { return }
        sameBeginning = first == second
        let common = a.wordSet.intersection(b.wordSet).reduce(0) { $0 + frequencies.weight($1) }
        if common > 0 {
            words = common * 1000 / (a.weight + b.weight - common)
            contained = common * 1000 / min(a.weight, b.weight)
        }
        let triples = a.triples.count + b.triples.count
        if triples > 0 { letters = 2000 * Self.common(a.triples, b.triples) / triples }
        codes = Self.agreement(a.codes, b.codes)
    }

    /// How many numbers two ascending lists have in common, repetitions counted.
    private static func common(_ a: [UInt32], _ b: [UInt32]) -> Int {
        var (i, j, count) = (0, 0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                count += 1
                i += 1
                j += 1
            } else if a[i] < b[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return count
    }

    private static func agreement(_ a: Set<String>, _ b: Set<String>) -> Codes {
        if a.isEmpty || b.isEmpty { return .unknown }
        if !a.isDisjoint(with: b) { return .same }
        let begins = a.contains { first in
            b.contains { first.hasPrefix($0) || $0.hasPrefix(first) }
        }
        return begins ? .begins : .other
    }
}
