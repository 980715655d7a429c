internal import SQLite

/// Numbers of rows: 1, 2, 3 in the order in which things were first spoken of.
///
/// What is spoken of at the same time lies side by side in the tables, so that a commit writes few pages.
final class EntityNumbers {
    private let find: SQLiteStatement
    private let insert: SQLiteStatement
    private var last: Int64
    /// Those met lately; emptied when it grows too large, then the table is asked.
    private var known: [Int64: Int64] = [:]
    private static let knownMax = 1 << 17

    init(_ database: SQLiteConnection) throws(SQLiteError) {
        find = try database.prepare("SELECT entity FROM entities WHERE hash = ?")
        insert = try database.prepare("INSERT INTO entities VALUES (?, ?)")
        let count = try database.prepare("SELECT count(*) FROM entities")
        _ = try count.step()
        last = count.integer(at: 0)
        count.reset()
    }

    /// The number of a thing, a new one where it was never spoken of.
    /// - Parameter hash: of what it is; see `RegisterWriter.hash`.
    func number(of hash: Int64) throws(SQLiteError) -> Int64 {
        if let number = known[hash] { return number }
        if known.count >= Self.knownMax { known.removeAll(keepingCapacity: true) }
        try find.bind(1, hash)
        if try find.step() {
            let number = find.integer(at: 0)
            find.reset()
            known[hash] = number
            return number
        }
        last += 1
        try insert.bind(1, hash)
        try insert.bind(2, last)
        try insert.run()
        known[hash] = last
        return last
    }
}
