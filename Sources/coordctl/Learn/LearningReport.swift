internal import CoordBus
internal import Overlap
internal import Platform

/// What a person who learns weights wants to know of them, in a screen of text.
struct LearningReport {
    private let result: CrossValidation
    private let labelled: Int

    init(_ result: CrossValidation, labelled: Int) {
        self.result = result
        self.labelled = labelled
    }

    func write() {
        let countries = result.countries
        let large = countries.filter { $0.counts.overlaps >= Learner.overlapsMin }
        writeOutput(
            "learned from \(result.judged.count) pairs in \(countries.count) countries"
                + " (\(labelled) labelled), \(result.all.overlaps) of them overlaps")
        writeOutput("each country judged by weights and thresholds of the others:")
        writeOutput("                     precision  recall  F1")
        let mean = Counts.mean(countries.map(\.counts))
        row("all pairs", result.all.precision, result.all.recall, result.all.f1)
        row("mean of \(large.count) countries", mean.precision, mean.recall, mean.f1)
        for label in result.labels where !label.isEmpty {
            let share = result.flagged(label)
            writeOutput("flagged of \(label): \(share.flagged) of \(share.of)")
        }
        writeOutput("bands:")
        for remark in result.bandRemarks { writeOutput("  " + remark) }
    }

    private func row(_ name: String, _ precision: Double, _ recall: Double, _ f1: Double) {
        writeOutput(
            padded(name, 21) + padded(decimals(precision), 11) + padded(decimals(recall), 8)
                + decimals(f1))
    }
}
