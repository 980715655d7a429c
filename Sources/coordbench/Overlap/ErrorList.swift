internal import Overlap
internal import Platform

/// Wrong answers with what led to them: all, or the ten worst.
struct ErrorList {
    private let errors: [CrossValidation.Judged]
    private let data: OverlapData

    init(_ result: CrossValidation, _ data: OverlapData) {
        self.data = data
        errors = result.judged.filter(\.isWrong).sorted {
            (Self.distance($1), $0.label.first, $0.label.second)
                < (Self.distance($0), $1.label.first, $1.label.second)
        }
    }

    /// How sure the answer was that is wrong. Where the two were never weighed, not at all.
    private static func distance(_ item: CrossValidation.Judged) -> Double {
        item.verdict.isFlagged ? item.verdict.probability : 1 - item.verdict.probability
    }

    /// The ten surest wrong answers; each record stands in one only, because errors come in groups about one record.
    func printWorst() {
        writeOutput("\nThe ten worst errors, the surest first; each record once\n")
        var seen = Set<String>()
        var number = 0
        for item in errors where number < 10 {
            let ids = [item.label.first, item.label.second]
            guard seen.isDisjoint(with: ids) else { continue }
            seen.formUnion(ids)
            number += 1
            let group = errors.count { other in
                other.label.first == ids[0] || other.label.second == ids[0]
                    || other.label.first == ids[1] || other.label.second == ids[1]
            }
            writeOutput("\(number). \(head(item)); \(group) errors hold one of the two")
            for id in ids { writeOutput("   - \(line(id))") }
            writeOutput("   - why: \(reasons(item))")
        }
    }

    func printAll() {
        writeOutput("")
        for item in errors {
            writeOutput("\(head(item)) \(item.label.first) \(item.label.second)")
            for id in [item.label.first, item.label.second] { writeOutput("  \(line(id))") }
            writeOutput("  \(reasons(item))")
        }
    }

    private func head(_ item: CrossValidation.Judged) -> String {
        let answer = item.verdict.isFlagged ? "false alarm" : "missed"
        return "\(item.label.country), \(answer), \(item.label.label), probability"
            + " \(thousandths(item.verdict.probability))"
    }

    private func line(_ id: String) -> String {
        guard let shown = data.shown[id] else { return id }
        return "\(shown.agencies) \"\(shown.title)\" \(shown.period)"
    }

    private func reasons(_ item: CrossValidation.Judged) -> String {
        let terms = item.verdict.terms.filter { abs($0.weight) >= 0.05 }
            .sorted { abs($1.weight) < abs($0.weight) }
        guard !terms.isEmpty else { return item.verdict.reason.words }
        return terms.map {
            "\(data.words.words(for: $0, language: "en")) \(signed($0.weight))"
        }.joined(separator: "; ")
    }

    private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + thousandths(value) }
}
