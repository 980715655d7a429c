/// A report as plain text for a terminal: every figure with the number of its source, sources at the end.
struct TextWriter {
    /// Columns of a table are folded at this width.
    private static let cellWidth = 34

    private let report: Report
    private let speaker: Speaker

    init(_ report: Report, _ speaker: Speaker) {
        self.report = report
        self.speaker = speaker
    }

    func write() -> String {
        var lines: [String] = []
        if let warning = report.warning { lines += [speaker.text(warning), ""] }
        let title = speaker.text(report.title)
        lines += [title, String(repeating: "=", count: displayWidth(title)), ""]
        lines += report.lines.map(speaker.text)
        var notes = Footnotes()
        for section in report.sections {
            let heading = speaker.text(section.heading)
            lines += ["", heading, String(repeating: "-", count: displayWidth(heading))]
            for block in section.blocks {
                lines.append("")
                write(block, &notes, to: &lines)
            }
        }
        if !notes.sequences.isEmpty {
            let heading = speaker.label("section.sources")
            lines += ["", heading, String(repeating: "-", count: displayWidth(heading)), ""]
            for (number, sequences) in notes.sequences.enumerated() {
                lines.append("[\(number + 1)] \(sequences)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func write(_ block: Report.Block, _ notes: inout Footnotes, to lines: inout [String]) {
        switch block {
        case .paragraph(let words): lines += folded(speaker.text(words), to: 100)
        case .figures(let figures):
            let labels = figures.map { speaker.text($0.label) }
            let width = labels.map(displayWidth).max() ?? 0
            for (label, figure) in zip(labels, figures) {
                lines.append(padded(label, to: width) + "  " + marked(figure, &notes))
            }
        case .chart(.bars(let chart)): lines += TextBars(chart, speaker).lines
        case .chart: lines.removeLast()  // the tables hold the same
        case .table(let table): write(table, &notes, to: &lines)
        }
    }

    private func write(_ table: Table, _ notes: inout Footnotes, to lines: inout [String]) {
        lines.append(speaker.text(table.caption))
        guard !table.rows.isEmpty else {
            lines.append(speaker.label("page.nothing"))
            return
        }
        var rows = [table.columns.map { speaker.text($0.title) }]
        for row in table.rows {
            rows.append(
                row.cells.map { cell in
                    switch cell {
                    case .empty: ""
                    case .words(let words): speaker.text(words)
                    case .figure(let figure): marked(figure, &notes)
                    }
                })
        }
        if table.showsSequences {
            rows[0].append(speaker.label("column.sequences"))
            for (index, row) in table.rows.enumerated() {
                rows[index + 1].append(row.sequences.description)
            }
        }
        let numbers = table.columns.map(\.isNumber) + [false]
        lines += grid(rows, numbers)
    }

    private func grid(_ rows: [[String]], _ numbers: [Bool]) -> [String] {
        let cells = rows.map { $0.map { folded($0, to: Self.cellWidth) } }
        let widths = rows[0].indices.map { column in
            cells.flatMap { $0[column].map(displayWidth) }.max() ?? 0
        }
        var lines: [String] = []
        for (index, row) in cells.enumerated() {
            for line in 0..<(row.map(\.count).max() ?? 0) {
                let parts = row.indices.map { column in
                    let text = line < row[column].count ? row[column][line] : ""
                    return padded(text, to: widths[column], atEnd: numbers[column])
                }
                lines.append(trimmedEnd(parts.joined(separator: "  ")))
            }
            if index == 0 {
                lines.append(
                    widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
            }
        }
        return lines
    }

    private func marked(_ figure: Figure, _ notes: inout Footnotes) -> String {
        let value = speaker.text(.value(figure.value))
        return figure.sequences.isEmpty ? value : value + " [\(notes.number(figure.sequences))]"
    }

    private func trimmedEnd(_ text: String) -> String {
        var text = text[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// Text in lines of at most `width` columns, broken at spaces; a longer word stands alone.
func folded(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
        if !line.isEmpty, displayWidth(line) + 1 + displayWidth(String(word)) > width {
            lines.append(line)
            line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
    }
    return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
}

func padded(_ text: String, to width: Int, atEnd: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return atEnd ? space + text : text + space
}

/// Columns that a terminal gives a text: two for Chinese signs, none for marks and direction signs.
func displayWidth(_ text: String) -> Int {
    var width = 0
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x2066...0x2069, 0x200B...0x200F: continue
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0x20000...0x3FFFD:
            width += 2
        default:
            if scalar.properties.generalCategory != .nonspacingMark { width += 1 }
        }
    }
    return width
}
