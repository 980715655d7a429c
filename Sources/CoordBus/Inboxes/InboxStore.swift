package import BusCore
internal import Bytes
internal import Events
internal import SQLite

/// The state of inboxes, in a file beside the log: cursors, attempts, quarantine.
///
/// One coordd writes it, as it has the lock of the log; others may read beside, which a backup does.
///
/// WAL without a sync a commit: `kill -9` loses what the last 20 ms brought, a power cut some more; both mean a few repeats
/// and no gap, because a cursor only ever lags behind. Deleted, declared inboxes begin anew as the file of routes says, and
/// those that agencies opened are gone until they are opened again.
package final class InboxStore {
    /// `CBin` in the file's head: whose file it is.
    private static let applicationID = 0x4342_696E
    private static let version = 1

    private let database: SQLiteConnection
    private let path: String
    private let save: SQLiteStatement
    private let forget: SQLiteStatement

    /// - Parameters:
    ///   - log: identity of the log; a file of another log is emptied, as its sequences mean nothing here.
    ///   - notice: told what an operator should know.
    package init(
        path: String, log: String, notice: (String) -> Void
    ) throws(InboxStoreError) {
        self.path = path
        do throws(SQLiteError) {
            let database = try SQLiteConnection(path: path, busyTimeoutMilliseconds: 2_000)
            let isNew = try Self.number("SELECT count(*) FROM sqlite_schema", database) == 0
            if !isNew {
                guard try Self.number("PRAGMA application_id", database) == Self.applicationID,
                    try Self.number("PRAGMA user_version", database) == Self.version
                else { throw Self.foreign }
            }
            try database.useWriteAheadLog(durability: .normal)
            try database.transaction { () throws(SQLiteError) in
                if isNew { try database.execute(Self.schema) }
                let known = try database.prepare("SELECT log FROM origin")
                let owner = try known.step() ? known.text(at: 0) : ""
                known.reset()
                guard owner != log else { return }
                if !owner.isEmpty {
                    notice("\(path) is of log \(owner), not of \(log); inboxes begin anew")
                }
                try database.execute("DELETE FROM inbox; DELETE FROM origin")
                let note = try database.prepare("INSERT INTO origin VALUES (?)")
                try note.bind(1, log)
                try note.run()
            }
            self.database = database
            forget = try database.prepare("DELETE FROM inbox WHERE agency = ? AND name = ?")
            save = try database.prepare(
                """
                INSERT INTO inbox (agency, name, cursor, state) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET cursor = excluded.cursor, state = excluded.state
                """)
        } catch {
            throw InboxStoreError(
                path: path,
                reason: error == Self.foreign || error.isDamage
                    ? "is no file of inboxes of this version; move it away, and inboxes begin anew"
                    : "\(error)")
        }
    }

    private static let schema = """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        CREATE TABLE origin (log TEXT NOT NULL) STRICT;
        CREATE TABLE inbox (
            agency TEXT NOT NULL, name TEXT NOT NULL, cursor INTEGER NOT NULL, state BLOB NOT NULL,
            PRIMARY KEY (agency, name)) STRICT, WITHOUT ROWID;
        """

    /// A sign between the lines above; never shown.
    private static let foreign = SQLiteError(code: -1, message: "foreign", sql: "")

    private static func number(
        _ sql: String, _ database: SQLiteConnection
    ) throws(SQLiteError) -> Int {
        let statement = try database.prepare(sql)
        let number = try statement.step() ? Int(statement.integer(at: 0)) : 0
        statement.reset()
        return number
    }

    package func load() throws(InboxStoreError) -> [InboxSnapshot] {
        var snapshots: [InboxSnapshot] = []
        do throws(SQLiteError) {
            let rows = try database.prepare("SELECT agency, name, state FROM inbox")
            while try rows.step() {
                guard let key = InboxKey("\(rows.text(at: 0))/\(rows.text(at: 1))"),
                    let snapshot = InboxSnapshot(key: key, stored: rows.bytes(at: 2))
                else {
                    throw SQLiteError(
                        code: -1,
                        message:
                            "the state of \(rows.text(at: 0))/\(rows.text(at: 1)) can't be read",
                        sql: path)
                }
                snapshots.append(snapshot)
            }
        } catch {
            throw InboxStoreError(path: path, reason: "\(error)")
        }
        return snapshots
    }

    package func save(_ snapshots: [InboxSnapshot]) throws(InboxStoreError) {
        do throws(SQLiteError) {
            try database.transaction { () throws(SQLiteError) in
                var state = ByteBuffer()
                for snapshot in snapshots {
                    guard !snapshot.isGone else {
                        try forget.bind(1, snapshot.key.agency.description)
                        try forget.bind(2, snapshot.key.name)
                        try forget.run()
                        continue
                    }
                    state.removeAll()
                    snapshot.store(into: &state)
                    try save.bind(1, snapshot.key.agency.description)
                    try save.bind(2, snapshot.key.name)
                    try save.bind(3, Int64(clamping: snapshot.cursor))
                    try save.bind(4, state.bytes)
                    try save.run()
                }
            }
        } catch {
            throw InboxStoreError(path: path, reason: "\(error)")
        }
    }
}
