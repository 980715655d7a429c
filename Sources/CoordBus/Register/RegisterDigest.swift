internal import Bytes
internal import Crypto
package import SQLite

/// The digest of everything in a register, table by table and row by row in the order of their keys: equal for two
/// registers exactly when they say the same.
package enum RegisterDigest {
    /// - Parameter isOrderFree: leaves out what depends on the order of delivery: sequences and times of recording. Two buses that
    ///   heard the same things in another order then have the same digest.
    /// - Returns: SHA-256, 32 bytes.
    package static func of(
        _ database: SQLiteConnection, isOrderFree: Bool = false
    ) throws(SQLiteError) -> [UInt8] {
        var digest = SHA256()
        var row = ByteBuffer()
        for query in queries(isOrderFree: isOrderFree) {
            digest.update(Array(query.utf8))
            let rows = try database.prepare(query)
            while try rows.step() {
                row.removeAll()
                for column in 0..<rows.columnCount {
                    if rows.isNull(at: column) {
                        row.append(byte: 0)
                        continue
                    }
                    let bytes = rows.bytes(at: column)
                    row.append(byte: 1)
                    row.append(littleEndian: UInt32(bytes.count))
                    row.append(bytes)
                }
                digest.update(row.bytes)
            }
        }
        return digest.finish()
    }

    /// One query a table, each row in one place whatever its order in the file.
    static func queries(isOrderFree: Bool) -> [String] {
        if !isOrderFree {
            return ["events", "traces", "entities", "event_types", "agency_names"].map {
                "SELECT * FROM \($0) ORDER BY 1, 2"
            } + RegisterSchema.tables.map { "SELECT * FROM \($0.name) ORDER BY 1" }
        }
        let own = [
            "SELECT time, type, agency, publisher, country, case_id, id, subject, cause, status,"
                + " classification FROM events ORDER BY agency, id"
        ]
        return own
            + RegisterSchema.tables.map { table in
                let columns = table.allColumns.map(\.name).filter {
                    ![
                        "entity", "sequence", "first_sequence", "event_sequence", "evidence",
                        "cleared_evidence",
                    ]
                    .contains($0)
                }
                return "SELECT \(columns.joined(separator: ", ")) FROM \(table.name)"
                    + " ORDER BY \(columns.joined(separator: ", "))"
            }
    }
}
