internal import Bytes
internal import CLinux
internal import Glibc

/// Writes a file that only its owner may read (mode 0600). Never over another: it is an error when the name is taken.
package func writeSecretFile(_ path: String, _ text: String) throws(FileError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    let fd = unsafe clinux_open(path, flags, 0o600)
    guard fd >= 0 else { throw FileError(operation: "open", path: path, code: errno) }
    defer { close(fd) }
    guard writeAll(Array(text.utf8).span, to: fd), fsync(fd) == 0 else {
        throw FileError(operation: "write", path: path, code: errno)
    }
}

/// May the group or everybody read or write this file?
package func isOpenToOthers(_ path: String) throws(FileError) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
        throw FileError(operation: "stat", path: path, code: errno)
    }
    return status.st_mode & 0o077 != 0
}

/// Replaces a text file in one step: a reader sees the old text or the new one, also after a power cut.
///
/// A new file next to it takes the name; permissions stay as they were.
package func replaceTextFile(_ path: String, _ text: String) throws(FileError) {
    var status = stat()
    let mode = unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o644
    let new = path + ".new"
    let fd = unsafe clinux_open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard fd >= 0 else { throw FileError(operation: "open", path: new, code: errno) }
    do {
        defer { close(fd) }
        guard writeAll(Array(text.utf8).span, to: fd), fchmod(fd, mode) == 0, fsync(fd) == 0 else {
            throw FileError(operation: "write", path: new, code: errno)
        }
    }
    let disk = DiskFileSystem()
    try disk.rename(new, to: path)
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")
    try disk.syncFolder(folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder)
}

/// Lets the process have as many descriptors as the system allows it; a connection takes one.
/// - Returns: how many that are.
@discardableResult
package func raiseOpenFileLimit() -> Int { Int(clinux_raise_open_files()) }
