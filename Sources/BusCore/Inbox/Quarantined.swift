/// An event that an inbox could not bring to its agency, set aside with the reason; the rest goes on.
package struct Quarantined: Equatable, Sendable {
    package var sequence: UInt64
    package var attempts: UInt16
    /// Nanoseconds since the Unix epoch.
    package var at: UInt64
    package var reason: String
    /// Somebody asked to hand it out again, and it is not settled yet.
    package var isRetried = false

    package init(sequence: UInt64, attempts: UInt16, at: UInt64, reason: String) {
        self.sequence = sequence
        self.attempts = attempts
        self.at = at
        self.reason = reason
    }
}
