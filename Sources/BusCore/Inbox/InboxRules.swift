/// Bounds and times of inboxes.
package struct InboxRules: Sendable, Equatable {
    /// Records between an inbox's cursor and the last that was handed out.
    package var pendingMax = 4_096
    /// Failures after which an event is quarantined.
    package var failuresMax = 5
    /// Records in an inbox's quarantine; beyond it nothing more is set aside, and the inbox waits.
    package var quarantineMax = 1_000
    /// A worker that has not acknowledged by then loses the record to another, nanoseconds.
    package var acknowledgeNanoseconds: UInt64 = 60_000_000_000
    /// After a nack, wait this long, twice as long each time, before the record is handed out again.
    package var pauseNanoseconds: UInt64 = 1_000_000_000
    package var pauseMostNanoseconds: UInt64 = 60_000_000_000
    /// Inboxes in all, those of one agency that it opened itself, patterns in one of them, and in all.
    package var inboxesMax = 10_000
    package var inboxesPerAgency = 64
    package var patternsPerInbox = 64
    package var patternsMax = 100_000
    /// Workers of one inbox.
    package var workersMax = 64

    package init() {}
}
