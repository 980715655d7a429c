/// Learns weights from labelled pairs: logistic regression whose weights may not point the other way than their evidence.
///
/// How: `MonotoneFit`. Countries with thousands of pairs weigh as the square root of their number, so that one country does not
/// decide for all.
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
        let importance = importance(examples)
        let (learned, base) = MonotoneFit(restraint: Self.restraint, steps: Self.steps, caution: 4)
            .learn(
                names.map { MonotoneFit.Column(sign: $0.sign, before: Self.before[$0] ?? 0) },
                zip(examples, importance).map { example, importance in
                    MonotoneFit.Row(
                        values: example.terms.compactMap { term in
                            index[term.evidence].map { (column: $0, strength: term.strength) }
                        }, isMatch: example.isOverlap, importance: importance)
                })
        var weights = Weights()
        weights.base = base
        for (column, name) in names.enumerated() { weights[name] = learned[column] }
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
        func quality(_ threshold: Double) -> Double {
            var all = Counts()
            var byGroup: [String: Counts] = [:]
            for (probability, example) in scored {
                let isFlagged = probability >= threshold
                all.add(flagged: isFlagged, overlap: example.isOverlap)
                byGroup[example.group, default: Counts()].add(
                    flagged: isFlagged, overlap: example.isOverlap)
            }
            return all.f1 + Counts.mean(byGroup.values).f1
        }
        let steps = (4..<34).map { Double($0) * 0.025 }
        let qualities = steps.map(quality)
        // With its neighbours: the best of single thresholds is often a lucky one.
        var best = -1.0
        for index in 2..<(steps.count - 2) {
            let around = qualities[(index - 2)...(index + 2)].reduce(0, +)
            if around > best {
                best = around
                weights.likely = steps[index]
            }
        }
        weights.look = weights.likely / 2
        weights.strong = max(0.8, weights.likely)
    }
}
