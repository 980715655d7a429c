internal import Bytes
internal import Glibc

/// Why a file cannot be read: its path and the system's word.
package struct ReadError: Error, Sendable, CustomStringConvertible {
    package let path: String
    package let errno: Int32
    package var description: String {
        let reason = unsafe String(cString: strerror(errno))
        return "\(path): \(reason)"
    }
}

/// Reads a file, a pipe or standard input (`-`) line by line, in memory bounded by the longest line.
@safe package struct LineReader: ~Copyable {
    /// One line without its end, and its number from 1.
    package struct Line {
        package let bytes: [UInt8]
        package let number: Int
    }

    private static let chunk = 1 << 16
    private let path: String
    private let fd: Int32
    private var buffer = ByteBuffer(capacity: chunk)
    private var at = 0
    private var number = 0
    private var ended = false

    package init(path: String) throws(ReadError) {
        self.path = path
        fd = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard fd >= 0 else { throw ReadError(path: path, errno: errno) }
    }

    deinit { if fd > 0 { close(fd) } }

    /// The next line that is not empty; nil at the end.
    package mutating func next() throws(ReadError) -> Line? {
        while let line = try nextLine() {
            if !line.bytes.isEmpty { return line }
        }
        return nil
    }

    private mutating func nextLine() throws(ReadError) -> Line? {
        var scanned = 0  // bytes after `at` that hold no line end
        while true {
            if let end = lineEnd(from: at + scanned) { return take(upTo: end, skip: 1) }
            guard !ended else { return at < buffer.count ? take(upTo: buffer.count, skip: 0) : nil }
            scanned = buffer.count - at
            try fill()
        }
    }

    private func lineEnd(from start: Int) -> Int? {
        let bytes = buffer.bytes
        var index = start
        while index < bytes.count {
            if bytes[index] == 0x0A { return index }
            index += 1
        }
        return nil
    }

    private mutating func take(upTo end: Int, skip: Int) -> Line {
        var stop = end
        if stop > at, buffer.bytes[stop - 1] == 0x0D { stop -= 1 }
        let line = buffer.bytes(at..<stop).array
        at = end + skip
        number += 1
        return Line(bytes: line, number: number)
    }

    /// Drops what was taken and reads more behind the rest.
    private mutating func fill() throws(ReadError) {
        buffer.removeFirst(at)
        at = 0
        var failure: Int32 = 0
        var count = 0
        let fd = fd
        unsafe buffer.appendUnsafe(upTo: Self.chunk) { raw in
            repeat {
                count = unsafe read(fd, raw.baseAddress, raw.count)
            } while count < 0 && errno == EINTR
            if count < 0 { failure = errno }
            return max(0, count)
        }
        if failure != 0 { throw ReadError(path: path, errno: failure) }
        if count == 0 { ended = true }
    }
}

/// The whole text of a file; nil when it cannot be read.
package func readText(_ path: String) -> String? {
    readBytes(path).map { String(decoding: $0, as: UTF8.self) }
}

/// All bytes of a file; nil when it cannot be read.
package func readBytes(_ path: String) -> [UInt8]? {
    let fd = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard fd >= 0 else { return nil }
    defer { close(fd) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = unsafe read(fd, &chunk, chunk.count)
        if count < 0 {
            if errno == EINTR { continue }
            return nil
        }
        if count == 0 { return bytes }
        bytes += chunk[..<count]
    }
}

/// Writes a file, making the folders above it; false when that is not possible.
package func writeFile(_ path: String, _ text: String) -> Bool {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
        folder += part + "/"
        _ = unsafe mkdir(folder, 0o755)
    }
    let fd = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard fd >= 0 else { return false }
    defer { close(fd) }
    return writeAll(Array(text.utf8).span, to: fd)
}
