internal import Glibc

/// A new folder below `$TMPDIR` (or /tmp) that is removed, with all in it, when the value goes away.
package struct TemporaryFolder: ~Copyable {
    package let path: String
    private let isKept: Bool

    /// - Parameters:
    ///   - name: begins the folder's name.
    ///   - keep: leave it for somebody to look at.
    package init(_ name: String, keep: Bool = false) throws(FileError) {
        let parent = environment("TMPDIR") ?? "/tmp"
        var template = Array("\(parent)/\(name)-XXXXXX".utf8.map { CChar(bitPattern: $0) }) + [0]
        guard unsafe mkdtemp(&template) != nil else {
            throw FileError(operation: "mkdtemp", path: parent, code: errno)
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        isKept = keep
    }

    deinit { if !isKept { removeFolder(path) } }
}

/// Removes a folder and all in it, as far as that is possible.
package func removeFolder(_ path: String) {
    let disk = DiskFileSystem()
    // What cannot be listed or removed stays: it is a temporary folder, and nothing depends on it.
    for name in (try? disk.names(in: path)) ?? [] where unsafe unlink("\(path)/\(name)") != 0 {
        removeFolder("\(path)/\(name)")
    }
    _ = unsafe rmdir(path)
}
