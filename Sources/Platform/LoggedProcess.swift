internal import CLinux
internal import Glibc
internal import Synchronization

/// A program that this one started, with its output in files. Killed when the last reference goes.
package final class LoggedProcess: Sendable {
    package enum End: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    package let pid: Int32
    private let fd: Int32
    private let taken = Mutex<End?>(nil)

    /// - Parameters:
    ///   - arguments: without the program's own name.
    ///   - environment: all of it, `NAME=value`.
    ///   - output: file for standard output, appended to.
    ///   - errors: file for standard error, appended to.
    package init(
        _ path: String, _ arguments: [String], environment: [String], output: String,
        errors: String
    ) throws(FileError) {
        let out = unsafe clinux_open(output, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard out >= 0 else { throw FileError(operation: "open", path: output, code: errno) }
        defer { close(out) }
        let err = unsafe clinux_open(errors, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard err >= 0 else { throw FileError(operation: "open", path: errors, code: errno) }
        defer { close(err) }
        pid = Self.start(path, arguments, environment, out, err)
        guard pid > 0 else { throw FileError(operation: "fork", path: path, code: -pid) }
        fd = clinux_pidfd(pid)
        precondition(fd >= 0, "pidfd_open: errno \(errno)")
    }

    private static func start(
        _ path: String, _ arguments: [String], _ environment: [String], _ out: Int32, _ err: Int32
    ) -> Int32 {
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        let nothing = unsafe clinux_open("/dev/null", O_RDONLY | O_CLOEXEC, 0)
        defer { close(nothing) }
        let pid = unsafe clinux_spawn(path, &words, &variables, nothing, out, err, 0)
        return pid > 0 ? pid : -errno
    }

    deinit {
        if end == nil {
            kill(pid, SIGKILL)
            _ = wait(milliseconds: 10_000)
        }
        close(fd)
    }

    /// Sends a signal, unless it has ended.
    package func signal(_ number: Int32) {
        if end == nil { kill(pid, number) }
    }

    /// How it ended, nil while it runs.
    package var end: End? {
        taken.withLock { taken in
            if taken == nil {
                let status = clinux_take_end(pid)
                if status >= 256 {
                    taken = .signalled(status - 256)
                } else if status >= 0 {
                    taken = .exited(status)
                }
            }
            return taken
        }
    }

    /// Waits for its end, at most so long.
    /// - Returns: how it ended, nil when it still runs.
    package func wait(milliseconds: Int32) -> End? {
        var item = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
        while unsafe poll(&item, 1, milliseconds) < 0 && errno == EINTR {}
        return end
    }
}
