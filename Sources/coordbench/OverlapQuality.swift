internal import Overlap

/// Judges every country by weights and thresholds that saw nothing of it.
struct OverlapQuality {
    struct Judged {
        var pair: OverlapData.LabelledPair
        var verdict: PairVerdict
    }

    private(set) var judged: [Judged] = []
    /// Learned from all countries: what is shipped.
    let weights: Weights

    /// - Parameters:
    ///   - data: what the weights are learned from.
    ///   - without: evidence that must weigh nothing.
    ///   - poorer: what is judged, when it is not the same.
    init(_ data: OverlapData, without: Set<Evidence> = [], poorer: OverlapData? = nil) throws {
        let comparer = PairComparer(frequencies: data.frequencies)
        var examples: [Learner.Example] = []
        var scored: [(OverlapData.LabelledPair, RecordReading, RecordReading)] = []
        for pair in try data.pairs("pairs-elections") {
            guard let isOverlap = pair.isOverlap, let first = data.reading(pair.first),
                let second = data.reading(pair.second)
            else { continue }
            scored.append((pair, first, second))
            if PairComparer.canOverlap(first, second), first.agencies != second.agencies {
                examples.append(
                    Learner.Example(
                        terms: comparer.compare(first, second)
                            .filter { !without.contains($0.evidence) },
                        isOverlap: isOverlap, group: pair.country))
            }
        }
        let learner = Learner()
        for country in Set(scored.map(\.0.country)).sorted() {
            let scorer = PairScorer(
                comparer: comparer,
                weights: learner.learn(examples.filter { $0.group != country }))
            for (pair, first, second) in scored where pair.country == country {
                let first = poorer?.reading(pair.first) ?? first
                let second = poorer?.reading(pair.second) ?? second
                judged.append(Judged(pair: pair, verdict: scorer.verdict(first, second)))
            }
        }
        weights = learner.learn(examples)
    }

    var byCountry: [(country: String, counts: Counts)] {
        var counts: [String: Counts] = [:]
        for item in judged {
            counts[item.pair.country, default: Counts()].add(
                flagged: item.verdict.isFlagged, overlap: item.pair.isOverlap == true)
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var all: Counts {
        var counts = Counts()
        for item in judged {
            counts.add(flagged: item.verdict.isFlagged, overlap: item.pair.isOverlap == true)
        }
        return counts
    }

    /// How many pairs with this label are flagged, of how many.
    func flagged(_ label: String) -> (flagged: Int, of: Int) {
        let pairs = judged.filter { $0.pair.label == label }
        return (pairs.count { $0.verdict.isFlagged }, pairs.count)
    }
}
