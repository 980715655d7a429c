/// A session that takes records from an inbox; several share it, each record goes to one.
struct InboxWorker: Equatable, Sendable {
    /// Never used twice by an inbox.
    let id: UInt32
    let peer: PeerID
    /// Tells the session from an earlier one of the same peer.
    let session: UInt64
    /// The session's own number for it.
    let subscription: UInt32
    /// Most records and bytes that may be with it unacknowledged.
    var eventsMax: Int
    var bytesMax: Int
    /// What is with it.
    var events = 0
    var bytes = 0
    /// Highest sequence that was handed to it.
    var highest: UInt64 = 0
    /// End of the log when it attached: reaching it is told once.
    let lastAtStart: UInt64
    var toldEnd = false

    var hasRoom: Bool { events < eventsMax && bytes < bytesMax }
}
