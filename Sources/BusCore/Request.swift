internal import Bytes

/// A client's message, its head read and checked.
///
/// Every head begins with version (1), verb, two zero bytes and a request number that the answer repeats; what follows is
/// given by offset in docs/protocol.md.
package enum Request: Equatable, Sendable {
    case hello(number: UInt32)
    /// Events numbered `first`, `first + 1` ... in the body.
    case publish(number: UInt32, first: UInt64)
    case subscribe(number: UInt32, Subscribe)
    case credit(subscription: UInt32, events: UInt32, bytes: UInt64)
    case unsubscribe(number: UInt32, subscription: UInt32)
    case fetch(number: UInt32, Fetch)
    case query(number: UInt32)
    case ping(number: UInt32)
    case bye(number: UInt32)
    case attach(number: UInt32, Subscribe)
    case ack(number: UInt32, Settlement)
    /// With the reason in the body.
    case nack(number: UInt32, Settlement)
    case quarantine(number: UInt32)

    /// What a worker says of records that it was handed.
    package struct Settlement: Equatable, Sendable {
        package enum Kind: UInt8, Sendable {
            /// Ack: everything up to the sequence. Nack: hand it out again.
            case first = 1
            /// Ack: this one only. Nack: never again, quarantine it.
            case second = 2
        }

        package var subscription: UInt32
        package var kind: Kind
        package var sequence: UInt64

        package init(subscription: UInt32, kind: Kind, sequence: UInt64) {
            self.subscription = subscription
            self.kind = kind
            self.sequence = sequence
        }
    }

    /// Where a subscription begins.
    package enum Start: Equatable, Sendable {
        /// At this sequence; 0 counts as 1.
        case sequence(UInt64)
        /// At the first event recorded at or after this time, nanoseconds since the Unix epoch.
        case time(UInt64)
        /// With the next event to be recorded.
        case now
        /// With the last event of each matching topic, then whatever comes.
        case lastOfEachTopic
    }

    package struct Subscribe: Equatable, Sendable {
        package var subscription: UInt32
        package var start: Start
        package var creditEvents: UInt32
        package var creditBytes: UInt32

        package init(
            subscription: UInt32, start: Start, creditEvents: UInt32, creditBytes: UInt32
        ) {
            self.subscription = subscription
            self.start = start
            self.creditEvents = creditEvents
            self.creditBytes = creditBytes
        }
    }

    package struct Fetch: Equatable, Sendable {
        package var start: Start
        package var eventsMax: UInt32
        package var bytesMax: UInt32

        package init(start: Start, eventsMax: UInt32, bytesMax: UInt32) {
            self.start = start
            self.eventsMax = eventsMax
            self.bytesMax = bytesMax
        }
    }

    package static let version: UInt8 = 1

    /// Reads a head frame. `body` tells whether a second frame came.
    package init(head: Span<UInt8>, hasBody: Bool) throws(ProtocolError) {
        guard head.count >= 8 else {
            throw ProtocolError(
                .malformedMessage,
                "the first frame has \(head.count) bytes, every head has at least 8; "
                    + "send the head first, then the body, and no empty frame before them")
        }
        guard head[0] == Self.version else {
            throw ProtocolError(
                .unsupportedVersion,
                "protocol version \(head[0]) is not spoken here; set byte 0 of the head to 1")
        }
        guard let verb = Verb(rawValue: head[1]), verb.isRequest else {
            throw ProtocolError(
                .unknownVerb,
                "verb \(head[1]) is not one a client may send; use 1 to 9 or 16 to 19")
        }
        guard head.count == verb.headByteCount else {
            throw ProtocolError(
                .malformedMessage,
                "the head of \(verb) has \(verb.headByteCount) bytes, this one has \(head.count)")
        }
        guard hasBody || !verb.hasBody || verb.mayOmitBody else {
            throw ProtocolError(
                .malformedMessage, "\(verb) needs a second frame with its body; none came")
        }
        guard !hasBody || verb.hasBody else {
            throw ProtocolError(.malformedMessage, "\(verb) has no body; send the head alone")
        }
        self = try Self.read(verb, head)
    }

    private static func read(_ verb: Verb, _ head: Span<UInt8>) throws(ProtocolError) -> Request {
        let number = head.littleEndian(at: 4, as: UInt32.self)
        switch verb {
        case .hello: return .hello(number: number)
        case .publish:
            return .publish(number: number, first: head.littleEndian(at: 8, as: UInt64.self))
        case .subscribe:
            return .subscribe(number: number, try subscribe(head))
        case .credit:
            return .credit(
                subscription: head.littleEndian(at: 8, as: UInt32.self),
                events: head.littleEndian(at: 12, as: UInt32.self),
                bytes: head.littleEndian(at: 16, as: UInt64.self))
        case .unsubscribe:
            return .unsubscribe(
                number: number, subscription: head.littleEndian(at: 8, as: UInt32.self))
        case .fetch:
            return .fetch(
                number: number,
                Fetch(
                    start: try start(head),
                    eventsMax: head.littleEndian(at: 24, as: UInt32.self),
                    bytesMax: head.littleEndian(at: 28, as: UInt32.self)))
        case .query: return .query(number: number)
        case .ping: return .ping(number: number)
        case .bye: return .bye(number: number)
        case .attach:
            return .attach(number: number, try subscribe(head))
        case .ack: return .ack(number: number, try settlement(head))
        case .nack: return .nack(number: number, try settlement(head))
        case .quarantine: return .quarantine(number: number)
        case .welcome, .receipt, .subscribed, .deliver, .unsubscribed, .fetched, .answer, .pong,
            .farewell, .error, .attached, .hand:
            throw ProtocolError(
                .unknownVerb, "\(verb) is the bus's own verb; use 1 to 9 or 16 to 19")
        }
    }

    private static func subscribe(_ head: Span<UInt8>) throws(ProtocolError) -> Subscribe {
        Subscribe(
            subscription: head.littleEndian(at: 8, as: UInt32.self), start: try start(head),
            creditEvents: head.littleEndian(at: 24, as: UInt32.self),
            creditBytes: head.littleEndian(at: 28, as: UInt32.self))
    }

    private static func settlement(_ head: Span<UInt8>) throws(ProtocolError) -> Settlement {
        guard let kind = Settlement.Kind(rawValue: head[12]) else {
            throw ProtocolError(
                .malformedMessage,
                "kind \(head[12]) at offset 12 is unknown; an ack takes 1 for everything up to the sequence "
                    + "and 2 for this record alone, a nack 1 to get it again and 2 for never")
        }
        return Settlement(
            subscription: head.littleEndian(at: 8, as: UInt32.self), kind: kind,
            sequence: head.littleEndian(at: 16, as: UInt64.self))
    }

    /// Byte 12 says how to begin, bytes 16 to 23 where.
    private static func start(_ head: Span<UInt8>) throws(ProtocolError) -> Start {
        let value = head.littleEndian(at: 16, as: UInt64.self)
        switch head[12] {
        case 1: return .sequence(max(1, value))
        case 2: return .time(value)
        case 3: return .now
        case 4: return .lastOfEachTopic
        default:
            throw ProtocolError(
                .malformedMessage,
                "start \(head[12]) at offset 12 is unknown; use 1 sequence, 2 time, 3 now or 4 last of "
                    + "each topic")
        }
    }
}
