/// Judges every country by weights and thresholds that saw nothing of it, and learns the weights from all.
package struct CrossValidation: Sendable {
    package struct Pair: Sendable {
        package var label: LabelledPair
        package var first: RecordReading
        package var second: RecordReading
    }

    package struct Judged: Sendable {
        package var label: LabelledPair
        package var verdict: PairVerdict
        package var isWrong: Bool { verdict.isFlagged != (label.isOverlap == true) }
    }

    package private(set) var judged: [Judged] = []
    /// Learned from all countries: what is shipped.
    package let weights: Weights

    /// - Parameters:
    ///   - pairs: labelled; those that are not to be scored are passed over.
    ///   - without: evidence that must weigh nothing.
    ///   - poorer: the same pairs in the same order as they are to be judged, when that differs from what is learned from.
    package init(
        _ pairs: [Pair], _ comparer: PairComparer, without: Set<Evidence> = [],
        poorer: [Pair]? = nil
    ) {
        let scored = pairs.indices.filter { pairs[$0].label.isOverlap != nil }
        var examples: [Learner.Example] = []
        for index in scored {
            let pair = pairs[index]
            guard PairComparer.canOverlap(pair.first, pair.second) else { continue }
            examples.append(
                Learner.Example(
                    terms: comparer.compare(pair.first, pair.second)
                        .filter { !without.contains($0.evidence) },
                    isOverlap: pair.label.isOverlap == true, group: pair.label.country))
        }
        let learner = Learner()
        for country in Set(scored.map { pairs[$0].label.country }).sorted() {
            let scorer = PairScorer(
                comparer: comparer, weights: learner.learn(examples.filter { $0.group != country }))
            for index in scored where pairs[index].label.country == country {
                let pair = poorer?[index] ?? pairs[index]
                judged.append(
                    Judged(
                        label: pairs[index].label, verdict: scorer.verdict(pair.first, pair.second))
                )
            }
        }
        weights = learner.learn(examples)
    }

    package var countries: [(country: String, counts: Counts)] {
        var counts: [String: Counts] = [:]
        for item in judged {
            counts[item.label.country, default: Counts()].add(
                flagged: item.verdict.isFlagged, overlap: item.label.isOverlap == true)
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    package var all: Counts { counts(from: .likely) }

    /// As if everything from a band on were shown as an overlap.
    package func counts(from band: PairVerdict.Band) -> Counts {
        var counts = Counts()
        for item in judged {
            counts.add(
                flagged: item.verdict.isFound && item.verdict.band >= band,
                overlap: item.label.isOverlap == true)
        }
        return counts
    }

    /// How many pairs with this label are flagged, of how many.
    package func flagged(_ label: String) -> (flagged: Int, of: Int) {
        let pairs = judged.filter { $0.label.label == label }
        return (pairs.count { $0.verdict.isFlagged }, pairs.count)
    }

    /// The labels in the order of the data's own description, then others.
    package var labels: [String] {
        let known = ["SAME_AID", "PARALLEL", "RELATED", "DISTINCT"]
        let found = Set(judged.map(\.label.label))
        return known.filter(found.contains) + found.subtracting(known).sorted()
    }

    /// The quality that each threshold was chosen for, in words: what stands in the file of weights.
    package var bandRemarks: [String] {
        [PairVerdict.Band.look, .likely, .strong].map { band in
            let counts = counts(from: band)
            return "\(band.name): precision \(percent(counts.precision)), recall"
                + " \(percent(counts.recall)) of \(counts.overlaps) overlaps,"
                + " each country judged by the others"
        }
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
