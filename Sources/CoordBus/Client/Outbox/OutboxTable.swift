internal import SQLite

/// The outbox's tables and statements.
final class OutboxTable {
    /// `CBox` in the file's head: whose file it is.
    private static let applicationID = 0x4342_6F78
    private static let version = 1

    private let database: SQLiteConnection
    private let findStatement: SQLiteStatement
    private let insertStatement: SQLiteStatement
    private let nextStatement: SQLiteStatement
    private let sumStatement: SQLiteStatement
    private let deleteStatement: SQLiteStatement
    private let setAsideStatement: SQLiteStatement
    private let keepStatement: SQLiteStatement
    private let refusalStatement: SQLiteStatement

    init(path: String) throws(OutboxError) {
        do throws(SQLiteError) {
            let database = try SQLiteConnection(path: path, busyTimeoutMilliseconds: 500)
            try database.execute("PRAGMA locking_mode=EXCLUSIVE")
            let isNew = try Self.number("SELECT count(*) FROM sqlite_schema", database) == 0
            if !isNew {
                guard try Self.number("PRAGMA application_id", database) == Self.applicationID,
                    try Self.number("PRAGMA user_version", database) == Self.version
                else { throw Self.foreign }
            }
            try database.useWriteAheadLog(durability: .full)
            try database.transaction { () throws(SQLiteError) in
                if isNew { try database.execute(Self.schema) }
            }
            self.database = database
            findStatement = try database.prepare(
                "SELECT event FROM waiting WHERE id = ? AND agency = ?")
            insertStatement = try database.prepare(
                "INSERT INTO waiting (agency, id, event) VALUES (?, ?, ?)")
            nextStatement = try database.prepare(
                """
                SELECT position, agency, id, event FROM waiting WHERE position > ?
                ORDER BY position LIMIT ?
                """)
            sumStatement = try database.prepare(
                """
                SELECT count(*), ifnull(sum(length(event)), 0) FROM waiting
                WHERE position BETWEEN ? AND ?
                """)
            deleteStatement = try database.prepare(
                "DELETE FROM waiting WHERE position BETWEEN ? AND ?")
            setAsideStatement = try database.prepare(
                """
                INSERT INTO refused (agency, id, code, text, event)
                SELECT agency, id, ?2, ?3, event FROM waiting WHERE position = ?1
                """)
            keepStatement = try database.prepare(
                "UPDATE progress SET receipted = ?, lastSequence = ?")
            refusalStatement = try database.prepare(
                "SELECT agency, id, code, text, event FROM refused ORDER BY number LIMIT ?")
        } catch {
            throw error == Self.foreign || error.isDamage
                ? .foreign(path: path) : error.isBusy ? .taken(path: path) : .database(error)
        }
    }

    private static let schema = """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        CREATE TABLE waiting (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            agency TEXT NOT NULL, id TEXT NOT NULL, event BLOB NOT NULL) STRICT;
        CREATE INDEX waitingById ON waiting (id);
        CREATE TABLE refused (
            number INTEGER PRIMARY KEY AUTOINCREMENT, agency TEXT NOT NULL, id TEXT NOT NULL,
            code INTEGER NOT NULL, text TEXT NOT NULL, event BLOB NOT NULL) STRICT;
        CREATE TABLE progress (receipted INTEGER NOT NULL, lastSequence INTEGER NOT NULL) STRICT;
        INSERT INTO progress VALUES (0, 0);
        """

    /// A sign between the lines above; never shown.
    private static let foreign = SQLiteError(code: -1, message: "foreign", sql: "")

    private static func number(_ sql: String, _ database: SQLiteConnection) throws(SQLiteError)
        -> Int
    {
        let statement = try database.prepare(sql)
        let number = try statement.step() ? Int(statement.integer(at: 0)) : 0
        statement.reset()
        return number
    }

    /// All of `body` or nothing, whichever kind of error ends it.
    func transaction<R>(_ body: () throws(OutboxError) -> R) throws(OutboxError) -> R {
        var reason: OutboxError?
        do throws(SQLiteError) {
            return try database.transaction { () throws(SQLiteError) -> R in
                do throws(OutboxError) {
                    return try body()
                } catch {
                    reason = error
                    throw Self.foreign
                }
            }
        } catch {
            throw reason ?? .database(error)
        }
    }

