internal import SQLite

/// Numbers of rows: 1, 2, 3 in the order in which things were first spoken of.
///
/// What is spoken of at the same time lies side by side in the tables, so that a commit writes few pages. All are held in memory
/// (some 30 bytes each), so that a thing that is new costs no look into the file; the file has them for the next start.
struct EntityNumbers {
    private var known: [Int64: UInt32] = [:]
    private var last: UInt32 = 0

    init(_ database: SQLiteConnection) throws(SQLiteError) {
        let rows = try database.prepare("SELECT hash, entity FROM entities")
        while try rows.step() {
            let number = UInt32(clamping: rows.integer(at: 1))
            known[rows.integer(at: 0)] = number
            last = max(last, number)
        }
    }

    /// The number of a thing, a new one where it was never spoken of.
    /// - Parameter hash: of what it is; see `RegisterProjector.hash`.
    mutating func number(of hash: Int64) -> (entity: Int64, isNew: Bool) {
        if let number = known[hash] { return (Int64(number), false) }
        last += 1
        known[hash] = last
        return (Int64(last), true)
    }
}
