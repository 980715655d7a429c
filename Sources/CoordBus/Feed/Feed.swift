internal import BusCore
internal import Bytes
internal import Platform
internal import Synchronization
internal import ZeroMQ

/// The feed on its thread: the socket, the place in the log, and who has asked for what.
struct Feed: ~Copyable {
    private static let chunkBytes = 256 << 10
    /// Subscriptions looked at in one turn, so that a flood of them does not hold up the messages.
    private static let subscriptionsPerTurn = 256
    /// A sign of life at least this often, and a look whether keys have run out: nanoseconds.
    private static let pause: UInt64 = 5_000_000_000
    private static let reviewPause: UInt64 = 1_000_000_000
    /// Between two tries to listen again where the old listener has not gone yet.
    private static let retry: UInt64 = 10_000_000

    private let thread: FeedThread
    private let log: any EventLog
    private let context: Context
    private var socket: Socket?
    private var poller: Poller?
    private(set) var endpoint: String
    private var door: FeedDoor
    private var topics = FeedTopics()
    private var quiet = QuietLines()

    /// The newest sequence when the feed began, and the next to pass on.
    private let since: UInt64
    private var next: UInt64
    private var cursor = LogCursor()
    private var chunk = ByteBuffer()
    private var isBroken = false
    /// Has anybody been granted anything since it was opened? Until then nothing is sent.
    private var hasReaders = false
    private var nextSign: UInt64 = 0
    private var nextReview: UInt64 = 0

    private var name = Frame()
    private var head = Frame()
    private var record = Frame()
    private var headBytes = ByteBuffer(capacity: FeedHead.byteCount)

    init(
        _ thread: FeedThread, _ roll: Roll, _ log: any EventLog, _ context: Context
    ) throws(ZMQError) {
        self.thread = thread
        self.log = log
        self.context = context
        endpoint = thread.plan.endpoint
        door = FeedDoor(roll, thread.plan.identification, wall: wallNanoseconds())
        since = log.lastDurable
        next = since + 1
        try open()
    }

    private mutating func open() throws(ZMQError) {
        let plan = thread.plan
        let new = try Socket(.xpub, in: context)
        try new.takeSubscriptionsByHand()
        try new.limitQueues(send: Int32(plan.unreadMessages), receive: 1_000)
        // What readers send are prefixes only.
        try new.limitFrame(bytes: 4_096)
        try new.limitHandshake(milliseconds: Int32(plan.handshakeSeconds * 1000))
        try new.heartbeat(everyMilliseconds: 10_000)
        try new.limitBacklog(connections: 1_024)
        if let key = plan.secretKey {
            try new.serveCurve(secretKey: key, domain: Gatekeeper.feedDomain)
        }
        try new.bind(endpoint)
        endpoint = new.lastEndpoint()
        poller = Poller(socket: new, descriptors: [thread.watch.bell.fd, thread.bell.fd])
        socket = consume new
        hasReaders = false
        door.reopened(wall: wallNanoseconds())
    }

    /// Waits for something to do, and does it.
    mutating func turn() throws(ZMQError) {
        guard socket != nil else {
            reopen()
            return
        }
        let now = monotonicNanoseconds()
        try wait(now)
        takeRoll()
        if now >= nextReview {
            nextReview = now + Self.reviewPause
            if door.isOutdated(wall: wallNanoseconds()) { close("somebody's rights have changed") }
        }
        try takeSubscriptions()
        // Before what comes next: whoever just came in has everything from here on.
        try giveSign(now)
        try passOn()
    }

    // MARK: Waiting, closing, opening

    private mutating func wait(_ now: UInt64) throws(ZMQError) {
        var wait = now >= nextReview ? 0 : nextReview - now
        if !isBroken {
            thread.watch.arm()
            if next <= log.lastDurable { wait = 0 }
        }
        if let isBellRung = try Self.wait(socket, &poller, wait) {
            if isBellRung.grown { thread.watch.bell.silence() }
            if isBellRung.told { thread.bell.silence() }
        }
    }

    private static func wait(
        _ socket: borrowing Socket?, _ poller: inout Poller?, _ nanoseconds: UInt64
    ) throws(ZMQError) -> (grown: Bool, told: Bool)? {
        switch socket {
        case .some(let socket):
            try poller?.wait(socket, timeout: nanoseconds)
            return (poller?.isReady(0) ?? false, poller?.isReady(1) ?? false)
        case .none: return nil
        }
    }

    private mutating func takeRoll() {
        guard
            let roll = thread.state.withLock({ state in
                defer { state.roll = nil }
                return state.roll
            })
        else { return }
        door.take(roll)
        nextReview = 0
    }

    private mutating func close(_ why: String) {
        thread.say(
            LogLine(.note, "the feed is opened anew, so that every reader asks again: \(why)"))
        thread.state.withLock { $0.counters.reopened += 1 }
        poller = nil
        socket = nil
    }

