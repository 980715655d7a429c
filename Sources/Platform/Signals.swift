internal import CLinux
internal import Glibc

/// Signals as input to a poll instead of interruptions. Make it before any thread starts, so that all inherit the mask.
package final class Signals: Sendable {
    package enum Signal: Int32, Sendable {
        case hangUp = 1
        case interrupt = 2
        case terminate = 15
    }

    package let fd: Int32

    package init() {
        let wanted: [Int32] = [
            Signal.hangUp.rawValue, Signal.interrupt.rawValue, Signal.terminate.rawValue, 0,
        ]
        fd = unsafe clinux_signal_fd(wanted)
        precondition(fd >= 0, "signalfd: errno \(errno)")
        _ = signal(SIGPIPE, SIG_IGN)
    }

    deinit { close(fd) }

    /// The next signal that waits, if any.
    package func next() -> Signal? { Signal(rawValue: clinux_next_signal(fd)) }
}
