internal import CSystemd

/// Tells the service manager, or whoever set NOTIFY_SOCKET, what state we are in; nothing where nobody asked.
///
/// Reference: sd_notify(3).
package enum Notify {
    package static func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }
    package static func status(_ status: String) { send("STATUS=\(status)") }
    package static func stopping(_ status: String) { send("STOPPING=1\nSTATUS=\(status)") }

    /// - Parameter monotonicMicroseconds: when the reload began; systemd pairs it with the READY=1 that follows.
    package static func reloading(monotonicMicroseconds: UInt64) {
        send("RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds)")
    }

    package static func alive() { send("WATCHDOG=1") }

    /// How often `alive` is expected, in microseconds; nil where no watchdog is set. Reference: sd_watchdog_enabled(3).
    package static var watchdogMicroseconds: UInt64? {
        var microseconds: UInt64 = 0
        return unsafe sd_watchdog_enabled(0, &microseconds) > 0 ? microseconds : nil
    }

    private static func send(_ state: String) { _ = unsafe sd_notify(0, state) }
}
