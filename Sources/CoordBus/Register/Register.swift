internal import Crypto
package import SQLite

/// A register to read from, beside the daemon that writes it.
package final class Register {
    package let path: String
    package let database: SQLiteConnection
    /// The last sequence that was in it when it was opened.
    package let applied: UInt64

    private init(path: String, database: SQLiteConnection, applied: UInt64) {
        self.path = path
        self.database = database
        self.applied = applied
    }

    /// Opens a register read-only.
    package static func open(_ path: String) throws(FoldError) -> Register {
        do throws(SQLiteError) {
            let database = try SQLiteConnection(path: path, access: .readOnly)
            let version = try database.prepare("SELECT value FROM meta WHERE key = 'version'")
            guard try version.step(), version.text(at: 0) == String(RegisterSchema.version) else {
                throw SQLiteError(
                    code: 1, message: "it is a register of another version", sql: path)
            }
            version.reset()
            let progress = try database.prepare("SELECT applied FROM progress")
            guard try progress.step() else {
                throw SQLiteError(code: 1, message: "it is no register", sql: path)
            }
            let applied = UInt64(clamping: progress.integer(at: 0))
            progress.reset()
            return Register(path: path, database: database, applied: applied)
        } catch {
            throw FoldError("\(path): \(error.message); make it with coordctl register rebuild")
        }
    }

    /// The last sequence that is in it now.
    package func through() throws(FoldError) -> UInt64 {
        do throws(SQLiteError) {
            let progress = try database.prepare("SELECT applied FROM progress")
            _ = try progress.step()
            defer { progress.reset() }
            return UInt64(clamping: progress.integer(at: 0))
        } catch {
            throw FoldError("\(path): \(error)")
        }
    }

    /// Hexadecimal; see `RegisterDigest`.
    package func digest(isOrderFree: Bool = false) throws(FoldError) -> String {
        do throws(SQLiteError) {
            return try RegisterDigest.of(database, isOrderFree: isOrderFree).hex
        } catch {
            throw FoldError("\(path): \(error)")
        }
    }
}
