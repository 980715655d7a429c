internal import Bytes
internal import Events
internal import JSON
internal import SQLite

/// Writes answers out of the register.
struct RegisterAnswer {
    private let register: Register
    private let reader: RegisterReader
    private let page: RegisterPageRequest

    init(_ register: Register, reader: RegisterReader, page: RegisterPageRequest) {
        self.register = register
        self.reader = reader
        self.page = page
    }

    /// One table, filtered, page by page.
    func list(
        _ table: String, _ filters: [RegisterFilter], into json: inout JSONWriter
    ) throws(SQLiteError) {
        var writer = JSONWriter(capacity: 16_384)
        let end = try rows(table, filters, isPaged: true, into: &writer)
        let list = writer.text
        json.object { json in
            json.member("through", register.applied)
            json.key(table)
            json.raw(text: list)
            json.member("withheld", end.withheld)
            if let next = end.next { json.member("next", next) }
        }
    }

    /// What the bus has found, each kind page by page with the same cursor.
    func flags(
        _ filters: [RegisterFilter], into json: inout JSONWriter
    ) throws(SQLiteError) {
        var next: Int64?
        var withheld = 0
        var parts: [(name: String, rows: String)] = []
        for table in ["breaches", "overlaps", "gaps"] {
            var writer = JSONWriter(capacity: 4_096)
            let end = try rows(table, filters, isPaged: true, into: &writer)
            // The kind that got least far sets the pace: others are given again, never left out.
            if let last = end.next { next = min(next ?? last, last) }
            withheld += end.withheld
            parts.append((table, writer.text))
        }
        json.object { json in
            json.member("through", register.applied)
            for part in parts {
                json.key(part.name)
                json.raw(text: part.rows)
            }
            json.member("withheld", withheld)
            if let next { json.member("next", next) }
        }
    }

    /// Everything of one case, its events page by page.
    func aCase(_ id: String, into json: inout JSONWriter) throws(SQLiteError) {
        let filter = [RegisterFilter(column: "case_id", value: id)]
        var parts: [(name: String, rows: String)] = []
        let tables = [
            "cases", "requests", "mandates", "assessments", "decisions", "assistance", "missions",
            "posts", "money", "balances", "acknowledgements", "breaches", "overlaps", "gaps",
            "lessons",
        ]
        var withheld = 0
        // Rows that belong to a case are few; a first page of each is more than most have.
        for table in tables where page.after < 0 {
            var writer = JSONWriter(capacity: 4_096)
            withheld += try rows(table, filter, isPaged: false, into: &writer).withheld
            parts.append((table, writer.text))
        }
        var events = JSONWriter(capacity: 16_384)
        let next = try timeline(id, into: &events)
        let timeline = events.text
        json.object { json in
            json.member("through", register.applied)
            json.member("case", id)
            for part in parts {
                json.key(part.name)
                json.raw(text: part.rows)
            }
            json.key("events")
            json.raw(text: timeline)
            json.member("withheld", withheld)
            if let next { json.member("next", next) }
        }
    }

    /// What is asked, who helps, what is found in one country.
    func country(_ code: String, into json: inout JSONWriter) throws(SQLiteError) {
        let filter = [RegisterFilter(column: "country", value: code)]
        var parts: [(name: String, rows: String, next: Int64?)] = []
        var withheld = 0
        for table in [
            "requests", "mandates", "elections", "assessments", "decisions", "assistance",
            "missions", "balances", "breaches", "overlaps", "gaps",
        ] {
            var writer = JSONWriter(capacity: 4_096)
            let end = try rows(table, filter, isPaged: false, into: &writer)
            withheld += end.withheld
            parts.append((table, writer.text, end.next))
        }
        json.object { json in
            json.member("through", register.applied)
            json.member("country", code)
            for part in parts {
                json.key(part.name)
                json.raw(text: part.rows)
            }
            json.member("withheld", withheld)
            // Lists that are cut off: ask for them one by one.
            json.key("more")
            json.array { json in for part in parts where part.next != nil { json.value(part.name) }
            }
        }
    }

