internal import CLinux
internal import Glibc

/// The other end of sd_notify(3): where a program that is started with `NOTIFY_SOCKET=path` says that it is ready.
package final class NotifySocket: Sendable {
    package let path: String
    private let fd: Int32

    /// - Parameter path: at most 107 bytes; nothing may be there.
    package init(path: String) throws(FileError) {
        self.path = path
        fd = unsafe clinux_notify_socket(path)
        guard fd >= 0 else { throw FileError(operation: "bind", path: path, code: errno) }
    }

    deinit {
        close(fd)
        unsafe unlink(path)
    }

    /// The next message, such as `READY=1\nSTATUS=Ready`; nil when none comes in time.
    package func next(milliseconds: Int32) -> String? {
        var item = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
        while unsafe poll(&item, 1, milliseconds) < 0 && errno == EINTR {}
        guard item.revents != 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe recv(fd, &bytes, bytes.count, 0)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
