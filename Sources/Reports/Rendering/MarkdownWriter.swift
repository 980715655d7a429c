/// A report as Markdown with tables and footnotes (GitHub's dialect); each figure's footnote lists its sequences.
struct MarkdownWriter {
    private let report: Report
    private let speaker: Speaker

    init(_ report: Report, _ speaker: Speaker) {
        self.report = report
        self.speaker = speaker
    }

    func write() -> String {
        var lines: [String] = []
        if let warning = report.warning { lines += ["> **\(text(warning))**", ""] }
        lines += ["# " + text(report.title), ""]
        for line in report.lines { lines += [text(line) + "  "] }
        lines.append("")
        var notes = Footnotes()
        for section in report.sections {
            lines += ["## " + text(section.heading), ""]
            for block in section.blocks { write(block, &notes, to: &lines) }
        }
        for (number, sequences) in notes.sequences.enumerated() {
            lines.append("[^\(number + 1)]: \(sequences)")
        }
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    private func write(_ block: Report.Block, _ notes: inout Footnotes, to lines: inout [String]) {
        switch block {
        case .chart: return  // the tables hold the same
        case .paragraph(let words): lines += [text(words), ""]
        case .figures(let figures):
            for figure in figures {
                lines.append("- \(text(figure.label)): **\(marked(figure, &notes))**")
            }
            lines.append("")
        case .table(let table):
            lines += ["**\(text(table.caption))**", ""]
            guard !table.rows.isEmpty else {
                lines += [speaker.label("page.nothing"), ""]
                return
            }
            write(table, &notes, to: &lines)
        }
    }

    private func write(_ table: Table, _ notes: inout Footnotes, to lines: inout [String]) {
        var titles = table.columns.map { text($0.title) }
        var rules = table.columns.map { $0.isNumber ? "---:" : "---" }
        if table.showsSequences {
            titles.append(speaker.label("column.sequences"))
            rules.append("---")
        }
        lines += [Self.line(titles), Self.line(rules)]
        for row in table.rows {
            var cells = row.cells.map { cell in
                switch cell {
                case .empty: ""
                case .words(let words): text(words)
                case .figure(let figure): marked(figure, &notes)
                }
            }
            if table.showsSequences { cells.append(row.sequences.description) }
            lines.append(Self.line(cells))
        }
        lines.append("")
    }

    private func marked(_ figure: Figure, _ notes: inout Footnotes) -> String {
        let value = text(.value(figure.value))
        return figure.sequences.isEmpty ? value : value + "[^\(notes.number(figure.sequences))]"
    }

    private static func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }

    private func text(_ words: Words) -> String { Self.escaped(speaker.text(words)) }

    /// Text that Markdown takes as text: no markup, no HTML, no line end.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\\(character)"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            default: result += character.isNewline ? " " : String(character)
            }
        }
        return result
    }
}

/// Numbers for lists of sequences, in the order they are first spoken of.
struct Footnotes {
    private(set) var sequences: [SequenceSet] = []

    mutating func number(_ set: SequenceSet) -> Int {
        sequences.append(set)
        return sequences.count
    }
}