    /// Where a page ends: the key behind which the next one begins, nil when nothing is left; and how many rows between were
    /// withheld that the reader knows of.
    private typealias End = (next: Int64?, withheld: Int)

    private func rows(
        _ name: String, _ filters: [RegisterFilter], isPaged: Bool, into json: inout JSONWriter
    ) throws(SQLiteError) -> End {
        guard let table = RegisterSchema.table(name) else { return (nil, 0) }
        let key = table.allColumns[0].name
        var conditions = ["t.status = \(page.status.rawValue)"]
        if isPaged { conditions.append("t.\(key) > \(page.after)") }
        for filter in filters {
            conditions.append(
                filter.column == "theme"
                    ? "EXISTS (SELECT 1 FROM json_each(t.themes) j WHERE j.value = ?)"
                    : "t.\(filter.column) = ?")
        }
        func prepare(_ columns: String, _ more: String...) throws(SQLiteError) -> SQLiteStatement {
            let statement = try register.database.prepare(
                "SELECT \(columns) FROM \(name) t WHERE "
                    + (conditions + more).joined(separator: " AND ")
                    + " ORDER BY t.\(key) LIMIT \(page.rows + 1)")
            for (place, filter) in filters.enumerated() {
                try statement.bind(place + 1, filter.value)
            }
            return statement
        }
        let next = try write(
            try prepare("*", reader.condition("t", of: name)), table.allColumns, into: &json)
        guard !reader.seesAll else { return (next, 0) }
        let hidden = try prepare(
            "count(*)", reader.withheld("t", of: name), "t.\(key) <= \(next ?? .max)")
        return (next, try hidden.step() ? Int(hidden.integer(at: 0)) : 0)
    }

    private func timeline(_ id: String, into json: inout JSONWriter) throws(SQLiteError) -> Int64? {
        let statement = try register.database.prepare(
            "SELECT t.sequence, t.time, n.name AS type, t.agency, t.id, t.subject, t.cause"
                + " FROM events t JOIN event_types n ON n.number = t.type WHERE t.case_id = ?"
                + " AND t.status = \(page.status.rawValue) AND t.sequence > \(page.after)"
                + " AND \(reader.condition("t", of: "events")) ORDER BY t.sequence LIMIT \(page.rows + 1)"
        )
        try statement.bind(1, id)
        let columns: [RegisterColumn] = [
            .init("sequence", .integer, ""), .init("time", .time, ""), .init("type", .text, ""),
            .init("agency", .text, ""), .init("id", .text, ""), .init("subject", .text, ""),
            .init("cause", .text, ""),
        ]
        return try write(statement, columns, into: &json)
    }

    private func write(
        _ statement: SQLiteStatement, _ columns: [RegisterColumn], into json: inout JSONWriter
    ) throws(SQLiteError) -> Int64? {
        var failure: SQLiteError?
        var count = 0
        var last: Int64 = 0
        var isMore = false
        json.array { json in
            do throws(SQLiteError) {
                while try statement.step() {
                    if count == page.rows || json.bytes.count > RegisterQueries.bytesMax {
                        isMore = true
                        statement.reset()
                        return
                    }
                    count += 1
                    last = statement.integer(at: 0)
                    Self.write(statement, columns, into: &json)
                }
            } catch { failure = error }
        }
        if let failure { throw failure }
        return isMore ? last : nil
    }

    private static func write(
        _ statement: SQLiteStatement, _ columns: [RegisterColumn], into json: inout JSONWriter
    ) {
        json.object { json in
            for (place, column) in columns.enumerated() where !statement.isNull(at: place) {
                json.key(column.name)
                switch column.form {
                case .text: json.value(statement.text(at: place))
                case .json: json.raw(text: statement.text(at: place))
                case .integer, .hundredths, .time: json.value(statement.integer(at: place))
                case .boolean: json.value(statement.integer(at: place) != 0)
                case .number: json.value(statement.double(at: place))
                }
            }
        }
    }
}

extension JSONWriter {
    /// Text that is JSON already.
    fileprivate mutating func raw(text: String) {
        let text = text
        raw(text.utf8.span)
    }
}
