/// A place in a file, both counted from 1; line 0 means the file as a whole.
package struct TOMLPosition: Equatable, Sendable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package var description: String { "\(line):\(column)" }
}

/// One value of a TOML file and where it begins.
package struct TOMLValue: Equatable, Sendable {
    package indirect enum Content: Equatable, Sendable {
        case text(String)
        case integer(Int64)
        case double(Double)
        case boolean(Bool)
        /// A date, time or date-time as RFC 3339 text; TOML writes them without quotes.
        case date(String)
        case array([TOMLValue])
        case table(TOMLTable)
    }

    package let content: Content
    package let position: TOMLPosition

    package var text: String? { if case .text(let text) = content { text } else { nil } }
    package var integer: Int64? { if case .integer(let n) = content { n } else { nil } }
    package var boolean: Bool? { if case .boolean(let flag) = content { flag } else { nil } }
    package var date: String? { if case .date(let text) = content { text } else { nil } }
    package var array: [TOMLValue]? { if case .array(let values) = content { values } else { nil } }
    package var table: TOMLTable? { if case .table(let table) = content { table } else { nil } }

    /// A number with or without a decimal point.
    package var number: Double? {
        switch content {
        case .double(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

    /// The kind in words, for messages.
    package var kindName: String {
        switch content {
        case .text: "text"
        case .integer: "a whole number"
        case .double: "a number"
        case .boolean: "true or false"
        case .date: "a date"
        case .array: "a list"
        case .table: "a table"
        }
    }
}

/// A table of a TOML file: its members in the order of the file, each key once.
package struct TOMLTable: Equatable, Sendable {
    package struct Member: Equatable, Sendable {
        package let key: String
        package let keyPosition: TOMLPosition
        package let value: TOMLValue
    }

    package let members: [Member]
    package let position: TOMLPosition

    package subscript(key: String) -> TOMLValue? { member(key)?.value }

    package func member(_ key: String) -> Member? { members.first { $0.key == key } }

    package var keys: [String] { members.map(\.key) }
}
