internal import Overlap

/// What each kind of evidence adds: the quality without it, learned again.
struct AblationTable {
    private let rows: [(name: String, result: CrossValidation)]

    private static let parts: [(name: String, evidence: Set<Evidence>)] = [
        ("nothing left out", []),
        ("electoral or not", [.electoral, .notElectoral]),
        ("kind of support", [.sameGeneralKind, .sameSpecialKind, .kindInPassing, .otherKind]),
        ("same vote", [.sameVote]),
        ("level of the vote", [.otherLevel, .bothLocal, .referendumOrNot]),
        ("parties", [.nameEachOther, .oneNamesOther, .jointRecord]),
        ("titles", [.similarTitles, .nearlySameTitles]),
        ("start far apart", [.startsFarApart]),
        ("uncertain period", [.uncertainPeriod]),
        ("amounts", [.similarAmounts]),
    ]

    init(_ pairs: [CrossValidation.Pair], _ comparer: PairComparer) {
        rows = Self.parts.map { ($0.name, CrossValidation(pairs, comparer, without: $0.evidence)) }
    }

    func print() {
        Table.head(
            "What each kind of evidence adds (means over countries)", "without", "F1 of all pairs",
            "precision", "recall", "F1")
        for (name, result) in rows {
            let mean = Counts.mean(result.countries.map(\.counts))
            Table.row(
                [name]
                    + [result.all.f1, mean.precision, mean.recall, mean.f1].map(thousandths))
        }
    }
}
