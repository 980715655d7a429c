internal import CoordBus
internal import Events
internal import Platform

/// `coordctl backup` and `coordctl restore`: a verified copy of a log, and the way back.
enum BackupCommands {
    static let backup = Command(
        name: "backup",
        summary: "copies the log into a folder, also beside a running coordd, and checks the copy",
        usage: "backup [--data FOLDER] --to FOLDER",
        options: [
            LogCommands.folder,
            OptionDeclaration(
                "--to", "FOLDER", "where the copy goes; an older copy there is brought up to date"),
        ],
        body: { try runBackup($0) })

    static let restore = Command(
        name: "restore", summary: "makes a log from a copy; coordd must not be running on it",
        usage: "restore --from FOLDER [--data FOLDER]",
        options: [
            LogCommands.folder, OptionDeclaration("--from", "FOLDER", "the copy"),
        ],
        body: { try runRestore($0) })

    private static func runBackup(_ arguments: Arguments) throws -> ExitCode {
        guard let target = arguments.text("--to") else {
            throw UsageError(
                "--to is missing; say where the copy goes, such as --to /backup/coordbus")
        }
        let source = LogCommands.folder(arguments)
        guard source != target else {
            throw UsageError("--to is the log itself; name another folder")
        }
        try DiskFileSystem().makeFolder(target)
        let hasInboxes = try InboxCopy.make(of: source, in: target)
        let copy = try LogCopy.make(of: source, in: target)
        let note = note(copy)
        guard note.write(in: target) else {
            fail(.cannotCreate, "backup: \(target)/\(BackupNote.name) cannot be written")
        }
        writeOutput(
            "\(target): \(copy.verification.events) events, last sequence \(note.last), digest \(note.digest)"
        )
        writeOutput("\(copy.bytesCopied) bytes copied; the copy was read back and is whole")
        if hasInboxes { writeOutput("inboxes: copied with it") }
        return .ok
    }

    private static func note(_ copy: LogCopy.Result) -> BackupNote {
        BackupNote(
            log: copy.identity.description, events: copy.verification.events,
            last: copy.verification.last, digest: copy.verification.digest.hexText,
            taken: Timestamp(nanoseconds: wallNanoseconds()).description)
    }

    private static func runRestore(_ arguments: Arguments) throws -> ExitCode {
        guard let source = arguments.text("--from") else {
            throw UsageError("--from is missing; name the folder that coordctl backup wrote")
        }
        let folder = LogCommands.folder(arguments)
        if let there = try existing(folder), there.events > 0 {
            fail(
                .cannotCreate,
                "restore: \(folder) holds a log of \(there.events) events; move it away first, nothing is overwritten"
            )
        }
        let copy = try LogCopy.make(of: source, in: folder)
        try InboxCopy.make(of: source, in: folder)
        try DiskFileSystem().giveToOwner(of: folder)
        writeOutput(
            "\(folder): \(copy.verification.events) events, last sequence \(copy.verification.last), "
                + "digest \(copy.verification.digest.hexText)")
        guard let note = BackupNote(in: source) else {
            writeOutput(
                "\(source) has no \(BackupNote.name): whether its end is missing can't be told")
            return .found
        }
        guard copy.verification.last == note.last, copy.verification.digest.hexText == note.digest
        else {
            fail(
                .dataError,
                "restore: the copy ends with sequence \(copy.verification.last), but it had \(note.last) when it was "
                    + "made on \(note.taken); its last files are missing or older")
        }
        writeOutput("this is the copy that was made on \(note.taken), whole")
        return .ok
    }

    /// What lies in a folder; nil when that is nothing.
    private static func existing(_ folder: String) throws -> LogStatistics? {
        do throws(LogError) {
            return try LogStatistics.read(folder: folder)
        } catch {
            if case .file(let error) = error, error.isNotFound { return nil }
            throw error
        }
    }
}
