package import BusCore
internal import Bytes
package import Platform
internal import Systemd
package import ZeroMQ

/// Why the bus thread came to its end.
package enum BusEnd: Sendable {
    /// Asked to stop; everything accepted is on disk and receipted.
    case stopped
    /// The log can't be trusted any more: the reason.
    case logFailed(LogError)
    case socketFailed(ZMQError)
}

/// The bus thread: owns the sockets and the bus, and performs what the bus decides. One turn: wait, take what came
/// back from the other threads, take messages, hand a batch to the log, send.
package struct BusThread: ~Copyable {
    /// Messages taken in one turn, so that a flood cannot starve outcomes, signals or timers.
    private static let messagesPerTurn = 64
    /// Events after which a turn ends, whatever else waits: about 0.3 ms of work.
    private static let eventsPerTurn = 256
    private static let tickNanoseconds: UInt64 = 1_000_000_000
    /// Batches up to this size may be written on this thread.
    private static let ownWriteBytesMax = 16 << 10
    /// A write that takes longer is left to the log thread for a second.
    private static let slowNanoseconds: UInt64 = 20_000_000

    var bus: Bus
    private let log: LogThread
    /// The log itself, for small batches while the log thread has nothing to do.
    private let eventLog: any EventLog
    var helpers: BusHelpers
    let router: Socket
    private let signals: Signals
    private let bell: Bell
    let report: @Sendable (Notice) -> Void
    private let say: @Sendable (LogLine) -> Void
    private let reload: @Sendable () -> Reloaded?

    var out = Output()
    private var outcomes: [CommitOutcome] = []
    var finished: [FinishedRead] = []
    var answers: [QueryAnswer] = []
    /// Taken from the desk, not yet through the gate.
    var submissions: [Submission] = []
    var arrivals: [Submission] = []
    private var isLogBusy = false
    /// More of the log is durable than those who follow it were told.
    private var hasGrown = false
    private var isProbing = false
    /// Before this monotonic time, batches go to the log thread: the disk was slow.
    private var diskSlowUntil: UInt64 = 0
    /// Whether the service manager waits for signs of life; where nobody reads them, sending them would block in the end.
    private let isWatched = Notify.watchdogMicroseconds != nil
    private var nextTick: UInt64 = 0
    var nextKeep: UInt64 = 0
    private var sequenceAtTick: UInt64 = 0
    private var sequenceAtTrim: UInt64 = 0
    /// Quiet ticks before what only the start needed is given back; nil once it is.
    private var ticksToSettle: Int? = 2

    var route = Frame()
    var head = Frame()
    var body = Frame()
    /// By index of the output's bodies: the frames made of them this turn.
    var bodies: [SharedFrame?] = []
    /// Peers that could not be sent a message this turn.
    var lost: Set<PeerID> = []

    /// - Parameters:
    ///   - router: bound already, so that nothing is promised before its endpoint answers.
    ///   - bell: the one that `log` and all helpers ring.
    ///   - say: one line for the operator.
    ///   - report: told what operators should know of a peer.
    ///   - reload: called on SIGHUP; gives new bounds and roll, or nil when the old ones stay.
    package init(
        bus: consuming Bus, router: consuming Socket, log: LogThread, eventLog: any EventLog,
        helpers: BusHelpers,
        signals: Signals, bell: Bell, say: @escaping @Sendable (LogLine) -> Void,
        report: @escaping @Sendable (Notice) -> Void,
        reload: @escaping @Sendable () -> Reloaded?
    ) {
        self.bus = bus
        self.router = router
        self.log = log
        self.eventLog = eventLog
        self.helpers = helpers
        self.signals = signals
        self.bell = bell
        self.report = report
        self.say = say
        self.reload = reload
    }

    /// Runs until told to stop by a signal.
    package mutating func run() -> BusEnd {
        do throws(ZMQError) {
            OSThread.answerPromptly(named: "coordd")
            OSThread.answerPromptly(named: "ZMQbg/IO")
            var poller = Poller(socket: router, descriptors: [bell.fd, signals.fd])
            var more = false
            bus.prepareInboxes(into: &out)
            try perform()
            while true {
                let idle = bus.hasInboxChanges ? Self.keepNanoseconds : Self.tickNanoseconds
                let wait = more ? 0 : idle
                try poller.wait(router, timeout: wait, listens: bus.canReceive)
                if poller.isReady(1), let end = try handleSignals() { return end }
                if poller.isReady(0) { bell.silence() }
                if let end = takeOutcomes() { return end }
                takeReads()
                takePast()
                takeAnswers()
                takeSubmissions()
                if poller.isSocketReady || more { more = try receive() }
                if let end = handOver(isIdle: !more) { return end }
                // Somebody waits for these; what follows can wait for them.
                try perform()
                tellWatches()
                tick()
                keepInboxes()
                tellState()
                try perform()
            }
        } catch {
            return .socketFailed(error)
        }
    }

    // MARK: What comes back from other threads

    private mutating func takeOutcomes() -> BusEnd? {
        log.outcomes.drain(into: &outcomes)
        for outcome in outcomes {
            if let end = take(outcome) { return end }
        }
        outcomes.removeAll(keepingCapacity: true)
        return nil
    }

    private mutating func take(_ outcome: CommitOutcome) -> BusEnd? {
        switch outcome {
        case .durable:
            isLogBusy = false
            bus.committed(into: &out)
            hasGrown = true
        case .full(let error):
            isLogBusy = false
            bus.failed(error, into: &out)
            say(
                LogLine(
                    .doorClosed, "not taking events: \(error.description)",
                    code: error.code.rawValue, sequence: bus.durable))
            Notify.status("Not taking events: \(error.description)")
        case .stillFull:
            isProbing = false
        case .room:
            isProbing = false
            bus.openDoor()
            say(LogLine(.doorOpened, "taking events again", sequence: bus.durable))
            Notify.status("Ready: taking events again")
        case .fatal(let error):
            return .logFailed(error)
        }
        return nil
    }

    // MARK: Messages

    /// - Returns: whether more may be waiting.
    private mutating func receive() throws(ZMQError) -> Bool {
        let now = monotonicNanoseconds()
        let wall = wallNanoseconds()
        let before = bus.nextSequence
        for _ in 0..<Self.messagesPerTurn {
            guard bus.canReceive else { return false }  // the log's outcome wakes us
            guard bus.nextSequence - before < Self.eventsPerTurn else { return true }
            guard try router.receive(into: &route) else { return false }
            try receiveMessage(now: now, wall: wall)
        }
        return true
    }

    private mutating func receiveMessage(now: UInt64, wall: UInt64) throws(ZMQError) {
        let peer = Self.peer(route.bytes)
        _ = try router.receive(into: &head)
        var frames = 1
        if head.hasMore {
            repeat {
                _ = try router.receive(into: &body)
                frames += 1
            } while body.hasMore  // more than two are refused, but have to be taken
        }
        guard let peer else {
            try refuseRoutingID()
            return
        }
        Self.pass(head, body, frames, from: peer, now, wall, to: &bus, &out)
    }

    private static func pass(
        _ head: borrowing Frame, _ body: borrowing Frame, _ frames: Int, from peer: PeerID,
        _ now: UInt64, _ wall: UInt64, to bus: inout Bus, _ out: inout Output
    ) {
        if frames > 1 {
            bus.receive(
                from: peer, head: head.bytes, body: body.bytes, frames: frames,
                caller: caller(head), now: now, wall: wall, into: &out)
        } else {
            bus.receive(from: peer, head: head.bytes, body: nil, now: now, wall: wall, into: &out)
        }
    }

    /// Who sent a hello; other messages belong to a session that knows.
    private static func caller(_ head: borrowing Frame) -> Caller {
        let bytes = head.bytes
        guard bytes.count > 1, bytes[1] == Verb.hello.rawValue else {
            return Caller(key: nil, address: "")
        }
        return Caller(
            key: head.property("User-Id"), address: head.property("Peer-Address") ?? "")
    }

    /// libzmq's own routing ids are a zero byte and four more; anything else a client picked for itself.
    private static func peer(_ route: Span<UInt8>) -> PeerID? {
        guard route.count == 5, route[0] == 0 else { return nil }
        return PeerID(rawValue: route.littleEndian(at: 1, as: UInt32.self))
    }

    private mutating func refuseRoutingID() throws(ZMQError) {
        var bytes = ByteBuffer()
        Head.error(
            code: ProtocolError.Code.malformedMessage.rawValue, number: 0, subscription: 0,
            detail: 0, into: &bytes)
        head.assign(bytes)
        body.assign(
            Array("this client set a routing id of its own; leave ZMQ_ROUTING_ID unset".utf8).span)
        if try router.send(&route, more: true) == .sent {
            _ = try router.send(&head, more: true)
            _ = try router.send(&body, more: false)
        }
    }

    // MARK: The log, the clock

    /// Gives what has gathered to the log. Two hand-offs between threads cost more than a small write, so a small
    /// batch is written here when nothing else waits, as long as the disk is quick.
    private mutating func handOver(isIdle: Bool) -> BusEnd? {
        guard !isLogBusy, let batch = bus.takeBatch() else { return nil }
        let start = monotonicNanoseconds()
        guard isIdle, batch.recordBytes <= Self.ownWriteBytesMax, start >= diskSlowUntil else {
            isLogBusy = true
            log.give(.append(batch))
            return nil
        }
        if let failure = log.write(batch, to: eventLog) { return take(failure) }
        // What follows from the batch is worked out while the disk is at work. Nothing leaves before the sync is done, and where that
        // fails, the process ends.
        bus.committed(into: &out)
        let outcome = log.sync(eventLog, since: start)
        guard case .durable = outcome else { return take(outcome) }
        let now = monotonicNanoseconds()
        if now - start > Self.slowNanoseconds { diskSlowUntil = now + Self.tickNanoseconds }
        hasGrown = true
        return nil
    }

    private mutating func tellWatches() {
        guard hasGrown else { return }
        hasGrown = false
        for watch in helpers.watches { watch.advanced() }
    }

    private mutating func tick() {
        let now = monotonicNanoseconds()
        guard now >= nextTick else { return }
        nextTick = now + Self.tickNanoseconds
        _ = bus.tick(now: now, wall: wallNanoseconds(), into: &out)
        if isWatched { Notify.alive() }
        trimWhenQuiet()
        if bus.doorClosed != nil, !isProbing {
            isProbing = true
            log.give(.probe)
        }
    }

    /// After a burst, what it needed is given back once nothing has come for a tick.
    private mutating func trimWhenQuiet() {
        let isQuiet = bus.nextSequence == sequenceAtTick
        if isQuiet, bus.nextSequence != sequenceAtTrim {
            bus.giveBackMemory()
            trimHeap()
            sequenceAtTrim = bus.nextSequence
        }
        sequenceAtTick = bus.nextSequence
        guard isQuiet, let left = ticksToSettle else { return }
        ticksToSettle = left > 1 ? left - 1 : nil
        if left == 1 { handBackCode() }
    }

    // MARK: Signals

    private mutating func handleSignals() throws(ZMQError) -> BusEnd? {
        while let signal = signals.next() {
            switch signal {
            case .hangUp:
                Notify.reloading(monotonicMicroseconds: monotonicNanoseconds() / 1000)
                if let new = reload() {
                    bus.reload(new.limits)
                    bus.take(new.roll, wall: wallNanoseconds(), into: &out)
                }
                if let table = helpers.rereadRoutes() { bus.reload(table, into: &out) }
                Notify.ready("Ready on \(router.lastEndpoint())")
            case .terminate, .interrupt:
                return try drain()
            }
        }
        return nil
    }

    /// Takes what has arrived, waits for the disk, receipts, says goodbye.
    private mutating func drain() throws(ZMQError) -> BusEnd {
        Notify.stopping("Stopping: writing what was accepted")
        let deadline = monotonicNanoseconds() + 3_000_000_000
        while monotonicNanoseconds() < deadline, try receive() {
            if let end = handOver(isIdle: false) { return end }
            if let end = try waitForLog() { return end }
        }
        while bus.hasBatch || isLogBusy {
            if let end = handOver(isIdle: false) { return end }
            if let end = try waitForLog() { return end }
        }
        bus.farewell(into: &out)
        keepLastInboxes()
        try perform()
        return .stopped
    }

    private mutating func waitForLog() throws(ZMQError) -> BusEnd? {
        while isLogBusy {
            bell.wait()
            if let end = takeOutcomes() { return end }
        }
        takeReads()
        try perform()
        tellWatches()
        return nil
    }
}
