internal import Glibc

/// A system call on a file that failed: which, on what, and why.
package struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The call as its manual page names it, such as `fdatasync`.
    package let operation: String
    package let path: String
    /// errno(3).
    package let code: Int32

    package init(operation: String, path: String, code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    package static let noSpaceCode = ENOSPC
    package static let notFoundCode = ENOENT
    package static let inputOutputCode = EIO

    /// No room: the disk or the quota is used up.
    package var isFull: Bool { code == ENOSPC || code == EDQUOT }
    package var isNotFound: Bool { code == ENOENT }

    package var reason: String { unsafe String(cString: strerror(code)) }
    package var description: String { "\(path): \(operation): \(reason)" }
}
