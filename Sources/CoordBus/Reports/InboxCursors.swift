internal import Platform
package import Reports
internal import SQLite

/// How far the inboxes of the same folder are, read from their file without disturbing who writes it.
package enum InboxCursors {
    package static let fileName = "inboxes.sqlite"

    /// - Returns: nothing where no inbox was ever opened, or where the file is of another log.
    package static func read(beside register: Register) throws(FoldError) -> [InboxFact] {
        let folder = register.path.split(separator: "/", omittingEmptySubsequences: false)
            .dropLast()
        let path = (folder.map(String.init) + [fileName]).joined(separator: "/")
        guard fileExists(path) else { return [] }
        do throws(SQLiteError) {
            let database = try SQLiteConnection(path: path, access: .readOnly)
            guard try isOfSameLog(database, register) else { return [] }
            let rows = try database.prepare(
                "SELECT agency, name, cursor FROM inbox ORDER BY agency, name")
            var facts: [InboxFact] = []
            while try rows.step() {
                facts.append(
                    InboxFact(
                        agency: rows.text(at: 0), name: rows.text(at: 1),
                        cursor: UInt64(clamping: rows.integer(at: 2))))
            }
            return facts
        } catch {
            throw FoldError("\(path): \(error)")
        }
    }

    private static func isOfSameLog(
        _ database: SQLiteConnection, _ register: Register
    ) throws(SQLiteError) -> Bool {
        let theirs = try database.prepare("SELECT log FROM origin")
        let ours = try register.database.prepare("SELECT value FROM meta WHERE key = 'log'")
        guard try theirs.step(), try ours.step() else { return false }
        defer {
            theirs.reset()
            ours.reset()
        }
        return theirs.text(at: 0) == ours.text(at: 0)
    }
}
