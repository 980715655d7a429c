/// What the server knows of one TCP connection: enough to choose which has to go when there are too many.
final class HTTPConnection {
    let fd: Int32
    /// Monotonic nanoseconds: when it was opened, or its last answer was done.
    var idleSince: UInt64
    /// When the head of the request that is being received was there; nil while none is.
    var receivingSince: UInt64?
    /// A request is being worked on or answered.
    var isBusy = false
    var hadRequest = false
    /// It was told to close.
    var isCondemned = false

    init(fd: Int32, now: UInt64) {
        self.fd = fd
        idleSince = now
    }
}

/// What happened since the start.
package struct HTTPCounts: Sendable, Equatable {
    /// Connections taken.
    package var accepted: UInt64 = 0
    /// Idle connections closed because another wanted in.
    package var evicted: UInt64 = 0
    /// Connections turned away because all others were at work.
    package var turnedAway: UInt64 = 0
    /// Connections that ended without a request that could be read.
    package var withoutRequest: UInt64 = 0
    /// Bodies that took too long.
    package var tooSlow: UInt64 = 0
    /// Answers by status.
    package var answers: [Int: UInt64] = [:]

    package init() {}

    mutating func answered(_ status: Int) { answers[status, default: 0] += 1 }
}

/// What a server keeps within.
package struct HTTPLimits: Sendable {
    /// Connections at once.
    package var connections = 512
    /// A connection on which nothing moves for this long is closed.
    package var idleSeconds: UInt32 = 60
    /// A body has to be there this long after its head.
    package var bodySeconds: UInt64 = 20
    /// Memory of a connection while it has a request: head and what is being sent.
    package var connectionBytes = 16 << 10

    package init() {}
}
