internal import Overlap

/// A scan as CSV (RFC 4180), one pair a line.
enum ScanCSV {
    static func text(_ report: ScanReport) -> String {
        let header = [
            "country", "kind", "band", "probability", "basket", "agency_a", "id_a", "title_a",
            "period_a", "amount_a", "agency_b", "id_b", "title_b", "period_b", "amount_b",
            "reasons",
        ]
        let rows = report.pairs.map { pair in
            [
                pair.country, pair.verdict.kind.rawValue, pair.verdict.band.name,
                "\(ScanText.percent(pair.verdict.probability))",
                pair.cluster > 0 ? "\(pair.cluster)" : "",
            ]
                + [pair.first, pair.second].flatMap {
                    [$0.agency, $0.id, $0.title, $0.period, $0.amount]
                }
                + [
                    pair.terms.map { "\(ScanText.signed($0.weight)) \($0.words)" }
                        .joined(separator: "; ")
                ]
        }
        return ([header] + rows).map { $0.map(field).joined(separator: ",") }
            .joined(separator: "\r\n")
    }

    /// A field that a spreadsheet would run as a formula gets an apostrophe.
    private static func field(_ text: String) -> String {
        var text = text
        if let first = text.first, "=+-@\t\r".contains(first) { text = "'" + text }
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
