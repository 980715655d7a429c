internal import Events
internal import Platform
internal import SQLite

/// The institutional memory's index: documents and an FTS5 table over their words, in a SQLite file of its own.
///
/// It holds nothing that is not in the log and is made anew whenever it does not fit: another version, another log, damage.
package final class SearchIndex {
    /// Goes up with every change of tables, of how words are prepared, and of the vocabularies that cells have bits for.
    package static let version: Int64 =
        6 << 16 | Int64(Vocabulary.theme.codes.count) << 8 | Int64(Vocabulary.phase.codes.count)
    package static let defaultName = "search.sqlite"

    /// In the register's folder.
    package static func path(beside register: String) -> String {
        let folder = register.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return (folder.map(String.init) + [defaultName]).joined(separator: "/")
    }

    package let path: String
    let database: SQLiteConnection
    /// The last sequence in it when it was opened.
    package let applied: UInt64

    private static let creation = """
        CREATE TABLE meta (version INTEGER NOT NULL, log TEXT NOT NULL, applied INTEGER NOT NULL);
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY, status INTEGER NOT NULL, label INTEGER NOT NULL,
            kind TEXT NOT NULL, key TEXT NOT NULL, agency TEXT NOT NULL,
            country TEXT, date TEXT NOT NULL, time INTEGER NOT NULL, sequence INTEGER NOT NULL,
            first_sequence INTEGER NOT NULL, facets TEXT NOT NULL, titles TEXT NOT NULL,
            texts TEXT NOT NULL
        );
        CREATE UNIQUE INDEX documents_key ON documents (kind, key, status);
        -- What filters and rights ask, without the rows: SearchCell.
        CREATE TABLE blocks (block INTEGER PRIMARY KEY, cells BLOB NOT NULL);
        CREATE TABLE agencies (number INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
        -- Documents of the actual world only. The row of document n is -n: FTS5 reads lists fastest from their smallest row, and
        -- the newest documents are wanted first.
        CREATE VIRTUAL TABLE words USING fts5(
            title, text, facets, content='', tokenize='unicode61 remove_diacritics 2'
        );

        """

    private init(path: String, database: SQLiteConnection, applied: UInt64) {
        self.path = path
        self.database = database
        self.applied = applied
    }

    /// Opens an index to write to, or begins one.
    /// - Parameters:
    ///   - log: identity of the log it belongs to.
    ///   - lastDurable: of that log.
    package static func open(
        _ path: String, log: String, lastDurable: UInt64
    ) throws(FoldError) -> SearchIndex {
        do throws(SQLiteError) {
            return try openOrBegin(path, log: log, lastDurable: lastDurable)
        } catch {
            guard error.isDamage else { throw cannotOpen(path, error) }
            try remove(path)
        }
        do throws(SQLiteError) {
            return try openOrBegin(path, log: log, lastDurable: lastDurable)
        } catch {
            throw cannotOpen(path, error)
        }
    }

    private static func openOrBegin(
        _ path: String, log: String, lastDurable: UInt64
    ) throws(SQLiteError) -> SearchIndex {
        let database = try SQLiteConnection(path: path)
        try database.useWriteAheadLog(durability: .normal)
        try database.execute("PRAGMA cache_size=-32768")
        if let found = try state(database), found.version == version, found.log == log,
            found.applied <= lastDurable
        {
            return SearchIndex(path: path, database: database, applied: found.applied)
        }
        return try begin(path, database, log: log)
    }

    private static func cannotOpen(_ path: String, _ error: SQLiteError) -> FoldError {
        FoldError("\(path): \(error); check the folder's permissions and the disk")
    }

    /// Why the fold cannot go on.
    func failed(_ error: SQLiteError) -> FoldError {
        FoldError("\(path): \(error)" + (error.isFull ? "; free space on that disk" : ""))
    }

    /// Removes the file and what SQLite keeps beside it.
    private static func remove(_ path: String) throws(FoldError) {
        let system = DiskFileSystem()
        for suffix in ["", "-wal", "-shm", "-journal"] {
            do throws(FileError) { try system.remove(path + suffix) } catch {
                guard error.isNotFound else {
                    throw FoldError("\(error); remove it by hand, it is made anew")
                }
            }
        }
    }

    private static func begin(
        _ path: String, _ database: SQLiteConnection, log: String
    ) throws(SQLiteError) -> SearchIndex {
        try database.execute("BEGIN IMMEDIATE")
        for table in ["words", "documents", "blocks", "agencies", "meta"] {
            try database.execute("DROP TABLE IF EXISTS \(table)")
        }
        try database.execute(creation)
        let meta = try database.prepare("INSERT INTO meta VALUES (?, ?, 0)")
        try meta.bind(1, version)
        try meta.bind(2, log)
        try meta.run()
        try database.execute("COMMIT")
        return SearchIndex(path: path, database: database, applied: 0)
    }

    /// - Returns: nil when it is no index of any version.
    static func state(
        _ database: SQLiteConnection
    ) throws(SQLiteError) -> (version: Int64, log: String, applied: UInt64)? {
        let tables = try database.prepare(
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('meta', 'documents', 'words')")
        guard try tables.step(), tables.integer(at: 0) == 3 else { return nil }
        tables.reset()
        let meta = try database.prepare("SELECT version, log, applied FROM meta")
        guard try meta.step() else { return nil }
        defer { meta.reset() }
        return (meta.integer(at: 0), meta.text(at: 1), UInt64(clamping: meta.integer(at: 2)))
    }
}
