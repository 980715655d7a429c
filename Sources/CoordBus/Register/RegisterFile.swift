internal import Events
package import Platform
package import SQLite

/// The register's file: opened when it fits the log and this version, made anew when not.
///
/// Nothing is lost by making it anew: everything in it is in the log. `sync` is NORMAL: a power cut may take the last
/// commits, never the file's consistency.
package final class RegisterFile {
    package let path: String
    package let database: SQLiteConnection
    /// The last sequence that is in it.
    package let applied: UInt64
    /// Why it was made anew; nil when it went on or was new.
    package let notice: String?

    package static let defaultName = "register.sqlite"

    private init(
        path: String, database: SQLiteConnection, applied: UInt64, notice: String?
    ) {
        self.path = path
        self.database = database
        self.applied = applied
        self.notice = notice
    }

    /// Opens the register for writing, or begins one.
    /// - Parameters:
    ///   - log: identity of the log it belongs to.
    ///   - lastDurable: of that log.
    package static func open(
        path: String, log: String, lastDurable: UInt64,
        system: any FileSystem = DiskFileSystem()
    ) throws(FoldError) -> RegisterFile {
        let isThere = exists(path, system)
        var reason: String?
        if isThere {
            switch inspect(path, log: log, lastDurable: lastDurable) {
            case .fits(let database, let applied):
                return RegisterFile(
                    path: path, database: database, applied: applied, notice: nil)
            case .wrong(let problem): reason = problem
            }
        }
        try remove(path, system)
        let database = try create(path, log: log, isRebuild: false)
        return RegisterFile(
            path: path, database: database, applied: 0,
            notice: reason.map { "\(path): \($0); it is made anew from the log, nothing is lost" })
    }

    /// Begins a register that is filled in one go and `finish`ed: no journal, and indexes come last.
    package static func beginRebuild(
        path: String, log: String, system: any FileSystem = DiskFileSystem()
    ) throws(FoldError) -> RegisterFile {
        try remove(path, system)
        let database = try create(path, log: log, isRebuild: true)
        return RegisterFile(path: path, database: database, applied: 0, notice: nil)
    }

    /// Makes the indexes of a rebuilt register and puts everything on disk.
    package func finishRebuild() throws(FoldError) {
        do throws(SQLiteError) {
            try Self.createIndexes(database)
            try database.execute("PRAGMA synchronous=FULL")
            try database.useWriteAheadLog(durability: .normal)
        } catch { throw failed(error) }
    }

    /// What an error of SQLite means for the operator. A damaged file is set aside, so that the next start makes it anew.
    func failed(_ error: SQLiteError) -> FoldError {
        guard error.isDamage else {
            return FoldError(
                "\(path): \(error)" + (error.isFull ? "; free space on that disk" : ""))
        }
        let aside = path + ".damaged"
        // Without the rename the file is found damaged again at the next start, which does the same.
        try? DiskFileSystem().rename(path, to: aside)
        return FoldError(
            "\(path): \(error); set aside as \(aside), made anew from the log at the next start")
    }

    private enum Inspection {
        case fits(SQLiteConnection, UInt64)
        case wrong(String)
    }

    private static func inspect(_ path: String, log: String, lastDurable: UInt64) -> Inspection {
        do throws(SQLiteError) {
            let database = try SQLiteConnection(path: path, access: .readWrite)
            try database.useWriteAheadLog(durability: .normal)
            guard let version = try text(database, "version").flatMap(Int64.init) else {
                return .wrong("it is no register")
            }
            guard version == RegisterSchema.version else {
                return .wrong(
                    version > RegisterSchema.version
                        ? "it is of a newer version (\(version), this is \(RegisterSchema.version))"
                        : "it is of an older version (\(version), this is \(RegisterSchema.version))"
                )
            }
            guard try text(database, "log") == log else {
                return .wrong("it belongs to another log")
            }
            let progress = try database.prepare("SELECT applied FROM progress")
            guard try progress.step() else { return .wrong("it does not say how far it goes") }
            let applied = UInt64(clamping: progress.integer(at: 0))
            progress.reset()
            guard applied <= lastDurable else {
                return .wrong("it knows sequence \(applied), the log ends with \(lastDurable)")
            }
            let events = try database.prepare("SELECT max(sequence) FROM events")
            guard try events.step(), UInt64(clamping: events.integer(at: 0)) == applied else {
                return .wrong("its events do not end where it says")
            }
            events.reset()
            try configure(database, isRebuild: false)
            return .fits(database, applied)
        } catch {
            return .wrong(error.isDamage ? "the file is damaged" : error.description)
        }
    }

    private static func text(
        _ database: SQLiteConnection, _ key: String
    ) throws(SQLiteError) -> String? {
        let tables = try database.prepare(
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('meta', 'progress', 'events')")
        guard try tables.step(), tables.integer(at: 0) == 3 else { return nil }
        tables.reset()
        let statement = try database.prepare("SELECT value FROM meta WHERE key = ?")
        try statement.bind(1, key)
        guard try statement.step() else { return nil }
        defer { statement.reset() }
        return statement.text(at: 0)
    }

    private static func create(
        _ path: String, log: String, isRebuild: Bool
    ) throws(FoldError) -> SQLiteConnection {
        do throws(SQLiteError) {
            let database = try SQLiteConnection(path: path)
            if isRebuild {
                try database.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")
            } else {
                try database.useWriteAheadLog(durability: .normal)
            }
            try configure(database, isRebuild: isRebuild)
            try database.execute("BEGIN IMMEDIATE")
            try database.execute(RegisterSchema.creation)
            for table in RegisterSchema.tables { try database.execute(table.creation) }
            try database.execute(RegisterSchema.views)
            if !isRebuild { try createIndexes(database) }
            try fill(database, log: log)
            try database.execute("COMMIT")
            return database
        } catch {
            throw FoldError("\(path): \(error); check the folder's permissions and the disk")
        }
    }

    private static func configure(
        _ database: SQLiteConnection, isRebuild: Bool
    ) throws(SQLiteError) {
        // KiB. The daemon leaves memory to others; a rebuild is quick and gone.
        let cache = isRebuild ? 262_144 : 16_384
        try database.execute(
            "PRAGMA cache_size=-\(cache); PRAGMA temp_store=MEMORY;"
                // Pages change again and again: fewer checkpoints write them less often. 64 MiB.
                + " PRAGMA wal_autocheckpoint=16384")
    }

    private static func createIndexes(_ database: SQLiteConnection) throws(SQLiteError) {
        try database.execute(RegisterSchema.ownIndexes)
        for table in RegisterSchema.tables where !table.indexes.isEmpty {
            try database.execute(table.indexCreation)
        }
    }

    /// What does not come from events.
    private static func fill(_ database: SQLiteConnection, log: String) throws(SQLiteError) {
        try database.execute("INSERT INTO progress VALUES (1, 0)")
        let meta = try database.prepare("INSERT INTO meta VALUES (?, ?)")
        for (key, value) in [("version", String(RegisterSchema.version)), ("log", log)] {
            try meta.bind(1, key)
            try meta.bind(2, value)
            try meta.run()
        }
        let types = try database.prepare("INSERT INTO event_types VALUES (?, ?, ?)")
        for type in EventCatalogue.all {
            try types.bind(1, Int64(type.number))
            try types.bind(2, type.name)
            try types.bind(3, type.family)
            try types.run()
        }
        let names = try database.prepare("INSERT INTO agency_names VALUES (?, ?, ?, ?, ?)")
        for entry in AgencyLine.all {
            names.clearBindings()
            try names.bind(1, entry.agency)
            try names.bind(2, entry.line)
            try names.bind(3, entry.name)
            if let since = entry.since { try names.bind(4, since) }
            if let until = entry.until { try names.bind(5, until) }
            try names.run()
        }
    }

    private static func exists(_ path: String, _ system: any FileSystem) -> Bool {
        do throws(FileError) {
            _ = try system.open(path, .read)
            return true
        } catch {
            return !error.isNotFound
        }
    }

    /// Removes the file and what SQLite keeps beside it.
    private static func remove(_ path: String, _ system: any FileSystem) throws(FoldError) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            do throws(FileError) { try system.remove(path + suffix) } catch {
                guard error.isNotFound else {
                    throw FoldError("\(error); remove it by hand, it is made anew")
                }
            }
        }
    }
}
