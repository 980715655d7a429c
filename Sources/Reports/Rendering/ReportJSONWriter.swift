internal import JSON

/// A report as one JSON object: words in the report's language beside codes, each figure with `sequences` as pairs of
/// first and last.
struct ReportJSONWriter {
    private let report: Report
    private let speaker: Speaker

    init(_ report: Report, _ speaker: Speaker) {
        self.report = report
        self.speaker = speaker
    }

    func write() -> String {
        var json = JSONWriter(capacity: 1 << 16)
        json.object { json in
            json.member("kind", report.kind.rawValue)
            json.member("language", speaker.language.tag)
            json.member("title", plain(report.title))
            if let warning = report.warning { json.member("warning", plain(warning)) }
            json.key("range")
            Self.write(report.range, to: &json)
            if let period = report.period {
                json.key("period")
                json.object { json in
                    json.member("from", period.lowerBound)
                    json.member("to", period.upperBound)
                }
            }
            json.key("sections")
            json.array { json in
                for section in report.sections {
                    json.object { json in
                        json.member("id", section.id)
                        json.member("heading", plain(section.heading))
                        json.key("content")
                        json.array { json in
                            for block in section.blocks { write(block, to: &json) }
                        }
                    }
                }
            }
        }
        return json.text + "\n"
    }

    private func write(_ block: Report.Block, to json: inout JSONWriter) {
        switch block {
        case .chart: return  // the tables hold the same
        case .paragraph(let words): json.object { $0.member("text", plain(words)) }
        case .figures(let figures):
            json.object { json in
                json.key("figures")
                json.array { json in
                    for figure in figures { write(figure, to: &json) }
                }
            }
        case .table(let table):
            json.object { json in
                json.member("table", table.id)
                json.member("caption", plain(table.caption))
                json.key("columns")
                json.array { json in
                    for column in table.columns { json.value(column.id) }
                }
                json.key("rows")
                json.array { json in
                    for row in table.rows { write(row, table.columns, to: &json) }
                }
            }
        }
    }

    private func write(_ row: Table.Row, _ columns: [Table.Column], to json: inout JSONWriter) {
        json.object { json in
            json.member("id", row.id)
            for (column, cell) in zip(columns, row.cells) {
                switch cell {
                case .empty: continue
                case .words(let words): json.member(column.id, plain(words))
                case .figure(let figure):
                    json.key(column.id)
                    write(figure, to: &json)
                }
            }
            if !row.sequences.isEmpty { Self.write(row.sequences, to: &json) }
        }
    }

    private func write(_ figure: Figure, to json: inout JSONWriter) {
        let (value, unit) = figure.value.forMachines
        json.object { json in
            json.member("id", figure.id)
            json.member("label", plain(figure.label))
            json.key("value")
            if case .amount = figure.value {
                json.value(value)  // as text, so that no digit is lost
            } else {
                json.raw(Array(value.utf8).span)
            }
            json.member("unit", unit)
            Self.write(figure.sequences, to: &json)
        }
    }

    private static func write(_ sequences: SequenceSet, to json: inout JSONWriter) {
        json.key("sequences")
        json.array { json in
            for range in sequences.ranges { write(range, to: &json) }
        }
    }

    private static func write(_ range: ClosedRange<UInt64>, to json: inout JSONWriter) {
        json.array { json in
            json.value(range.lowerBound)
            json.value(range.upperBound)
        }
    }

    private func plain(_ words: Words) -> String { speaker.runs(words).map(\.text).joined() }
}