    func storedCounts() throws(OutboxError) -> Outbox.Counts {
        try asked { () throws(SQLiteError) in
            let sums = try database.prepare(
                """
                SELECT (SELECT count(*) FROM waiting), (SELECT ifnull(sum(length(event)), 0) FROM waiting),
                    (SELECT count(*) FROM refused), receipted, lastSequence FROM progress
                """)
            var counts = Outbox.Counts()
            if try sums.step() {
                counts.waiting = Int(sums.integer(at: 0))
                counts.waitingBytes = Int(sums.integer(at: 1))
                counts.refused = Int(sums.integer(at: 2))
                counts.receipted = Int(sums.integer(at: 3))
                counts.lastSequence = sums.integer(at: 4)
            }
            return counts
        }
    }

    func isWaiting(_ event: OutboxEvent) throws(OutboxError) -> Bool {
        try asked { () throws(SQLiteError) in
            defer { findStatement.reset() }
            try findStatement.bind(1, event.id)
            try findStatement.bind(2, event.agency)
            while try findStatement.step() {
                if findStatement.array(at: 0) == event.bytes { return true }
            }
            return false
        }
    }

    func insert(_ event: OutboxEvent) throws(OutboxError) {
        try asked { () throws(SQLiteError) in
            try insertStatement.bind(1, event.agency)
            try insertStatement.bind(2, event.id)
            try insertStatement.bind(3, event.bytes.span)
            try insertStatement.run()
        }
    }

    func waiting(after position: Int64, limit: Int, bytesMax: Int) throws(OutboxError)
        -> [Outbox.Waiting]
    {
        try asked { () throws(SQLiteError) in
            defer { nextStatement.reset() }
            try nextStatement.bind(1, position)
            try nextStatement.bind(2, Int64(limit))
            var found: [Outbox.Waiting] = []
            var bytes = 0
            while try nextStatement.step() {
                let event = nextStatement.array(at: 3)
                bytes += event.count
                if bytes > bytesMax, !found.isEmpty { break }
                found.append(
                    Outbox.Waiting(
                        position: nextStatement.integer(at: 0), agency: nextStatement.text(at: 1),
                        id: nextStatement.text(at: 2), bytes: event))
            }
            return found
        }
    }

    /// - Returns: how many events, and of how many bytes, went.
    func remove(from: Int64, upTo: Int64) throws(OutboxError) -> (events: Int, bytes: Int) {
        try asked { () throws(SQLiteError) in
            defer { sumStatement.reset() }
            for statement in [sumStatement, deleteStatement] {
                try statement.bind(1, from)
                try statement.bind(2, upTo)
            }
            guard try sumStatement.step() else { return (0, 0) }
            let sums = (Int(sumStatement.integer(at: 0)), Int(sumStatement.integer(at: 1)))
            try deleteStatement.run()
            return sums
        }
    }

    func setAside(_ position: Int64, code: Int, text: String) throws(OutboxError)
        -> (events: Int, bytes: Int)
    {
        try asked { () throws(SQLiteError) in
            try setAsideStatement.bind(1, position)
            try setAsideStatement.bind(2, Int64(code))
            try setAsideStatement.bind(3, text)
            try setAsideStatement.run()
        }
        return try remove(from: position, upTo: position)
    }

    func keep(receipted: Int, lastSequence: Int64) throws(OutboxError) {
        try asked { () throws(SQLiteError) in
            try keepStatement.bind(1, Int64(receipted))
            try keepStatement.bind(2, lastSequence)
            try keepStatement.run()
        }
    }

    func refusals(limit: Int) throws(OutboxError) -> [Outbox.Refused] {
        try asked { () throws(SQLiteError) in
            defer { refusalStatement.reset() }
            try refusalStatement.bind(1, Int64(limit))
            var found: [Outbox.Refused] = []
            while try refusalStatement.step() {
                found.append(
                    Outbox.Refused(
                        agency: refusalStatement.text(at: 0), id: refusalStatement.text(at: 1),
                        code: Int(refusalStatement.integer(at: 2)),
                        text: refusalStatement.text(at: 3), bytes: refusalStatement.array(at: 4)))
            }
            return found
        }
    }

    private func asked<R>(_ body: () throws(SQLiteError) -> R) throws(OutboxError) -> R {
        do throws(SQLiteError) { return try body() } catch { throw .database(error) }
    }
}
