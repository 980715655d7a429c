internal import Overlap
internal import Platform

/// Precision and recall of all pairs, of countries, and what is flagged of each label.
struct QualityTable {
    private let result: CrossValidation

    init(_ result: CrossValidation) { self.result = result }

    func print() {
        let countries = result.countries.filter { $0.counts.overlaps >= Learner.overlapsMin }
        let mean = Counts.mean(countries.map(\.counts))
        Table.head(
            "\(result.judged.count) pairs, each country judged by weights of the others", "",
            "precision", "recall", "F1")
        row("all pairs", result.all.precision, result.all.recall, result.all.f1)
        row(
            "mean of the \(countries.count) countries with three overlaps or more", mean.precision,
            mean.recall, mean.f1)
        Table.head("What is flagged", "label", "flagged")
        for label in result.labels {
            Table.row([label, share(result.flagged(label))])
        }
        let interval = interval
        writeOutput(
            "\nF1 of all pairs, 95 % interval when countries are drawn again:"
                + " \(thousandths(interval.low)) to \(thousandths(interval.high))")
        Table.head("Countries", "country", "precision", "recall", "F1", "overlaps")
        for (country, counts) in countries {
            Table.row(
                [country] + [counts.precision, counts.recall, counts.f1].map(thousandths)
                    + ["\(counts.overlaps)"])
        }
        writeOutput("\nBands:")
        for remark in result.bandRemarks { writeOutput("- \(remark)") }
    }

    private func row(_ name: String, _ values: Double...) {
        Table.row([name] + values.map(thousandths))
    }

    /// How far F1 of all pairs depends on which countries happen to be there (bootstrap, 1,000 draws from one seed).
    private var interval: (low: Double, high: Double) {
        let countries = result.countries.map(\.counts)
        var random = BenchRandom(seed: 1)
        let drawn = (0..<1_000).map { _ in
            var sum = Counts()
            for _ in countries { sum.add(countries[Int(random.next() % UInt64(countries.count))]) }
            return sum.f1
        }.sorted()
        return (drawn[25], drawn[974])
    }
}

/// `0.011 (15 of 1371)`.
func share(_ part: (flagged: Int, of: Int)) -> String {
    "\(thousandths(Double(part.flagged) / Double(max(1, part.of)))) (\(part.flagged) of \(part.of))"
}
