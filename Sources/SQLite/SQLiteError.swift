internal import CSQLite

/// What SQLite refused: its code, its sentence, and the statement with its `?` as written.
///
/// Bound values never appear: they may be anybody's data.
package struct SQLiteError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Extended result code, https://www.sqlite.org/rescode.html.
    package let code: Int32
    package let message: String
    /// The statement, or the path when opening failed.
    package let sql: String

    package init(code: Int32, message: String, sql: String) {
        self.code = code
        self.message = message
        self.sql = sql
    }

    /// The code without its extension.
    package var primaryCode: Int32 { code & 0xFF }

    /// Disk or quota used up, or `max_page_count` reached.
    package var isFull: Bool { primaryCode == SQLITE_FULL }
    /// Another connection held the lock for longer than the busy timeout.
    package var isBusy: Bool { primaryCode == SQLITE_BUSY }
    /// A constraint of the schema, such as a key that is there already.
    package var isConstraint: Bool { primaryCode == SQLITE_CONSTRAINT }
    /// The file is no database, or its pages contradict each other.
    package var isDamage: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }

    /// A filter of ours ended the statement; see `SQLiteVerdict.stop`.
    package var isStopped: Bool { primaryCode == SQLITE_ABORT }

    package var description: String { "\(message) (SQLite code \(code)) in: \(sql)" }

    static func last(_ handle: OpaquePointer?, sql: String) -> SQLiteError {
        SQLiteError(
            code: unsafe sqlite3_extended_errcode(handle),
            message: unsafe String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
}
