package import Bytes
internal import CZlib
internal import Glibc

/// Why a file could not be read to its end.
package struct GzipError: Error, Equatable, Sendable, CustomStringConvertible {
    package let path: String
    /// Bytes of content that came out before.
    package let offset: Int
    package let reason: String

    package var description: String {
        offset == 0 ? "\(path): \(reason)" : "\(path): \(reason), after \(offset) bytes of content"
    }
}

/// Reads a file from beginning to end, unpacking it on the way when it is gzip (RFC 1952).
///
/// Any other file is given as it is, so that callers need not ask. Several gzip members in a row count as one file.
@safe package struct GzipFile: ~Copyable {
    package let path: String
    /// Bytes of content given so far.
    package private(set) var offset = 0
    private let handle: gzFile

    package init(path: String) throws(GzipError) {
        errno = 0
        // Only r and no plus sign: read, never write. e: close-on-exec.
        guard let handle = unsafe gzopen(path, "rbe") else {
            let reason = unsafe errno == 0 ? "no memory" : String(cString: strerror(errno))
            throw GzipError(path: path, offset: 0, reason: reason)
        }
        unsafe self.handle = unsafe handle
        self.path = path
        unsafe gzbuffer(handle, 128 * 1024)
    }

    deinit { unsafe gzclose_r(handle) }

    /// Appends up to `count` bytes of content to `buffer`.
    /// - Returns: how many; 0 at the end of the file.
    /// - Throws: on unreadable or damaged files, and on gzip files that end too early.
    @discardableResult
    package mutating func read(upTo count: Int, into buffer: inout ByteBuffer) throws(GzipError)
        -> Int
    {
        precondition(count > 0 && count <= Int(Int32.max))
        var got: Int32 = 0
        unsafe buffer.appendUnsafe(upTo: count) { room in
            got = unsafe gzread(handle, room.baseAddress, UInt32(count))
            return Int(max(got, 0))
        }
        var code: Int32 = 0
        let message = unsafe gzerror(handle, &code)
        // Z_BUF_ERROR: the file ended in the middle of a member; gzread still gives what there was.
        guard got >= 0, code == Z_OK || code == Z_STREAM_END else {
            // zlib begins its sentence with the path.
            let words = unsafe message.map { unsafe String(cString: $0) } ?? ""
            let detail = words.split(separator: ": ").last ?? ""
            let reason =
                code == Z_BUF_ERROR
                ? "ends in the middle of its packed content; fetch the file again"
                : code == Z_ERRNO
                    ? unsafe String(cString: strerror(errno)) : "damaged gzip content: \(detail)"
            throw GzipError(path: path, offset: offset + Int(max(got, 0)), reason: reason)
        }
        offset += Int(got)
        return Int(got)
    }
}
