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
    case attach = 0x10
    case ack = 0x11
    case nack = 0x12
    case quarantine = 0x13

    case welcome = 0x81
    case receipt = 0x82
    case subscribed = 0x83
    case deliver = 0x84
    case unsubscribed = 0x85
    case fetched = 0x86
    case answer = 0x87
    case pong = 0x88
    case farewell = 0x89
    case attached = 0x90
    case hand = 0x91
    case error = 0xFF

    /// Length of the head frame, fixed for each verb.
    package var headByteCount: Int {
        switch self {
        case .hello, .query, .ping, .bye, .welcome, .answer, .farewell, .quarantine: 8
        case .publish, .receipt, .unsubscribe, .unsubscribed, .pong: 16
        case .credit, .error, .ack, .nack: 24
        case .subscribe, .subscribed, .deliver, .fetch, .fetched, .attach, .attached: 32
        case .hand: 40
        }
    }

    /// Does a second frame belong to it? Fetch and subscribe take a pattern there, nack a reason, and they may leave it out.
    package var hasBody: Bool {
        switch self {
        case .hello, .publish, .subscribe, .fetch, .query, .welcome, .receipt, .deliver, .fetched,
            .answer, .error, .farewell, .attach, .nack, .quarantine, .hand:
            true
        case .credit, .unsubscribe, .ping, .bye, .subscribed, .unsubscribed, .pong, .ack,
            .attached:
            false
        }
    }

    /// Does it come from a client?
    package var isRequest: Bool { rawValue < 0x80 }
    /// May its second frame be left out?
    package var mayOmitBody: Bool { self == .fetch || self == .subscribe || self == .nack }
}
