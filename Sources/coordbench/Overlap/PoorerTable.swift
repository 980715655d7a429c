internal import Overlap
internal import Platform

/// Records that say less, judged by weights learned from the records as published: less knowledge must not raise more flags.
struct PoorerTable {
    private var rows: [(way: PoorerRecord, result: CrossValidation)] = []

    init(
        _ data: OverlapData, _ pairs: [CrossValidation.Pair], _ comparer: PairComparer,
        config: String
    ) throws {
        for way in PoorerRecord.allCases {
            let poorer = try OverlapData(folder: data.folder, config: config, change: way.change)
            let poorerPairs = try poorer.pairs("pairs-elections")
            rows.append((way, CrossValidation(pairs, comparer, poorer: poorerPairs)))
        }
    }

    func print() {
        Table.head(
            "Records that say less", "records", "F1 of all pairs", "mean F1", "SAME_AID", "RELATED",
            "DISTINCT")
        for (way, result) in rows {
            let mean = Counts.mean(result.countries.map(\.counts))
            Table.row(
                [way.rawValue, thousandths(result.all.f1), thousandths(mean.f1)]
                    + ["SAME_AID", "RELATED", "DISTINCT"].map { share(result.flagged($0)) })
        }
        for (way, result) in rows.dropFirst() { printNew(way, result) }
    }

    /// False alarms about `DISTINCT` pairs that knowing less brought.
    private func printNew(_ way: PoorerRecord, _ result: CrossValidation) {
        guard let published = rows.first?.result else { return }
        for (before, now) in zip(published.judged, result.judged)
        where now.label.label == "DISTINCT" && now.verdict.isFlagged && !before.verdict.isFlagged {
            writeOutput(
                "- \(way.rawValue), new: \(now.label.first) \(now.label.second)"
                    + " \(thousandths(before.verdict.probability)) then"
                    + " \(thousandths(now.verdict.probability))")
        }
    }
}
