package import Platform

/// Why the log refused.
package enum LogError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another process has the log open.
    case inUse(lockFile: String, holder: String)
    /// What is stored is not what was written.
    case damaged(LogDamage)
    /// The disk has no room; nothing of the batch was kept.
    case full(path: String, needed: Int)
    /// The disk did not confirm a write. What the page cache holds can't be trusted any more: end the process.
    case syncFailed(FileError)
    /// Another system call failed.
    case file(FileError)
    case unknownFormat(path: String, version: UInt32)
    case closed(folder: String)

    package var description: String {
        switch self {
        case .inUse(let lockFile, let holder):
            "the log is in use by process \(holder) (\(lockFile)); stop that process first"
        case .damaged(let damage): damage.description
        case .full(let path, let needed):
            "\(path): no room for \(needed) more bytes; free space on that disk"
        case .syncFailed(let error):
            "\(error); the disk did not confirm a write, so the process must end; check the disk"
        case .file(let error): error.description
        case .unknownFormat(let path, let version):
            "\(path): format \(version) is not known to this version, which writes format "
                + "\(SegmentHeader.formatVersion); use the version that wrote it"
        case .closed(let folder): "\(folder): the log is closed"
        }
    }
}

/// One place where the stored bytes are wrong.
package struct LogDamage: Equatable, Sendable, CustomStringConvertible {
    package let file: String
    /// In bytes from the file's begin.
    package let offset: Int
    /// The first sequence that cannot be read.
    package let sequence: UInt64
    /// What is wrong there, in words.
    package let problem: String

    package var description: String {
        "\(file): damaged at byte \(offset), sequence \(sequence): \(problem); "
            + "restore the file from a copy"
    }
}

/// What an operator should know although the log is fine.
package enum LogNotice: Equatable, Sendable, CustomStringConvertible {
    case cutTail(file: String, bytes: Int, afterSequence: UInt64)
    case rebuiltIndex(file: String, reason: String)
    case indexNotWritten(file: String, reason: String)

    package var description: String {
        switch self {
        case .cutTail(let file, let bytes, let sequence):
            "\(file): cut \(bytes) bytes of an unfinished batch after sequence \(sequence); "
                + "nothing in it was acknowledged"
        case .rebuiltIndex(let file, let reason): "\(file): made anew from its segment: \(reason)"
        case .indexNotWritten(let file, let reason):
            "\(file): not written: \(reason); it is made anew at the next start"
        }
    }
}
