internal import CSQLite

/// One connection to one database file, used by one thread at a time. Not `Sendable`.
///
/// Statements may outlive it: the file closes when the last of them is gone (sqlite3_close_v2).
@safe package final class SQLiteConnection {
    package enum Access: Sendable {
        case readOnly
        /// The file must exist.
        case readWrite
        /// The file is made when absent.
        case create
    }

    /// When a commit is called done.
    package enum Durability: String, Sendable {
        /// After fsync of the log: survives a power cut.
        case full = "FULL"
        /// Survives a crash of the process; a power cut may lose the last commits but breaks nothing.
        case normal = "NORMAL"
    }

    package enum Begin: String, Sendable {
        case deferred = "BEGIN DEFERRED"
        case immediate = "BEGIN IMMEDIATE"
    }

    package let path: String
    let handle: OpaquePointer
    /// What the progress handler calls.
    private var between: Between?
    /// Once a process. That it comes too late, after another library's first connection, would only cost time.
    private static let configured = csqlite_configure()

    /// - Parameters:
    ///   - path: `:memory:` for a database that lives in this connection only.
    ///   - busyTimeoutMilliseconds: how long a statement waits for another connection's lock.
    package init(
        path: String, access: Access = .create, busyTimeoutMilliseconds: Int32 = 5_000
    ) throws(SQLiteError) {
        let flags =
            switch access {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        _ = Self.configured
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(
            path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle = unsafe opened else {
            let error = unsafe SQLiteError(
                code: code, message: String(cString: sqlite3_errstr(code)), sql: "open \(path)")
            unsafe sqlite3_close_v2(opened)
            throw error
        }
        unsafe self.handle = unsafe handle
        self.path = path
        unsafe sqlite3_busy_timeout(handle, busyTimeoutMilliseconds)
    }

    deinit {
        // Statements that outlive the connection call nobody.
        unsafe sqlite3_progress_handler(handle, 0, nil, nil)
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements that give no rows, one after another.
    package func execute(_ sql: String) throws(SQLiteError) {
        guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw unsafe .last(handle, sql: sql)
        }
    }

    /// Compiles the first statement of `sql`.
    package func prepare(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
        var statement: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(
            handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK else { throw unsafe .last(handle, sql: sql) }
        guard let statement = unsafe statement else {
            throw SQLiteError(code: SQLITE_MISUSE, message: "no statement here", sql: sql)
        }
        return unsafe SQLiteStatement(statement, sql: sql)
    }

    /// Readers and the writer no longer wait for each other; a commit is as durable as told.
    package func useWriteAheadLog(durability: Durability) throws(SQLiteError) {
        let mode = try prepare("PRAGMA journal_mode=WAL")
        guard try mode.step(), path == ":memory:" || mode.text(at: 0) == "wal" else {
            throw SQLiteError(
                code: SQLITE_CANTOPEN,
                message: "no write-ahead log is possible on this file system",
                sql: mode.sql)
        }
        mode.reset()
        try execute("PRAGMA synchronous=\(durability.rawValue)")
    }

    /// Does `body` as a whole or not at all.
    package func transaction<R>(
        _ begin: Begin = .immediate, _ body: () throws(SQLiteError) -> R
    ) throws(SQLiteError) -> R {
        try execute(begin.rawValue)
        do throws(SQLiteError) {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // SQLite has rolled back by itself after some errors; then there is nothing to undo.
            if unsafe sqlite3_get_autocommit(handle) == 0 { try execute("ROLLBACK") }
            throw error
        }
    }

    /// Calls `body` every some ten microseconds while statements are at work, so that a long one can give way to other threads. It must not
    /// use this connection.
    package func betweenSteps(_ body: @escaping () -> Void) {
        let box = Between(body)
        between = box
        unsafe sqlite3_progress_handler(
            handle, Self.stepsBetween,
            { raw in
                // Lent: the connection keeps it as long as it can be called.
                unsafe Unmanaged<Between>.fromOpaque(raw!).takeUnretainedValue().body()
                return 0
            }, Unmanaged.passUnretained(box).toOpaque())
    }

    private final class Between {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    /// In steps of SQLite's virtual machine.
    private static let stepsBetween: Int32 = 50

    /// Gives back the pages of the file that it keeps in memory and nobody uses just now.
    package func giveBackMemory() { _ = unsafe sqlite3_db_release_memory(handle) }

    package var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

    /// Rows that the last INSERT, UPDATE or DELETE touched.
    package var changes: Int { Int(unsafe sqlite3_changes64(handle)) }

    /// Rows that were touched since it was opened.
    package var totalChanges: Int { Int(unsafe sqlite3_total_changes64(handle)) }

    /// Of the linked library, such as `3.40.1`.
    package static var libraryVersion: String { unsafe String(cString: sqlite3_libversion()) }
}
