/// Every bound of the bus, with its default. `config/coordd.toml` documents each.
package struct BusLimits: Sendable {
    /// Longest event, bytes.
    package var eventBytes = 65_536
    /// Longest message, bytes: body of a publish, or records of one delivery.
    package var messageBytes = 4 << 20
    /// Events in one publish message.
    package var messageEvents = 16_384
    /// Bytes of records that may gather in one batch before the door waits for the disk.
    package var batchBytes = 2 << 20
    /// Newest records kept in memory for readers that keep up, bytes.
    package var recentBytes = 8 << 20
    /// Bytes in one delivery message.
    package var deliveryBytes = 512 << 10
    package var sessions = 1_024
    package var subscriptionsPerSession = 64
    /// Reads of the log a session may have waiting.
    package var fetchesPerSession = 8
    /// A session that sends nothing for this long is ended, nanoseconds.
    package var silenceNanoseconds: UInt64 = 30_000_000_000

    /// An agency that has been connected for so long is told to be online, nanoseconds.
    package var onlineNanoseconds: UInt64 = 5_000_000_000
    /// One that has been away for so long is told to be offline, nanoseconds.
    package var offlineNanoseconds: UInt64 = 60_000_000_000

    /// Reads of the log under way at once, whoever asked for them: what all sessions may have together.
    package var readsMax: Int { sessions * (subscriptionsPerSession + fetchesPerSession) }

    /// Questions under way at once: what all sessions may have together.
    package var queriesMax: Int { sessions * fetchesPerSession }

    /// Longest question, bytes: room for one event and some words around it.
    package var queryBytesMax: Int { eventBytes + 4_096 }

    package init() {}
}
