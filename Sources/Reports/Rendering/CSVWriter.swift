/// A report as one long table, RFC 4180: a line a figure or cell, with the sequences it was counted from.
///
/// Columns `section,item,row,column,label,value,unit,sequences`. Codes stand in `row` and `column`, words in `label` and
/// `value` in the report's language; numbers are written for machines. A cell that a spreadsheet would take for a formula
/// is put behind an apostrophe.
struct CSVWriter {
    private let report: Report
    private let speaker: Speaker

    init(_ report: Report, _ speaker: Speaker) {
        self.report = report
        self.speaker = speaker
    }

    func write() -> String {
        var lines = ["section,item,row,column,label,value,unit,sequences"]
        for section in report.sections {
            for block in section.blocks {
                switch block {
                case .paragraph, .chart: continue
                case .figures(let figures):
                    for figure in figures {
                        lines.append(line([section.id, figure.id, "", ""], figure))
                    }
                case .table(let table): write(table, in: section.id, to: &lines)
                }
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private func write(_ table: Table, in section: String, to lines: inout [String]) {
        for row in table.rows {
            for (column, cell) in zip(table.columns, row.cells) {
                let place = [section, table.id, row.id, column.id]
                switch cell {
                case .empty: continue
                case .figure(let figure): lines.append(line(place, figure))
                case .words(let words):
                    let label = plain(column.title)
                    lines.append(
                        Self.line(
                            place + [label, plain(words), "text", row.sequences.description]))
                }
            }
        }
    }

    private func line(_ place: [String], _ figure: Figure) -> String {
        let (value, unit) = figure.value.forMachines
        return Self.line(
            place + [plain(figure.label), value, unit, figure.sequences.description])
    }

    private func plain(_ words: Words) -> String {
        speaker.runs(words).map(\.text).joined()
    }

    private static func line(_ fields: [String]) -> String {
        fields.map(CSVField.escaped).joined(separator: ",")
    }
}

/// One field of RFC 4180.
package enum CSVField {
    package static func escaped(_ text: String) -> String {
        var text = text
        if let first = text.first, "=+-@\t\r".contains(first), Double(text) == nil {
            text = "'" + text
        }
        guard text.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension Figure.Value {
    /// The number without grouping, and its unit: `count`, `days`, `months` or a currency.
    package var forMachines: (value: String, unit: String) {
        switch self {
        case .count(let count): (String(count), "count")
        case .days(let days): (String(days), "days")
        case .months(let tenths):
            (
                (tenths < 0 ? "-" : "") + "\(tenths.magnitude / 10).\(tenths.magnitude % 10)",
                "months"
            )
        case .amount(let amount): (amount.decimal, amount.currency)
        }
    }
}
