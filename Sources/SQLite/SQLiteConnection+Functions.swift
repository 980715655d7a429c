internal import CSQLite

/// What a filter in SQL says of a row.
package enum SQLiteVerdict: Sendable {
    case take
    case leave
    /// The statement fails with `SQLiteError.isStopped`: whoever asked wants to ask in another way.
    case stop
}

extension SQLiteConnection {
    /// Makes `name(number)` known to statements of this connection, for WHERE.
    /// - Parameter judge: lives as long as the connection, so it must not hold it.
    package func defineFilter(
        _ name: String, _ judge: @escaping (Int64) -> SQLiteVerdict
    ) throws(SQLiteError) {
        let box = unsafe Unmanaged.passRetained(FilterBox(judge))
        // The box is given back by the destructor, also when this fails.
        let code = unsafe sqlite3_create_function_v2(
            handle, name, 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, box.toOpaque(),
            { context, _, values in
                let box = unsafe Unmanaged<FilterBox>.fromOpaque(sqlite3_user_data(context))
                let number = unsafe sqlite3_value_int64(values![0])
                switch unsafe box._withUnsafeGuaranteedRef({ $0.judge(number) }) {
                case .take: unsafe sqlite3_result_int(context, 1)
                case .leave: unsafe sqlite3_result_int(context, 0)
                case .stop: unsafe sqlite3_result_error_code(context, SQLITE_ABORT)
                }
            }, nil, nil, { raw in unsafe Unmanaged<FilterBox>.fromOpaque(raw!).release() })
        guard code == SQLITE_OK else { throw unsafe .last(handle, sql: name) }
    }

    /// Makes `relevance(table, weights..., phrases, documents, ...)` known, FTS5's bm25 with told numbers of documents;
    /// see CSQLite/relevance.h.
    package func defineRelevance() throws(SQLiteError) {
        guard unsafe csqlite_define_relevance(handle) == SQLITE_OK else {
            throw unsafe .last(handle, sql: "relevance")
        }
    }
}

private final class FilterBox {
    let judge: (Int64) -> SQLiteVerdict
    init(_ judge: @escaping (Int64) -> SQLiteVerdict) { self.judge = judge }
}
