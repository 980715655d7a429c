package import BusCore
package import Bytes
internal import Events
internal import JSON
internal import Platform
package import ZeroMQ

/// A message from the bus, its head read. The body is in `BusClient.body` until the next one is taken.
package enum Reply: Equatable, Sendable {
    case welcome
    case receipt(through: UInt64)
    case subscribed(subscription: UInt32, next: UInt64, last: UInt64)
    case deliver(subscription: UInt32, count: Int, previous: UInt64, through: UInt64)
    case unsubscribed(subscription: UInt32)
    case fetched(number: UInt32, count: Int, next: UInt64, last: UInt64)
    case answer(number: UInt32)
    case pong(last: UInt64)
    case farewell(code: UInt16)
    case attached(subscription: UInt32, cursor: UInt64, last: UInt64)
    case hand(subscription: UInt32, count: Int, previous: UInt64, through: UInt64, attempt: Int)
    case error(code: UInt16, number: UInt32, subscription: UInt32, detail: UInt64)
}

/// One connection to the bus: sends requests, takes replies, never blocks longer than asked. For one thread.
///
/// It does not hide a lost session: `Publisher` and `Tail` do, by opening a new one.
package struct BusClient: ~Copyable {
    package let endpoint: String
    /// Empty when the bus is to know it from the key.
    package let agency: String
    private let name: String
    private let keys: ClientKeys?
    private let context: Context
    private let retry: Retry
    private var socket: Socket
    private var poller: Poller
    private var head = Frame()
    private var bodyFrame = Frame()
    private var outgoing = ByteBuffer(capacity: 64)
    private var outHead = Frame()
    private var outBody = Frame()
    private var nextNumber: UInt32 = 1
    /// When anything was heard last, monotonic nanoseconds.
    package private(set) var heardAt: UInt64 = 0

    /// How long to wait before a connection that was refused or lost is tried again: the wait doubles from first to most.
    package struct Retry: Sendable {
        package var firstMilliseconds: Int32 = 10
        package var mostMilliseconds: Int32 = 1_000
        package init() {}
    }

    /// Prepares a connection; nothing is sent before `open`.
    /// - Parameters:
    ///   - agency: in whose name; empty leaves it to the key.
    ///   - name: program and version, shown to operators.
    ///   - keys: for a bus with CURVE; nil connects without encryption.
    package init(
        endpoint: String, agency: String, name: String, keys: ClientKeys? = nil, context: Context,
        retry: Retry = Retry()
    ) throws(ClientError) {
        self.retry = retry
        self.keys = keys
        self.endpoint = endpoint
        self.agency = agency
        self.name = name
        self.context = context
        do throws(ZMQError) {
            socket = try Self.connect(endpoint, keys, context, retry)
        } catch {
            throw .socket(error)
        }
        poller = Poller(socket: socket, descriptors: [])
    }

    private static func connect(
        _ endpoint: String, _ keys: ClientKeys?, _ context: Context, _ retry: Retry
    ) throws(ZMQError) -> Socket {
        let socket = try Socket(.dealer, in: context)
        if let keys { try socket.useCurve(keys.own, serverKey: keys.serverKey) }
        try socket.limitQueues(send: 1_000, receive: 1_000)
        try socket.reconnect(
            afterMilliseconds: retry.firstMilliseconds, atMostMilliseconds: retry.mostMilliseconds)
        try socket.connect(endpoint)
        return socket
    }

    package var isEncrypted: Bool { keys != nil }
    /// Readable when something may have come; see `Socket.descriptor`. Another one after `reconnect`.
    package var descriptor: Int32 { socket.descriptor() }

    /// Throws the connection away, with whatever was unsent, and makes a new one.
    package mutating func reconnect() throws(ClientError) {
        do throws(ZMQError) {
            socket = try Self.connect(endpoint, keys, context, retry)
        } catch {
            throw .socket(error)
        }
        poller = Poller(socket: socket, descriptors: [])
    }

    /// Opens a session: hello, then waits for the welcome; tries again with new connections until the time is up.
    /// - Returns: the bus's welcome as JSON.
    @discardableResult
    package mutating func open(withinSeconds seconds: Int = 10) throws(ClientError) -> String {
        let deadline = monotonicNanoseconds() + UInt64(seconds) * 1_000_000_000
        var patience: UInt64 = 100_000_000
        while true {
            try hello()
            let until = min(deadline, monotonicNanoseconds() + patience)
            while let reply = try next(until: until) {
                switch reply {
                case .welcome: return bodyText
                case .error(let code, _, _, _) where code != ProtocolError.Code.helloFirst.rawValue:
                    throw .refused(code: code, text: bodyText)
                default: continue  // of a session before
                }
            }
            guard monotonicNanoseconds() < deadline else {
                throw .noAnswer(endpoint: endpoint, seconds: seconds, isEncrypted: keys != nil)
            }
            // Twice as long each time, up to 2 s, and a little by chance, so that many clients don't come at once.
            patience = min(2_000_000_000, patience * 2) * UInt64.random(in: 80...120) / 100
            try reconnect()
        }
    }

    private mutating func hello() throws(ClientError) {
        var json = JSONWriter()
        json.object { json in
            if !agency.isEmpty { json.member("agency", agency) }
            json.member("client", name)
        }
        let number = takeNumber()
        outgoing.removeAll()
        Head.hello(number: number, into: &outgoing)
        outBody.assign(json.bytes)
        try send(withBody: true)
    }

    // MARK: Requests

    /// Publishes the events in part of a buffer, each behind four bytes of length, numbered from `first`.
    package mutating func publish(
        first: UInt64, _ events: borrowing ByteBuffer, _ range: Range<Int>
    ) throws(ClientError) {
        outgoing.removeAll()
        Head.publish(number: 0, first: first, into: &outgoing)
        outBody.assign(events, range)
        try send(withBody: true)
    }

    package mutating func subscribe(
        _ subscribe: Request.Subscribe, pattern: String
    ) throws(ClientError) {
        let number = takeNumber()
        outgoing.removeAll()
        Head.subscribe(number: number, subscribe, into: &outgoing)
        outBody.assign(Array(pattern.utf8).span)
        try send(withBody: true)
    }

    package mutating func credit(
        subscription: UInt32, events: UInt32, bytes: UInt64
    ) throws(ClientError) {
        outgoing.removeAll()
        Head.credit(subscription: subscription, events: events, bytes: bytes, into: &outgoing)
        try send(withBody: false)
    }

    package mutating func fetch(
        _ fetch: Request.Fetch, pattern: String
    ) throws(ClientError) {
        let number = takeNumber()
        outgoing.removeAll()
        Head.fetch(number: number, fetch, into: &outgoing)
        outBody.assign(Array(pattern.utf8).span)
        try send(withBody: true)
    }

    package mutating func query(_ query: String) throws(ClientError) {
        let number = takeNumber()
        outgoing.removeAll()
        Head.query(number: number, into: &outgoing)
        outBody.assign(Array(query.utf8).span)
        try send(withBody: true)
    }

    package mutating func ping() throws(ClientError) {
        let number = takeNumber()
        outgoing.removeAll()
        Head.ping(number: number, into: &outgoing)
        try send(withBody: false)
    }

    package mutating func bye() throws(ClientError) {
        let number = takeNumber()
        outgoing.removeAll()
        Head.bye(number: number, into: &outgoing)
        try send(withBody: false)
    }

    /// Says goodbye and waits, at most a second, until the bus has heard it: a session that ends without counts for as long as
    /// the bus waits for silent ones. What else comes is thrown away.
    package mutating func leave() {
        let deadline = monotonicNanoseconds() + 1_000_000_000
        do throws(ClientError) {
            try bye()
            while let reply = try next(until: deadline) {
                if case .farewell = reply { return }
            }
        } catch {
            // Whoever leaves has no use for a fault of the connection; the bus forgets the session by itself.
        }
    }

    /// Attaches to an inbox of this agency.
    /// - Parameter body: JSON, `{"inbox":"main"}`.
    package mutating func attach(
        _ attach: Request.Subscribe, body: String
    ) throws(ClientError) {
        let number = takeNumber()
        outgoing.removeAll()
        Head.attach(number: number, attach, into: &outgoing)
        outBody.assign(Array(body.utf8).span)
        try send(withBody: true)
    }

    package mutating func ack(_ settlement: Request.Settlement) throws(ClientError) {
        outgoing.removeAll()
        Head.ack(number: 0, settlement, into: &outgoing)
        try send(withBody: false)
    }

    package mutating func nack(
        _ settlement: Request.Settlement, reason: String
    ) throws(ClientError) {
        outgoing.removeAll()
        Head.nack(number: 0, settlement, into: &outgoing)
        outBody.assign(Array(reason.utf8).span)
        try send(withBody: true)
    }

    package mutating func unsubscribe(_ subscription: UInt32) throws(ClientError) {
        let number = takeNumber()
        outgoing.removeAll()
        Head.unsubscribe(number: number, subscription: subscription, into: &outgoing)
        try send(withBody: false)
    }

    /// Lists, retries or drops what an inbox has set aside.
    /// - Parameter order: JSON as docs/protocol.md, "Quarantine", says.
    package mutating func quarantine(_ order: String) throws(ClientError) {
        let number = takeNumber()
        outgoing.removeAll()
        Head.quarantine(number: number, into: &outgoing)
        outBody.assign(Array(order.utf8).span)
        try send(withBody: true)
    }

    private mutating func takeNumber() -> UInt32 {
        defer { nextNumber &+= 1 }
        return nextNumber
    }

    /// Sends the head in `outgoing` and, if asked, `outBody`; waits while the queue to the bus is full.
    private mutating func send(withBody: Bool) throws(ClientError) {
        outHead.assign(outgoing)
        do throws(ZMQError) {
            while try socket.send(&outHead, more: withBody) != .sent {
                sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + 200_000)
            }
            if withBody { _ = try socket.send(&outBody, more: false) }
        } catch {
            throw .socket(error)
        }
    }

    // MARK: Replies

    /// Lends the body of the reply taken last.
    package borrowing func withBody<R, E: Error>(
        _ use: (Span<UInt8>) throws(E) -> R
    ) throws(E) -> R {
        try use(bodyFrame.bytes)
    }

    /// The same as text.
    package var bodyText: String { bodyFrame.bytes.text }

    /// The next reply; nil when none came until then.
    /// - Parameter until: monotonic nanoseconds; 0 does not wait.
    package mutating func next(until: UInt64 = 0) throws(ClientError) -> Reply? {
        do throws(ZMQError) {
            while try !socket.receive(into: &head) {
                let now = monotonicNanoseconds()
                guard now < until else { return nil }
                try poller.wait(socket, timeout: until - now)
            }
            if head.hasMore {
                _ = try socket.receive(into: &bodyFrame)
            } else {
                bodyFrame.assign([UInt8]().span)
            }
        } catch {
            throw .socket(error)
        }
        heardAt = monotonicNanoseconds()
        return try Self.read(head.bytes)
    }

    private static func read(_ head: Span<UInt8>) throws(ClientError) -> Reply {
        guard head.count >= 8, head[0] == Request.version, let verb = Verb(rawValue: head[1]),
            head.count == verb.headByteCount
        else { throw .malformed("a head of \(head.count) bytes") }
        let code = head.littleEndian(at: 2, as: UInt16.self)
        let number = head.littleEndian(at: 4, as: UInt32.self)
        switch verb {
        case .welcome: return .welcome
        case .receipt: return .receipt(through: head.littleEndian(at: 8, as: UInt64.self))
        case .subscribed:
            return .subscribed(
                subscription: head.littleEndian(at: 8, as: UInt32.self),
                next: head.littleEndian(at: 16, as: UInt64.self),
                last: head.littleEndian(at: 24, as: UInt64.self))
        case .deliver:
            return .deliver(
                subscription: head.littleEndian(at: 8, as: UInt32.self),
                count: Int(head.littleEndian(at: 12, as: UInt32.self)),
                previous: head.littleEndian(at: 16, as: UInt64.self),
                through: head.littleEndian(at: 24, as: UInt64.self))
        case .unsubscribed:
            return .unsubscribed(subscription: head.littleEndian(at: 8, as: UInt32.self))
        case .fetched:
            return .fetched(
                number: number, count: Int(head.littleEndian(at: 8, as: UInt32.self)),
                next: head.littleEndian(at: 16, as: UInt64.self),
                last: head.littleEndian(at: 24, as: UInt64.self))
        case .answer: return .answer(number: number)
        case .pong: return .pong(last: head.littleEndian(at: 8, as: UInt64.self))
        case .farewell: return .farewell(code: code)
        case .attached:
            return .attached(
                subscription: head.littleEndian(at: 8, as: UInt32.self),
                cursor: head.littleEndian(at: 16, as: UInt64.self),
                last: head.littleEndian(at: 24, as: UInt64.self))
        case .hand:
            return .hand(
                subscription: head.littleEndian(at: 8, as: UInt32.self),
                count: Int(head.littleEndian(at: 12, as: UInt32.self)),
                previous: head.littleEndian(at: 16, as: UInt64.self),
                through: head.littleEndian(at: 24, as: UInt64.self),
                attempt: Int(head.littleEndian(at: 32, as: UInt32.self)))
        case .error:
            return .error(
                code: code, number: number,
                subscription: head.littleEndian(at: 8, as: UInt32.self),
                detail: head.littleEndian(at: 16, as: UInt64.self))
        case .hello, .publish, .subscribe, .credit, .unsubscribe, .fetch, .query, .ping, .bye,
            .attach, .ack, .nack, .quarantine:
            throw .malformed("the client verb \(verb)")
        }
    }
}
