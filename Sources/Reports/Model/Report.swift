/// A report before it is written in some language and form: figures with what they rest on, tables and charts.
///
/// Holds no clock and no language: the same facts give the same value, and the same value the same bytes.
package struct Report: Sendable {
    package enum Kind: String, Sendable {
        case bulletin, ga, `case`, country, search
    }

    package let kind: Kind
    package let title: Words
    /// Lines below the title: period, range of the log, audience.
    package let lines: [Words]
    /// Said loudly above everything: a draft that is not for everybody.
    package let warning: Words?
    package let sections: [Section]
    /// The part of the log it was written from.
    package let range: ClosedRange<UInt64>
    /// First and last day it speaks of, `YYYY-MM-DD`; nil when it speaks of all time.
    package let period: ClosedRange<String>?

    package init(
        kind: Kind, title: Words, lines: [Words], warning: Words? = nil, sections: [Section],
        range: ClosedRange<UInt64>, period: ClosedRange<String>? = nil
    ) {
        self.kind = kind
        self.title = title
        self.lines = lines
        self.warning = warning
        self.sections = sections
        self.range = range
        self.period = period
    }

    /// Every figure with its place, in reading order.
    package var figures: [Figure] { sections.flatMap { $0.blocks.flatMap(\.figures) } }

    package struct Section: Sendable {
        /// Stable: part of anchors, CSV and JSON.
        package let id: String
        package let heading: Words
        package let blocks: [Block]

        package init(_ id: String, _ heading: Words, _ blocks: [Block]) {
            self.id = id
            self.heading = heading
            self.blocks = blocks
        }
    }

    package enum Block: Sendable {
        case paragraph(Words)
        case figures([Figure])
        case table(Table)
        case chart(Chart)

        package var figures: [Figure] {
            switch self {
            case .figures(let figures): figures
            case .table(let table):
                table.rows.flatMap { row in
                    row.cells.compactMap {
                        if case .figure(let figure) = $0 { figure } else { nil }
                    }
                }
            case .paragraph, .chart: []
            }
        }
    }
}

/// One number, date or amount, and the events it was counted from.
package struct Figure: Sendable {
    package enum Value: Equatable, Sendable {
        case count(Int)
        case days(Int)
        /// Tenths of a month.
        case months(Int)
        case amount(Amount)
    }

    /// Stable and unique in a report, e.g. `requests.received` or `byTheme.vr.activities`.
    package let id: String
    package let label: Words
    package let value: Value
    package let sequences: SequenceSet

    package init(_ id: String, _ label: Words, _ value: Value, _ sequences: SequenceSet) {
        self.id = id
        self.label = label
        self.value = value
        self.sequences = sequences
    }
}

/// Rows of cells under one caption.
package struct Table: Sendable {
    package struct Column: Sendable {
        package let id: String
        package let title: Words
        package let isNumber: Bool

        package init(_ id: String, number: Bool = false) {
            self.init(id, .label("column.\(id)"), number: number)
        }

        package init(_ id: String, _ title: Words, number: Bool = false) {
            self.id = id
            self.title = title
            isNumber = number
        }
    }

    package enum Cell: Sendable {
        case words(Words)
        case figure(Figure)
        case empty
    }

    package struct Row: Sendable {
        /// Stable within the table: a code, an identifier.
        package let id: String
        package let cells: [Cell]
        /// What the row's words rest on; empty where every cell is a figure.
        package let sequences: SequenceSet

        package init(_ id: String, _ cells: [Cell], _ sequences: SequenceSet = SequenceSet()) {
            self.id = id
            self.cells = cells
            self.sequences = sequences
        }
    }

    package let id: String
    package let caption: Words
    package let columns: [Column]
    package let rows: [Row]

    package init(_ id: String, _ caption: Words, _ columns: [Column], _ rows: [Row]) {
        precondition(rows.allSatisfy { $0.cells.count == columns.count })
        self.id = id
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }

    /// Do rows say what they rest on? Then a last column shows it.
    package var showsSequences: Bool { rows.contains { !$0.sequences.isEmpty } }
}
