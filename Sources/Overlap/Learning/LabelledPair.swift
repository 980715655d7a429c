/// What a person said of two records.
package struct LabelledPair: Sendable {
    package var first: String
    package var second: String
    package var country: String
    package var label: String
    /// Nil where the label is not to be scored.
    package var isOverlap: Bool?
    /// How surely it was said, where the file tells: `A1`.
    package var grade: String

    /// Reads CSV with the columns `id_a`, `id_b` and, where there are, `country`, `label`, `overlap` (1, 0 or empty) and `grade`.
    /// No field holds a line end.
    package static func list(csv: String) throws(RuleError) -> [LabelledPair] {
        let rows = CSVTable(csv)
        guard rows.columns.contains("id_a"), rows.columns.contains("id_b") else {
            throw RuleError(line: 1, reason: "name the columns id_a and id_b")
        }
        return rows.rows.map { row in
            LabelledPair(
                first: row["id_a"] ?? "", second: row["id_b"] ?? "", country: row["country"] ?? "",
                label: row["label"] ?? "",
                isOverlap: row["overlap"].flatMap { $0 == "1" ? true : $0 == "0" ? false : nil },
                grade: row["grade"] ?? "")
        }
    }
}

/// A CSV file whose first line names the columns.
package struct CSVTable: Sendable {
    package let columns: [String]
    package let rows: [[String: String]]

    package init(_ text: String) {
        let lines = text.split { $0 == "\n" || $0 == "\r\n" }
        let columns = csvFields(lines.first ?? "")
        self.columns = columns
        rows = lines.dropFirst().map { line in
            Dictionary(zip(columns, csvFields(line)), uniquingKeysWith: { first, _ in first })
        }
    }
}
