internal import Bytes
internal import CLinux
internal import Glibc

/// The machine's file system.
package struct DiskFileSystem: FileSystem {
    package init() {}

    package func open(_ path: String, _ access: FileAccess) throws(FileError) -> any OpenFile {
        let flags =
            switch access {
            case .read: O_RDONLY
            case .write: O_RDWR
            case .create: O_RDWR | O_CREAT | O_TRUNC
            case .createOrWrite: O_RDWR | O_CREAT
            }
        let fd = try retried("open", path) { unsafe clinux_open(path, flags | O_CLOEXEC, 0o640) }
        return FileOnDisk(fd: fd, path: path)
    }

    package func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = unsafe opendir(folder) else {
            throw FileError(operation: "opendir", path: folder, code: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            let name = unsafe String(cString: clinux_entry_name(entry))
            if name != "." && name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw FileError(operation: "readdir", path: folder, code: errno) }
        return names
    }

    package func makeFolder(_ path: String) throws(FileError) {
        var end = path.startIndex
        while end != path.endIndex {
            end = path[path.index(after: end)...].firstIndex(of: "/") ?? path.endIndex
            let part = String(path[..<end])
            guard unsafe mkdir(part, 0o750) != 0, errno != EEXIST else { continue }
            throw FileError(operation: "mkdir", path: part, code: errno)
        }
    }

    package func syncFolder(_ path: String) throws(FileError) {
        let fd = try retried("open", path) {
            unsafe clinux_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        }
        defer { close(fd) }
        _ = try retried("fsync", path) { fsync(fd) }
    }

    package func rename(_ path: String, to newPath: String) throws(FileError) {
        _ = try retried("rename", path) { unsafe Glibc.rename(path, newPath) }
    }

    /// Gives every file in a folder to whom the folder belongs, so that root can put files where a service reads them.
    package func giveToOwner(of folder: String) throws(FileError) {
        var owner = stat()
        _ = try retried("stat", folder) { unsafe stat(folder, &owner) }
        for name in try names(in: folder) {
            let path = folder + "/" + name
            _ = try retried("chown", path) { unsafe chown(path, owner.st_uid, owner.st_gid) }
        }
    }

    package func remove(_ path: String) throws(FileError) {
        _ = try retried("unlink", path) { unsafe unlink(path) }
    }
}

/// One open descriptor.
final class FileOnDisk: OpenFile {
    let path: String
    private let fd: Int32

    init(fd: Int32, path: String) {
        self.fd = fd
        self.path = path
    }

    deinit { close(fd) }

    func size() throws(FileError) -> Int { Int(try status().st_size) }
    func allocatedBytes() throws(FileError) -> Int { Int(try status().st_blocks) * 512 }

    func read(at offset: Int, upTo count: Int, into buffer: inout ByteBuffer) throws(FileError)
        -> Int
    {
        var total = 0
        try unsafe buffer.appendUnsafe(upTo: count) { memory throws(FileError) in
            while total < count {
                let got = unsafe pread(
                    fd, memory.baseAddress! + total, count - total, off_t(offset + total))
                if got == 0 { break }
                if got > 0 {
                    total += got
                } else if errno != EINTR {
                    throw FileError(operation: "pread", path: path, code: errno)
                }
            }
            return total
        }
        return total
    }

    func write(_ bytes: Span<UInt8>, at offset: Int) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let wrote = unsafe bytes.withUnsafeBytes { raw in
                unsafe pwrite(
                    fd, raw.baseAddress! + done, raw.count - done, off_t(offset + done))
            }
            if wrote > 0 {
                done += wrote
            } else if wrote == 0 {
                throw FileError(operation: "pwrite", path: path, code: EIO)
            } else if errno != EINTR {
                throw FileError(operation: "pwrite", path: path, code: errno)
            }
        }
    }

    func startWriting(_ range: Range<Int>) {
        clinux_start_writing(fd, Int64(range.lowerBound), Int64(range.count))
    }

    func sync() throws(FileError) { _ = try retried("fdatasync", path) { fdatasync(fd) } }

    func reserve(_ range: Range<Int>) throws(FileError) {
        guard !range.isEmpty else { return }
        do throws(FileError) {
            _ = try retried("fallocate", path) {
                clinux_reserve(fd, 0, Int64(range.lowerBound), Int64(range.count))
            }
        } catch {
            // A file system that can't reserve: lengthen the file, and let the writes find out whether there is room.
            guard error.code == EOPNOTSUPP else { throw error }
            if try size() < range.upperBound { try truncate(to: range.upperBound) }
        }
    }

    func truncate(to size: Int) throws(FileError) {
        _ = try retried("ftruncate", path) { ftruncate(fd, off_t(size)) }
    }

    func tryLock() throws(FileError) -> Bool {
        while flock(fd, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return false
            default: throw FileError(operation: "flock", path: path, code: errno)
            }
        }
        return true
    }

    private func status() throws(FileError) -> stat {
        var status = stat()
        _ = try retried("fstat", path) { unsafe fstat(fd, &status) }
        return status
    }
}

/// Calls again after EINTR; any other failure is thrown. fdatasync(2) and fsync(2) never give EINTR on Linux's disks.
private func retried(
    _ operation: String, _ path: String, _ call: () -> Int32
) throws(FileError) -> Int32 {
    while true {
        let result = call()
        if result >= 0 { return result }
        if errno != EINTR { throw FileError(operation: operation, path: path, code: errno) }
    }
}
