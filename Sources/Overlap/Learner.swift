internal import Glibc

/// Learns weights from labelled pairs: logistic regression whose weights may not point the other way than their evidence.
///
/// Accelerated projected gradient, a fixed number of steps from the same place: the same pairs give the same weights. Countries with
/// thousands of pairs weigh as the square root of their number, so that one country does not decide for all.
package struct Learner: Sendable {
    /// One labelled pair that could be compared.
    package struct Example: Sendable {
        package var terms: [EvidenceTerm]
        package var isOverlap: Bool
        /// What must not be split between learning and judging: the country.
        package var group: String

        package init(terms: [EvidenceTerm], isOverlap: Bool, group: String) {
            self.terms = terms
            self.isOverlap = isOverlap
            self.group = group
        }
    }

    static let steps = 400
    /// How strongly weights are held to what is thought before any pair is seen.
    static let restraint = 3.0
    /// What is thought before: 0, except for what only the bus's own records state. No labelled pair holds such evidence,
    /// so these are set by hand from what they mean, and stay what they are until pairs say otherwise.
    static let before: [Evidence: Double] = [
        .otherVote: -2.5, .samePlaces: 0.3, .otherPlaces: -3.5, .sameBeneficiaries: 0.2,
        .otherBeneficiaries: -0.4, .otherInstrument: -0.3,
    ]
    /// A group needs so many overlaps to be counted in the mean over groups.
    package static let overlapsMin = 3

    package init() {}

    /// The weights, with the threshold that gives the best sum of F1 over all pairs and mean F1 over groups.
    package func learn(_ examples: [Example]) -> Weights {
        let names = Evidence.allCases
        let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let bias = names.count
        let rows = examples.map { example in
            example.terms.compactMap { term in index[term.evidence].map { ($0, term.strength) } }
                + [(bias, 1.0)]
        }
        let importance = importance(examples)
        var scale = [Double](repeating: Self.restraint, count: bias + 1)
        for (row, weight) in zip(rows, importance) {
            for (column, value) in row { scale[column] += weight * value * value / 4 }
        }
        let before = names.map { Self.before[$0] ?? 0 }
        var current = before + [0]
        var ahead = current
        var pace = 1.0
        for _ in 0..<Self.steps {
            var slope = [Double](repeating: 0, count: bias + 1)
            for (position, row) in rows.enumerated() {
                let odds = row.reduce(0) { $0 + ahead[$1.0] * $1.1 }
                let miss = 1 / (1 + exp(-odds)) - (examples[position].isOverlap ? 1 : 0)
                for (column, value) in row { slope[column] += importance[position] * miss * value }
            }
            var next = current
            for column in next.indices {
                let held = column == bias ? 0 : Self.restraint * (ahead[column] - before[column])
                next[column] = ahead[column] - (slope[column] + held) / (4 * scale[column])
                if column < bias, next[column] * Double(names[column].sign) < 0 { next[column] = 0 }
            }
            let nextPace = (1 + (1 + 4 * pace * pace).squareRoot()) / 2
            for column in next.indices {
                ahead[column] =
                    next[column] + (pace - 1) / nextPace * (next[column] - current[column])
            }
            current = next
            pace = nextPace
        }
        var weights = Weights()
        weights.base = current[bias]
        for (column, name) in names.enumerated() { weights[name] = current[column] }
        setBands(&weights, examples)
        return weights
    }

    private func importance(_ examples: [Example]) -> [Double] {
        var sizes: [String: Double] = [:]
        for example in examples { sizes[example.group, default: 0] += 1 }
        let raw = examples.map { 1 / (sizes[$0.group] ?? 1).squareRoot() }
        let sum = raw.reduce(0, +)
        return sum > 0 ? raw.map { $0 * Double(raw.count) / sum } : raw
    }

    private func setBands(_ weights: inout Weights, _ examples: [Example]) {
        let scorer = PairScorer(
            comparer: PairComparer(frequencies: WordFrequencies()), weights: weights)
        let scored = examples.map { (scorer.probability($0.terms), $0) }
        var best = -1.0
        for step in 6..<32 {
            let threshold = Double(step) * 0.025
            var all = Counts()
            var byGroup: [String: Counts] = [:]
            for (probability, example) in scored {
                all.add(flagged: probability >= threshold, overlap: example.isOverlap)
                byGroup[example.group, default: Counts()].add(
                    flagged: probability >= threshold, overlap: example.isOverlap)
            }
            let quality = all.f1 + Counts.mean(byGroup.values).f1
            if quality > best {
                best = quality
                weights.likely = threshold
            }
        }
        weights.look = weights.likely / 2
        weights.strong = max(0.8, weights.likely)
    }
}
