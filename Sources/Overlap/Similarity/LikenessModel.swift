internal import Glibc

/// Says whether two plain records are one, by how alike their fields are; learned from labelled pairs like the weights of overlap.
///
/// Each field is compared, and all fields together as one text (`all`). What a field says is a row of steps with signed weights,
/// so that the sum can be read term by term.
package struct LikenessModel: Sendable {
    /// Names of the fields, then `all`.
    package let fields: [String]
    private var frequencies: [WordFrequencies] = []
    /// By field and, within it, by evidence.
    private var weights: [Double] = []
    private var base = 0.0
    /// Probability from which two records count as one.
    package private(set) var threshold = 0.5

    private static let evidence = LikenessEvidence.all
    private static let all = "all"
    private static let restraint = 1.0
    private static let steps = 600
    private static let caution = 8.0

    /// - Parameters:
    ///   - pairs: labelled, to learn from.
    ///   - seen: records without a label that tell how frequent words are, beside those of the pairs.
    package init(learning pairs: [PlainPair], seen: [[String: String]] = []) {
        let records = pairs.flatMap { [$0.left, $0.right] } + seen
        fields = Set(records.flatMap(\.keys)).sorted() + [Self.all]
        frequencies = Self.frequencies(fields, records)
        let rows = rows(pairs)
        let columns = fields.flatMap { _ in
            Self.evidence.map { MonotoneFit.Column(sign: $0.sign) }
        }
        (weights, base) = MonotoneFit(
            restraint: Self.restraint, steps: Self.steps, caution: Self.caution
        ).learn(
            columns,
            zip(rows, pairs).map { row, pair in
                MonotoneFit.Row(
                    values: row.map { (column: $0, strength: 1.0) }, isMatch: pair.isMatch)
            })
        threshold = bestThreshold(rows, pairs)
    }

    /// Probability that two records are one.
    package func probability(_ pair: PlainPair) -> Double { rows([pair]).map(probability)[0] }

    /// How the model agrees with labelled pairs.
    package func judge(_ pairs: [PlainPair]) -> Counts {
        counts(rows(pairs).map(probability), pairs, threshold)
    }

    /// The weights that are not 0, by field, for people to read.
    package var text: String {
        var lines = [
            "# Log-odds that two records are one, by what their fields have in common (docs/overlap.md).",
            "# Steps add up: words_300 means that at least 300 thousandths of the words are common, by weight.",
            "[weights]", "base = \(rounded(base))", "threshold = \(rounded(threshold))",
        ]
        for (index, field) in fields.enumerated() {
            lines += ["", "[\(field)]"]
            for (offset, evidence) in Self.evidence.enumerated() {
                let weight = weights[index * Self.evidence.count + offset]
                if abs(weight) >= 0.001 { lines.append("\(evidence.name) = \(rounded(weight))") }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    private static func text(_ record: [String: String], _ field: String, of fields: [String])
        -> String
    {
        field == all
            ? fields.dropLast().compactMap { record[$0] }.joined(separator: " ")
            : record[field] ?? ""
    }

    /// Each different text of a field counts once: a record that stands in many pairs is one.
    private static func frequencies(_ fields: [String], _ records: [[String: String]])
        -> [WordFrequencies]
    {
        fields.map { field in
            var frequencies = WordFrequencies()
            for text in Set(records.map { Self.text($0, field, of: fields) }) {
                frequencies.add(folded(text))
            }
            return frequencies
        }
    }

    /// Columns that are there, for each pair.
    private func rows(_ pairs: [PlainPair]) -> [[Int]] {
        var prepared: [[String: ComparedText]] = fields.map { _ in [:] }
        func text(_ record: [String: String], _ field: Int) -> ComparedText {
            let text = Self.text(record, fields[field], of: fields)
            if let known = prepared[field][text] { return known }
            let new = ComparedText(text, frequencies[field])
            prepared[field][text] = new
            return new
        }
        return pairs.map { pair in
            var columns: [Int] = []
            for field in fields.indices {
                let likeness = TextLikeness(
                    text(pair.left, field), text(pair.right, field), frequencies[field])
                for (offset, evidence) in Self.evidence.enumerated()
                where evidence.isThere(likeness) {
                    columns.append(field * Self.evidence.count + offset)
                }
            }
            return columns
        }
    }

    private func probability(_ columns: [Int]) -> Double {
        1 / (1 + exp(-columns.reduce(base) { $0 + weights[$1] }))
    }

    private func counts(_ probabilities: [Double], _ pairs: [PlainPair], _ threshold: Double)
        -> Counts
    {
        var counts = Counts()
        for (probability, pair) in zip(probabilities, pairs) {
            counts.add(flagged: probability >= threshold, overlap: pair.isMatch)
        }
        return counts
    }

    private func bestThreshold(_ rows: [[Int]], _ pairs: [PlainPair]) -> Double {
        let probabilities = rows.map(probability)
        var best = (f1: -1.0, threshold: 0.5)
        for step in 6..<32 {
            let threshold = Double(step) * 0.025
            let f1 = counts(probabilities, pairs, threshold).f1
            if f1 > best.f1 { best = (f1, threshold) }
        }
        return best.threshold
    }
}
