internal import Overlap

/// A scan for the terminal.
enum ScanText {
    static func text(_ report: ScanReport) -> String {
        var lines = [
            "\(report.records) records in \(report.files.count) files; "
                + "\(report.pairs.count) pairs from \(report.least.name) on, "
                + "\(report.clusters.count) baskets"
                + (report.explained.isEmpty ? "" : "; explained: \(report.explainedWords)")
        ]
        for (index, cluster) in report.clusters.enumerated() {
            lines.append("")
            lines.append("basket \(index + 1): \(cluster.count) records")
            for side in cluster { lines.append("  \(side.agency)  \(side.title)  \(side.period)") }
        }
        for pair in report.pairs {
            lines.append("")
            lines.append(
                "\(pair.country)  \(pair.verdict.band.name) \(pair.verdict.kind.rawValue)"
                    + "  \(percent(pair.verdict.probability)) %"
                    + (pair.cluster > 0 ? "  basket \(pair.cluster)" : ""))
            for side in [pair.first, pair.second] {
                lines.append("  \(side.agency)  \(side.title)")
                lines.append(
                    "      \([side.id, side.period, side.amount].filter { !$0.isEmpty }.joined(separator: "  "))"
                )
            }
            for term in pair.terms { lines.append("  \(signed(term.weight))  \(term.words)") }
        }
        return lines.joined(separator: "\n")
    }

    static func percent(_ probability: Double) -> Int { Int((probability * 100).rounded()) }

    /// Two decimals with a sign.
    static func signed(_ weight: Double) -> String {
        let hundredths = Int((abs(weight) * 100).rounded())
        let rest = hundredths % 100
        return (weight < 0 ? "-" : "+") + "\(hundredths / 100)." + (rest < 10 ? "0" : "")
            + "\(rest)"
    }
}
