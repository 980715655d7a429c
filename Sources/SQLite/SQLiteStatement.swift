internal import CSQLite

/// A compiled statement: bind, step row by row, read columns, reset, and again.
///
/// Parameters count from 1 and columns from 0, as in SQLite. Bound values stay until bound anew.
@safe package final class SQLiteStatement {
    package let sql: String
    let handle: OpaquePointer

    init(_ handle: OpaquePointer, sql: String) {
        unsafe self.handle = unsafe handle
        self.sql = sql
    }

    deinit { unsafe sqlite3_finalize(handle) }

    package func bind(_ index: Int, _ text: String) throws(SQLiteError) {
        var text = text
        try check(
            text.withUTF8 { utf8 in
                // An empty text still needs an address, or SQLite binds null.
                guard let start = utf8.baseAddress else {
                    return unsafe csqlite_bind_text(handle, Int32(index), "", 0)
                }
                return unsafe start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                    unsafe csqlite_bind_text(handle, Int32(index), $0, Int64(utf8.count))
                }
            })
    }

    package func bind(_ index: Int, _ bytes: Span<UInt8>) throws(SQLiteError) {
        try check(
            unsafe bytes.withUnsafeBytes { raw in
                unsafe csqlite_bind_blob(handle, Int32(index), raw.baseAddress, Int64(raw.count))
            })
    }

    /// Text that is there as UTF-8 already.
    package func bind(_ index: Int, utf8: Span<UInt8>) throws(SQLiteError) {
        try check(
            unsafe utf8.withUnsafeBytes { raw in
                guard let start = raw.baseAddress, raw.count > 0 else {
                    return unsafe csqlite_bind_text(handle, Int32(index), "", 0)
                }
                return unsafe csqlite_bind_text(
                    handle, Int32(index), start.assumingMemoryBound(to: CChar.self),
                    Int64(raw.count))
            })
    }

    /// Every parameter is null again.
    package func clearBindings() {
        // It has no way to fail.
        _ = unsafe sqlite3_clear_bindings(handle)
    }

    package func bind(_ index: Int, _ integer: Int64) throws(SQLiteError) {
        try check(unsafe sqlite3_bind_int64(handle, Int32(index), integer))
    }

    package func bind(_ index: Int, _ number: Double) throws(SQLiteError) {
        try check(unsafe sqlite3_bind_double(handle, Int32(index), number))
    }

    package func bindNull(_ index: Int) throws(SQLiteError) {
        try check(unsafe sqlite3_bind_null(handle, Int32(index)))
    }

    /// Goes to the next row.
    /// - Returns: false when there is none; the statement is then ready to run again.
    package func step() throws(SQLiteError) -> Bool {
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            reset()
            return false
        default:
            let error = unsafe SQLiteError.last(sqlite3_db_handle(handle), sql: sql)
            reset()
            throw error
        }
    }

    /// Runs to the end, for statements whose rows nobody wants.
    package func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Ends the current run and gives its locks back; needed only before the last row.
    package func reset() {
        // What it returns is the error of the step before, which was thrown already.
        _ = unsafe sqlite3_reset(handle)
    }

    package var columnCount: Int { Int(unsafe sqlite3_column_count(handle)) }

    package func isNull(at column: Int) -> Bool {
        unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
    }

    /// 0 for null.
    package func integer(at column: Int) -> Int64 {
        unsafe sqlite3_column_int64(handle, Int32(column))
    }

    package func double(at column: Int) -> Double {
        unsafe sqlite3_column_double(handle, Int32(column))
    }

    /// Empty for null; text that is not UTF-8 is repaired with U+FFFD.
    package func text(at column: Int) -> String { String(copying: bytes(at: column)) }

    /// The bytes of a text or blob, lent until the next step or reset.
    @_lifetime(borrow self)
    package func bytes(at column: Int) -> Span<UInt8> {
        // The address first: it may convert the value, and the count is that of the last conversion.
        let start = unsafe sqlite3_column_blob(handle, Int32(column))
        let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
        let raw = unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
        let span = unsafe Span<UInt8>(_unsafeBytes: raw)
        return unsafe _overrideLifetime(span, borrowing: self)
    }

    /// A copy of the bytes of a text or blob.
    package func array(at column: Int) -> [UInt8] {
        let bytes = bytes(at: column)
        return unsafe bytes.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else {
            throw unsafe .last(sqlite3_db_handle(handle), sql: sql)
        }
    }
}

extension String {
    fileprivate init(copying bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
