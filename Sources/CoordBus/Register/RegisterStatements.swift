internal import SQLite

/// The statements that write the rows of one table.
struct RegisterStatements {
    /// A row that is not there yet.
    let insert: SQLiteStatement
    /// A thing's row that is there: changes nothing when it knows of a later event than the batch's first.
    let update: SQLiteStatement?
    /// Columns with an index, which seldom change: an UPDATE that names them would take the row out of the index and put it back.
    let indexed: SQLiteStatement?
    let remove: SQLiteStatement?
    let columnCount: Int

    init(_ table: RegisterTable, _ database: SQLiteConnection) throws(SQLiteError) {
        columnCount = table.allColumns.count
        insert = try database.prepare(table.insertion)
        guard case .entity = table.kind else {
            (update, indexed, remove) = (nil, nil, nil)
            return
        }
        update = try database.prepare(table.update)
        indexed = try table.indexedUpdate.map { sql throws(SQLiteError) in
            try database.prepare(sql)
        }
        remove = try database.prepare("DELETE FROM \(table.name) WHERE entity = ?")
    }
}

extension RegisterTable {
    fileprivate var insertion: String {
        let marks = allColumns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
        let insert = "INSERT INTO \(name) VALUES (\(marks))"
        guard case .entity = kind else { return insert + " ON CONFLICT (sequence) DO NOTHING" }
        return insert
    }

    private var seldomChanged: Set<String> { Set(indexes).intersection(["case_id", "country"]) }

    /// Parameters are the columns by their places, then the batch's first moment.
    fileprivate var update: String {
        let kept: Set<String> = ["agency", "first_time", "first_sequence"]
        let latest: Set<String> = ["time", "last_agency", "sequence"]
        // Key and identifier are what the row is of.
        let never: Set<String> = ["entity", "status", columns[0].name]
        let apart = seldomChanged
        var changes: [String] = []
        for (place, column) in allColumns.enumerated() {
            let (name, value) = (column.name, "?\(place + 1)")
            if never.contains(name) || apart.contains(name) { continue }
            if kept.contains(name) {
                changes.append("\(name) = coalesce(\(name), \(value))")
            } else if latest.contains(name) {
                changes.append("\(name) = \(value)")
            } else if name == "classification" {
                changes.append("\(name) = max(\(name), \(value))")
            } else if name == "widest" {
                changes.append("\(name) = min(\(name), \(value))")
            } else {
                changes.append("\(name) = coalesce(\(value), \(name))")
            }
        }
        let first = allColumns.count + 1
        return "UPDATE \(name) SET " + changes.joined(separator: ", ") + " WHERE entity = ?1"
            + " AND (?\(first), ?\(first + 1), ?\(first + 2)) > (time, last_agency, sequence)"
    }

    /// The indexed columns that `update` leaves out; nil when there are none.
    fileprivate var indexedUpdate: String? {
        let apart = allColumns.enumerated().filter { seldomChanged.contains($0.element.name) }
        guard !apart.isEmpty else { return nil }
        let values = apart.map {
            ($0.element.name, "coalesce(?\($0.offset + 1), \($0.element.name))")
        }
        return "UPDATE \(name) SET " + values.map { "\($0.0) = \($0.1)" }.joined(separator: ", ")
            + " WHERE entity = ?1 AND ("
            + values.map { "\($0.0) IS NOT \($0.1)" }.joined(separator: " OR ") + ")"
    }
}
