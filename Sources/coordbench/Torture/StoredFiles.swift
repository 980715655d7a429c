internal import Bytes
internal import Platform

/// The files of a log that no process has open, held in memory without the zeros reserved behind the last batch.
struct StoredFiles {
    /// By name.
    private(set) var files: [String: [UInt8]] = [:]

    init(folder: String) throws(FileError) {
        let disk = DiskFileSystem()
        // What is computed from the log lies beside it: databases that are made anew when they are gone or wrong.
        for name in try disk.names(in: folder)
        where name != "lock" && !name.contains(".sqlite") {
            let file = try disk.open("\(folder)/\(name)", .read)
            var buffer = ByteBuffer()
            try file.read(at: 0, upTo: try file.size(), into: &buffer)
            files[name] = buffer.bytes.array
        }
    }

    var segments: [String] { files.keys.filter { $0.hasSuffix(".log") }.sorted() }
    var lastSegment: String { segments.last ?? "" }

    /// Where the bytes that are not zero end in a file, up to a multiple of eight, as batches do.
    func usedBytes(_ name: String) -> Int {
        let bytes = files[name] ?? []
        let end = bytes.lastIndex { $0 != 0 } ?? -1
        return min(bytes.count, (end + 8) / 8 * 8)
    }

    /// Writes a copy into a folder, in place of whatever is there.
    /// - Parameters:
    ///   - name: the file to change,
    ///   - change: how.
    func write(
        to folder: String, changing name: String = "", _ change: (inout [UInt8]) -> Void = { _ in }
    ) throws(FileError) {
        let disk = DiskFileSystem()
        try disk.makeFolder(folder)
        for old in try disk.names(in: folder) { try disk.remove("\(folder)/\(old)") }
        for (file, content) in files {
            var content = content
            if file == name { change(&content) }
            try disk.open("\(folder)/\(file)", .create).write(content.span, at: 0)
        }
    }

    /// Forgets what is reserved behind the last batch, so that copies are small.
    mutating func dropReserved() {
        let used = usedBytes(lastSegment)
        files[lastSegment]?.removeSubrange(used...)
    }
}
