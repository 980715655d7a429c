internal import CLinux
internal import Glibc

/// An eventfd: wakes a poll from any thread. Rings that nobody heard yet count as one.
package final class Bell: Sendable {
    package let fd: Int32

    package init() {
        fd = clinux_eventfd()
        precondition(fd >= 0, "eventfd: errno \(errno)")
    }

    deinit { close(fd) }

    package func ring() {
        var one: UInt64 = 1
        _ = unsafe write(fd, &one, 8)
    }

    package func silence() {
        var rings: UInt64 = 0
        _ = unsafe read(fd, &rings, 8)
    }

    /// Waits until somebody rings, then silences the bell.
    package func wait() {
        var item = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
        while unsafe poll(&item, 1, -1) < 0 && errno == EINTR {}
        silence()
    }

    /// Waits until somebody rings, then silences the bell.
    /// - Returns: false when nobody did in time.
    package func wait(milliseconds: Int32) -> Bool {
        var item = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&item, 1, milliseconds) > 0 else { return false }
        silence()
        return true
    }
}
