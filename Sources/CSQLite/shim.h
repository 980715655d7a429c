#include <stdint.h>
#include <sqlite3.h>
#include "relevance.h"

/// sqlite3_bind_text with SQLITE_TRANSIENT, a cast that Swift cannot see: SQLite copies the bytes.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, int64_t count) {
    return sqlite3_bind_text64(statement, index, text, (sqlite3_uint64)count, SQLITE_TRANSIENT, SQLITE_UTF8);
}
/// SQLITE_STATIC: SQLite reads the bytes where they are until the parameter is bound or cleared again.
static inline int csqlite_lend_text(sqlite3_stmt *statement, int index, const void *text, int64_t count) {
    return sqlite3_bind_text64(statement, index, count == 0 ? "" : (const char *)text, (sqlite3_uint64)count,
                               SQLITE_STATIC, SQLITE_UTF8);
}
/// The same for blobs; an empty one is an empty blob and not null.
static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int64_t count) {
    return count == 0 ? sqlite3_bind_zeroblob(statement, index, 0)
                      : sqlite3_bind_blob64(statement, index, bytes, (sqlite3_uint64)count, SQLITE_TRANSIENT);
}

/// Before the first connection: SQLite does not count the memory it takes, for which all threads would wait for one lock.
static inline int csqlite_configure(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
