/// What a message asks or answers: the second byte of its head.
///
/// Source: docs/protocol.md, "Verbs".
package enum Verb: UInt8, Sendable {
    case hello = 0x01
    case publish = 0x02
    case subscribe = 0x03
    case credit = 0x04
    case unsubscribe = 0x05
    case fetch = 0x06
    case query = 0x07
    case ping = 0x08
    case bye = 0x09

    case welcome = 0x81
    case receipt = 0x82
    case subscribed = 0x83
    case deliver = 0x84
    case unsubscribed = 0x85
    case fetched = 0x86
    case answer = 0x87
    case pong = 0x88
    case farewell = 0x89
    case error = 0xFF

    /// Length of the head frame, fixed for each verb.
    package var headByteCount: Int {
        switch self {
        case .hello, .query, .ping, .bye, .welcome, .answer, .farewell: 8
        case .publish, .receipt, .unsubscribe, .unsubscribed, .pong: 16
        case .credit, .error: 24
        case .subscribe, .subscribed, .deliver, .fetch, .fetched: 32
        }
    }

    /// Does a second frame belong to it? Fetch and subscribe take a pattern there, and may leave it out.
    package var hasBody: Bool {
        switch self {
        case .hello, .publish, .subscribe, .fetch, .query, .welcome, .receipt, .deliver, .fetched,
            .answer, .error, .farewell:
            true
        case .credit, .unsubscribe, .ping, .bye, .subscribed, .unsubscribed, .pong: false
        }
    }
}
