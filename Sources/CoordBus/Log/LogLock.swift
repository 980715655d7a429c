internal import Bytes
internal import Platform

/// The file `lock` in a log's folder: whoever holds it may write; it says which process that is.
enum LogLock {
    /// - Returns: the lock; it is given back when the last reference goes, and when the process ends.
    static func take(_ files: LogFiles) throws(LogError) -> any OpenFile {
        let path = files.lockPath
        let file = try logged { () throws(FileError) in
            try files.system.open(path, .createOrWrite)
        }
        let isOurs = try logged { () throws(FileError) in try file.tryLock() }
        guard isOurs else {
            var holder = ByteBuffer()
            do throws(FileError) { try file.read(at: 0, upTo: 20, into: &holder) } catch {
                throw .file(error)
            }
            throw .inUse(lockFile: path, holder: holder.bytes.text)
        }
        // Only a hint for people: a full disk is no reason not to start.
        do throws(FileError) {
            try file.truncate(to: 0)
            try file.write(Array(String(processID).utf8).span, at: 0)
        } catch { guard error.isFull else { throw .file(error) } }
        return file
    }

    /// Does another process, or another part of this one, have the log open?
    static func isHeld(_ files: LogFiles) throws(LogError) -> Bool {
        do throws(FileError) {
            return try !files.system.open(files.lockPath, .read).tryLock()
        } catch {
            if error.isNotFound { return false }
            throw .file(error)
        }
    }
}

/// Asks about a log that others may have open.
package enum LogHolder {
    /// Does a coordd, or another program that writes, have the log in this folder open? False where that cannot be told.
    package static func isThere(folder: String) -> Bool {
        (try? LogLock.isHeld(LogFiles(system: DiskFileSystem(), folder: folder))) ?? false
    }
}
