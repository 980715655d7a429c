/// One table of the register: what a row is, and which event members fill its columns.
///
/// Two kinds. An *entity* is one thing that several events speak of, such as a request: one row, made of all of them.
/// A *fact* is what one event says, such as a pledge: one row an event. See `RegisterFold` for how events that come late
/// or out of order lead to the same rows.
package struct RegisterTable: Sendable {
    package enum Kind: Sendable, Equatable {
        /// - Parameter byAgency: the identifier is the agency's own: another agency's same one is another thing.
        case entity(byAgency: Bool)
        case fact
    }

    package let name: String
    package let kind: Kind
    /// What a row is.
    package let note: String
    /// Of entities, the column of the identifier comes first.
    package let columns: [RegisterColumn]
    /// Columns that are looked up often.
    package let indexes: [String]

    package init(
        _ name: String, _ kind: Kind, _ note: String, indexes: [String] = [],
        _ columns: [RegisterColumn]
    ) {
        self.name = name
        self.kind = kind
        self.note = note
        self.columns = columns
        self.indexes = indexes
    }

    /// The columns that every row of the kind has, before its own.
    package var head: [RegisterColumn] {
        switch kind {
        case .entity: RegisterColumn.entityHead
        case .fact: RegisterColumn.factHead
        }
    }

    package var allColumns: [RegisterColumn] { head + columns }

    /// SQL that makes the table and its indexes.
    package var creation: String {
        let lines = allColumns.map { column in
            "\(column.name) \(column.type)" + (column.isKey ? " PRIMARY KEY" : "")
        }
        return "CREATE TABLE \(name) (\n    \(lines.joined(separator: ",\n    "))\n);\n"
    }

    /// Made after the rows when a register is rebuilt: that is several times faster than keeping them in order.
    package var indexCreation: String {
        indexes.map { "CREATE INDEX \(name)_\($0) ON \(name) (\($0));\n" }.joined()
    }
}

/// One column.
package struct RegisterColumn: Sendable {
    /// How a member of an event is kept.
    package enum Form: Sendable {
        /// Text, codes, identifiers, dates as written (`2017`, `2017-03`, `2017-03-01`), amounts as written.
        case text
        case integer
        case number
        /// 0 or 1.
        case boolean
        /// A list or object as JSON, members in the event's order.
        case json
        /// An amount in hundredths of its currency, cut off beyond: for sums.
        case hundredths
        /// The event's own `time`, nanoseconds since the Unix epoch.
        case time

        var type: String {
            switch self {
            case .text, .json: "TEXT"
            case .integer, .boolean, .hundredths, .time: "INTEGER"
            case .number: "REAL"
            }
        }
    }

    package let name: String
    package let form: Form
    package let note: String
    /// Where in `data` the value stands, e.g. `requester.kind`; nil for columns that the fold fills itself.
    package let path: String?
    /// Only events of these types fill it; all that the table is home to when empty.
    package let types: [String]
    package let isKey: Bool

    var type: String { form.type }

    package init(
        _ name: String, _ form: Form, _ note: String, from path: String? = nil,
        in types: [String] = [], isKey: Bool = false
    ) {
        self.name = name
        self.form = form
        self.note = note
        self.path = path
        self.types = types
        self.isKey = isKey
    }

    /// A member of the same name.
    static func same(_ name: String, _ form: Form, _ note: String) -> RegisterColumn {
        RegisterColumn(name, form, note, from: name)
    }

    /// What every entity has.
    static let entityHead: [RegisterColumn] = [
        .init("entity", .integer, "number of the row; joins `traces`", isKey: true),
        .init("case_id", .text, "the case it belongs to, null when none is known"),
        .init("country", .text, "ISO 3166-1 alpha-3; null for none or several"),
        .init("status", .integer, "0 actual, 1 exercise, 2 test: never mixed"),
        .init("classification", .integer, "the narrowest label of the events, 0 public to 4"),
        .init("widest", .integer, "the widest label of the events"),
        .init("agency", .text, "whose event spoke of it first"),
        .init("state", .text, "where it stands; see the table's note"),
        .init("first_time", .time, "time of the earliest event, nanoseconds"),
        .init("first_sequence", .integer, "its sequence"),
        .init("time", .time, "time of the latest event, nanoseconds"),
        .init("last_agency", .text, "its agency"),
        .init("sequence", .integer, "its sequence"),
    ]

    /// What every fact has.
    static let factHead: [RegisterColumn] = [
        .init("sequence", .integer, "of the event", isKey: true),
        .init("case_id", .text, "the case it belongs to, null when none is known"),
        .init("country", .text, "ISO 3166-1 alpha-3; null for none or several"),
        .init("status", .integer, "0 actual, 1 exercise, 2 test: never mixed"),
        .init("classification", .integer, "the event's label, 0 public to 4"),
        .init("agency", .text, "whose event it is"),
        .init("time", .time, "the event's time, nanoseconds"),
    ]
}

/// Shorthands for columns that many tables have.
extension [RegisterColumn] {
    static let basis: [RegisterColumn] = [
        .init("request", .text, "the request it rests on", from: "basis.request"),
        .init("mandate", .text, "the mandate it rests on", from: "basis.mandate"),
    ]

    static let period: [RegisterColumn] = [
        .init("period_start", .text, "first day", from: "period.start"),
        .init("period_end", .text, "last day", from: "period.end"),
    ]

    /// `name_amount` as written, `name_currency`, and `name_hundredths` for sums.
    static func money(_ name: String, _ note: String) -> [RegisterColumn] {
        [
            .init("\(name)_amount", .text, note + ", as written", from: "\(name).amount"),
            .init("\(name)_currency", .text, "its currency", from: "\(name).currency"),
            .init(
                "\(name)_hundredths", .hundredths, "in hundredths, for sums",
                from: "\(name).amount"),
        ]
    }
}
