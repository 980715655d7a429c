internal import Events

/// What one place in `data` is filled with, as a mapping file says it.
///
///     "requester.kind" = "government"                       a constant, with {column} filled in
///     country = { column = "iso2", convert = "country" }
///     date    = { columns = ["date", "day"], convert = "date" }   the first column that has something
///     kinds   = [{ column = "type", map = { executive = "presidential" } }]   a list; what is absent is left out
indirect enum FieldRule: Sendable {
    case template(Template)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)
    case column(ColumnRule)
    case list([FieldRule])
    /// Only in rows that meet the conditions.
    case when([RowCondition], FieldRule)

    struct ColumnRule: Sendable {
        let columns: [String]
        let map: [String: String]
        /// With a map: values that are not in it are left out instead of taken over.
        let isMapOnly: Bool
        let conversion: Conversion
        let separator: String?
        let isRequired: Bool
        let fallback: String?
    }

    enum Conversion: String, CaseIterable, Sendable {
        /// Tidied, without contact details.
        case text
        case integer, number, boolean, date, country, currency
        /// An amount of money as decimal text.
        case amount
        case timestamp
        /// An agency code by the table of organisations or its rule.
        case agency
    }
}

/// A value ready to be written.
indirect enum FieldValue: Equatable, Sendable {
    case text(String)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)
    case list([FieldValue])
}

/// Text with `{column}` places.
struct Template: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        case text(String)
        case column(String)
    }

    let parts: [Part]

    /// - Returns: nil when a brace is not closed.
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.column(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    var columns: [String] {
        parts.compactMap { if case .column(let name) = $0 { name } else { nil } }
    }

    /// - Returns: nil when a column is absent or blank.
    func filled(from row: TableRow) -> String? {
        var out = ""
        for part in parts {
            switch part {
            case .text(let text): out += text
            case .column(let name):
                guard let value = row[name] else { return nil }
                out += value
            }
        }
        return out.nonEmpty
    }
}

/// A test of one column; all of an event's tests must hold.
struct RowCondition: Sendable {
    enum Test: Sendable {
        case isOneOf([String])
        case isNoneOf([String])
        case isPresent
        case isBlank
    }

    let column: String
    let test: Test

    func holds(in row: TableRow) -> Bool {
        let value = row[column]
        return switch test {
        case .isOneOf(let values): value.map(values.contains) ?? false
        case .isNoneOf(let values): !(value.map(values.contains) ?? false)
        case .isPresent: value != nil
        case .isBlank: value == nil
        }
    }
}

/// One row, by column. Blank and absent are the same: not known.
package struct TableRow: Sendable {
    package let line: Int
    private let values: [String: String]

    init(line: Int, _ pairs: some Sequence<(String, String)>) {
        self.line = line
        var values: [String: String] = [:]
        for (name, value) in pairs {
            if let value = value.tidied.nonEmpty { values[name.tidied] = value }
        }
        self.values = values
    }

    subscript(column: String) -> String? { values[column] }
}
