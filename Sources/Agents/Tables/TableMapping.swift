/// What a table's rows mean: a file of config/mappings, read once. docs: config/mappings/README.md.
package struct TableMapping: Sendable {
    package enum Format: String, CaseIterable, Sendable {
        /// A header row, then rows.
        case csv
        /// One list of objects.
        case json
        /// One object a line.
        case ndjson
    }

    /// One event that a row may become.
    struct EventRule: Sendable {
        let type: String
        let agency: FieldRule
        let id: Template
        let time: [Template]
        let subject: Template?
        let correlation: Template?
        let classification: String?
        let status: String?
        let conditions: [RowCondition]
        /// Where in `data` and what, in the order of the file.
        let fields: [(path: [String], rule: FieldRule)]
        let line: Int
    }

    package let file: String
    package let format: Format
    /// Names of the files it is for, with `*` for any run of characters.
    package let patterns: [String]
    let separator: UInt8
    let rules: [EventRule]
}