    private mutating func reopen() {
        do throws(ZMQError) {
            try open()
        } catch {
            // libzmq gives an address back a moment after its socket was closed.
            if quiet.admit("open", at: monotonicNanoseconds()) == 1 {
                thread.say(LogLine(.note, "the feed waits for its address: \(error)"))
            }
            sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + Self.retry)
        }
    }

    // MARK: Who wants what

    private mutating func takeSubscriptions() throws(ZMQError) {
        var left = Self.subscriptionsPerTurn
        while left > 0, let asked = try Self.receive(socket, &name) {
            left -= 1
            let answer = door.judge(
                asked.frame, key: asked.key, wall: wallNanoseconds())
            switch answer {
            case .grant(let prefixes):
                try Self.grant(prefixes, socket)
                hasReaders = true
                // Tells the reader that it is in.
                nextSign = 0
                thread.state.withLock { $0.counters.grants += 1 }
            case .revoke(let prefix):
                try Self.revoke(prefix, socket)
            case .refuse(let why):
                refuse(why, from: asked.key ?? asked.address)
            case .flood(let key):
                refuse(
                    "more than \(FeedDoor.askedMax) subscriptions from one key; it is shut out of the feed "
                        + "until the roll is read again", from: key)
                thread.bar(key)
                close("one reader asked for too much")
                return
            }
        }
    }

    private mutating func refuse(_ why: String, from peer: String) {
        thread.state.withLock { $0.counters.refusals += 1 }
        guard let more = quiet.admit(peer, at: monotonicNanoseconds()) else { return }
        let before = more > 0 ? " (and \(more) more refusals since the last line)" : ""
        thread.say(LogLine(.refused, "the feed: \(why)\(before)"))
    }

    private static func receive(
        _ socket: borrowing Socket?, _ frame: inout Frame
    ) throws(ZMQError) -> (frame: [UInt8], key: String?, address: String)? {
        switch socket {
        case .some(let socket):
            guard try socket.receive(into: &frame) else { return nil }
            let bytes = copy(frame)
            return (
                bytes, frame.property("User-Id").flatMap { $0.isEmpty ? nil : $0 },
                frame.property("Peer-Address") ?? ""
            )
        case .none: return nil
        }
    }

    private static func copy(_ frame: borrowing Frame) -> [UInt8] { frame.bytes.array }

    private static func grant(
        _ prefixes: [[UInt8]], _ socket: borrowing Socket?
    ) throws(ZMQError) {
        switch socket {
        case .some(let socket): for prefix in prefixes { try socket.subscribe(prefix.span) }
        case .none: break
        }
    }

    /// Only what was granted as it was asked for: parts of it may belong to another subscription of the same reader, whose
    /// socket drops what it does not want.
    private static func revoke(
        _ prefix: [UInt8], _ socket: borrowing Socket?
    ) throws(ZMQError) {
        switch socket {
        case .some(let socket): try socket.unsubscribe(prefix.span)
        case .none: break
        }
    }

    // MARK: What is passed on

    private mutating func passOn() throws(ZMQError) {
        guard !isBroken, socket != nil, next <= log.lastDurable else { return }
        chunk.removeAll()
        do throws(LogError) {
            guard
                try log.read(
                    from: next, upTo: log.lastDurable, bytesMax: Self.chunkBytes, cursor: &cursor,
                    into: &chunk) != nil
            else { return }
        } catch {
            isBroken = true
            thread.say(
                LogLine(.logDamaged, "the feed has ended: \(error)", sequence: next))
            return
        }
        var at = 0
        var sent: UInt64 = 0
        while let found = RecordHead(chunk.bytes, at: at) {
            if let step = Self.advance(&topics, found, chunk, at), hasReaders {
                let text = topics.text(step.topic)
                name.assign(text.span)
                record.assign(chunk, at..<(at + found.length))
                try send(
                    FeedHead(
                        .event, sequence: found.sequence, previous: step.previous, since: since),
                    withRecord: true)
                sent += 1
            }
            next = found.sequence + 1
            at += found.length
        }
        if sent > 0 { thread.state.withLock { $0.counters.messages += sent } }
    }

    private static func advance(
        _ topics: inout FeedTopics, _ head: RecordHead, _ chunk: borrowing ByteBuffer, _ at: Int
    ) -> (topic: Int, previous: UInt64)? {
        topics.advance(head, in: chunk.bytes, at: at)
    }

    private mutating func giveSign(_ now: UInt64) throws(ZMQError) {
        guard hasReaders, socket != nil, now >= nextSign else { return }
        nextSign = now + Self.pause
        let text = FeedRights.signOfLife
        name.assign(text.span)
        try send(
            FeedHead(.signOfLife, sequence: next - 1, previous: 0, since: since),
            withRecord: false)
    }

    private mutating func send(_ what: FeedHead, withRecord: Bool) throws(ZMQError) {
        headBytes.removeAll()
        what.write(into: &headBytes)
        head.assign(headBytes)
        try Self.send(socket, &name, &head, &record, withRecord: withRecord)
    }

    private static func send(
        _ socket: borrowing Socket?, _ name: inout Frame, _ head: inout Frame,
        _ record: inout Frame, withRecord: Bool
    ) throws(ZMQError) {
        switch socket {
        case .some(let socket):
            _ = try socket.send(&name, more: true)
            _ = try socket.send(&head, more: withRecord)
            if withRecord { _ = try socket.send(&record, more: false) }
        case .none: break
        }
    }
}
