internal import CLinux
internal import Glibc

/// Why a program could not be started.
package struct SpawnError: Error, Sendable, CustomStringConvertible {
    package let program: String
    package let operation: String
    package let code: Int32
    package var description: String {
        let reason = unsafe String(cString: strerror(code))
        return "\(program): \(operation): \(reason)"
    }
}

/// A program that this one started: its lines, its signals, its end. For one thread.
///
/// It dies with us: killed and waited for when the value goes away, and by the kernel when the thread that started it
/// ends. A path that cannot be executed shows as exit code 127.
package struct ChildProcess: ~Copyable {
    package enum Stream: Sendable { case output, errors }
    package enum Signal: Sendable { case terminate, kill }
    /// How it ended.
    package enum End: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }
    package enum Line: Equatable, Sendable {
        case line(String)
        /// The other side has closed; a last line without its end is given before.
        case ended
        case late
    }

    private static let chunk = 1 << 16

    package let id: Int32
    private let program: String
    private let pidfd: Int32
    private let input: Int32
    private let lines: Int32
    private var waiting: [UInt8] = []
    private var at = 0
    private var isAtEnd = false
    package private(set) var end: End?
    /// The line that was given last lacked its end: it is the beginning of one.
    package private(set) var endedInsideLine = false

    /// - Parameters:
    ///   - program: path of the executable.
    ///   - reading: which of its streams `nextLine` reads; standard output is discarded and standard error ours otherwise.
    package init(
        _ program: String, _ arguments: [String], reading stream: Stream
    ) throws(SpawnError) {
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        guard unsafe pipe2(&toChild, O_CLOEXEC) == 0, unsafe pipe2(&fromChild, O_CLOEXEC) == 0
        else { throw SpawnError(program: program, operation: "pipe2", code: errno) }
        let nowhere = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { for fd in [toChild[0], fromChild[1], nowhere] { close(fd) } }
        clinux_widen_pipe(fromChild[1])
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        let pid = unsafe clinux_spawn(
            program, words, nil, toChild[0], stream == .output ? fromChild[1] : nowhere,
            stream == .errors ? fromChild[1] : 2, 1)
        let code = errno
        unsafe words.forEach { unsafe free($0) }
        guard pid > 0 else { throw SpawnError(program: program, operation: "fork", code: code) }
        id = pid
        self.program = program
        input = toChild[1]
        lines = fromChild[0]
        pidfd = clinux_pidfd(pid)
        precondition(pidfd >= 0, "pidfd_open: errno \(errno)")
    }

    deinit {
        if end == nil {
            _ = Glibc.kill(id, SIGKILL)
            var status: Int32 = 0
            while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
        }
        for fd in [pidfd, input, lines] { close(fd) }
    }

    /// Sends a signal; nothing happens when it has ended.
    package func send(_ signal: Signal) {
        guard end == nil else { return }
        _ = Glibc.kill(id, signal == .kill ? SIGKILL : SIGTERM)
    }

    /// Writes one line to its standard input; nobody reading is no error.
    package func write(line: String) { writeAll(Array((line + "\n").utf8).span, to: input) }

    /// Waits for its end.
    /// - Parameter until: monotonic nanoseconds.
    /// - Returns: nil when it still runs then.
    package mutating func wait(until: UInt64 = .max) -> End? {
        guard end == nil, Self.isReadable(pidfd, until: until) else { return end }
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        end = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
        return end
    }

    /// The next line, without its end.
    /// - Parameter until: monotonic nanoseconds to wait at most.
    package mutating func nextLine(until: UInt64 = .max) -> Line {
        var scanned = at
        while true {
            if let lineEnd = waiting[scanned...].firstIndex(of: 0x0A) {
                defer { at = lineEnd + 1 }
                return .line(String(decoding: waiting[at..<lineEnd], as: UTF8.self))
            }
            if isAtEnd {
                guard at < waiting.count else { return .ended }
                defer { at = waiting.count }
                endedInsideLine = true
                return .line(String(decoding: waiting[at...], as: UTF8.self))
            }
            waiting.removeSubrange(..<at)
            at = 0
            scanned = waiting.count
            guard Self.isReadable(lines, until: until) else { return .late }
            fill()
        }
    }

    private mutating func fill() {
        var chunk = [UInt8](repeating: 0, count: Self.chunk)
        let count = unsafe read(lines, &chunk, chunk.count)
        if count > 0 {
            waiting += chunk[..<count]
        } else if count == 0 || errno != EINTR {
            isAtEnd = true
        }
    }

    private static func isReadable(_ fd: Int32, until: UInt64) -> Bool {
        var item = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
        while true {
            let now = monotonicNanoseconds()
            let left = until > now ? min((until - now + 999_999) / 1_000_000, 1_000_000) : 0
            let ready = unsafe poll(&item, 1, Int32(left))
            if ready > 0 { return true }
            if ready == 0, now >= until { return false }
        }
    }
}
