internal import Platform
package import SQLite

/// Copies the state of inboxes beside a copy of their log, also while coordd writes it: SQLite reads one moment of it.
///
/// Copied before the log, no inbox stands behind the end of the copy.
package enum InboxCopy {
    private static let name = "inboxes.sqlite"

    /// - Returns: false when the folder has no inboxes, or is not there.
    @discardableResult
    package static func make(of folder: String, in copy: String) throws(SQLiteError) -> Bool {
        let (source, target) = ("\(folder)/\(name)", "\(copy)/\(name)")
        guard fileExists(source) else { return false }
        let unfinished = target + ".part"
        let files = DiskFileSystem()
        // A part that was left lying, or nothing.
        try? files.remove(unfinished)
        let connection = try SQLiteConnection(path: source, access: .readOnly)
        let quoted = unfinished.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "''")
        try connection.execute("VACUUM INTO '\(quoted)'")
        do throws(FileError) {
            try files.open(unfinished, .write).sync()
            try files.rename(unfinished, to: target)
            try files.syncFolder(copy)
        } catch {
            throw SQLiteError(code: error.code, message: error.reason, sql: "rename \(unfinished)")
        }
        return true
    }
}
