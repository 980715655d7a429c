internal import Overlap

/// One record of a pair, as people see it.
struct ScanSide {
    var id: String
    var agencies: [String]
    var title: String
    var description: String
    var period: String
    var amount: String

    var agency: String { agencies.joined(separator: ", ") }
}

struct ScanPair {
    var first: ScanSide
    var second: ScanSide
    var country: String
    var verdict: PairVerdict
    /// Weight and words, the weightiest first.
    var terms: [(weight: Double, words: String)]
    /// Which cluster holds both, from 1; 0 when none.
    var cluster = 0
}

/// What a scan found: pairs by rank, declared ones by number only, baskets of three agencies or more.
struct ScanReport {
    var files: [String]
    var faults: [String]
    var records: Int
    var least: PairVerdict.Band
    var language: String
    private(set) var pairs: [ScanPair] = []
    /// Answers that need nobody's attention: linked, joint, resend.
    private(set) var explained: [String: Int] = [:]
    /// Each the records of one basket.
    private(set) var clusters: [[ScanSide]] = []

    init(
        files: [String], faults: [String], records: Int, least: PairVerdict.Band, language: String
    ) {
        self.files = files
        self.faults = faults
        self.records = records
        self.least = least
        self.language = language
    }

    mutating func add(_ pair: ScanPair) {
        if pair.verdict.band >= least {
            pairs.append(pair)
        } else {
            explained[pair.verdict.kind.rawValue, default: 0] += 1
        }
    }

    /// Ranks the pairs and finds the clusters.
    mutating func close() {
        pairs.sort {
            ($1.verdict.probability, $0.first.id, $0.second.id)
                < ($0.verdict.probability, $1.first.id, $1.second.id)
        }
        var sides: [String: ScanSide] = [:]
        for pair in pairs {
            sides[pair.first.id] = pair.first
            sides[pair.second.id] = pair.second
        }
        let ids = sides.keys.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        func number(_ id: String) -> Int { numbers[id] ?? 0 }
        let found = Clusters(
            of: pairs.map {
                Clusters.Pair(
                    number($0.first.id), number($0.second.id), probability: $0.verdict.probability,
                    isSecondary: $0.verdict.kind == .secondary)
            }, agencies: { Set(sides[ids[$0]]?.agencies ?? []) })
        clusters = found.groups.map { $0.compactMap { sides[ids[$0]] } }
        let groups = found.groupOfMember
        for index in pairs.indices {
            guard let group = groups[number(pairs[index].first.id)],
                group == groups[number(pairs[index].second.id)]
            else { continue }
            pairs[index].cluster = group + 1
        }
    }

    var explainedWords: String {
        explained.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
    }
}
