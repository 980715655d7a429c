internal import Bytes
internal import Events

/// The bus without threads, sockets, files or clock: bytes and times go in, messages and batches come out.
///
/// One turn of its owner: `receive` what has come, `takeBatch` for the disk when the disk is free, `committed` when a batch
/// is durable, `completed` when a read is done, `tick` for deadlines; then perform what stands in the `Output`.
/// Extensions by task: publishing in `Gate.swift`, subscriptions and fetches in `Deliveries.swift`.
package struct Bus: ~Copyable {
    package private(set) var limits: BusLimits
    package let information: BusInformation
    let source: any RecordSource

    /// Who may take part.
    package internal(set) var roll: Roll
    let identification: Identification

    var validator: EventValidator
    var ids: IdTable
    var topics: TopicTable
    var sessions: [PeerID: Session] = [:]

    /// What the next record will be.
    package var nextSequence: UInt64 { filling.first + UInt64(filling.count) }
    /// Everything up to here is on disk.
    package internal(set) var durable: UInt64
    /// Wall clock of the newest record; recorded times never step back.
    var lastRecorded: UInt64 = 0
    var filling: BatchContent
    /// Batches handed to the log and not yet back, oldest first.
    var underWay: [Batch] = []
    /// Sessions that wait for a batch without an event of their own in it.
    var awaitingOthers: Set<PeerID> = []
    /// What parts of this process published and what is not on disk yet, oldest first.
    var pendingSubmissions: [PendingSubmission] = []
    /// Bytes of answers that wait for the disk with the batch that fills.
    var answerBytes = 0
    /// Reads asked for and not yet done, also those of sessions that have ended since.
    var readsUnderWay = 0
    /// Questions handed out and not yet answered, also those of sessions that have ended since.
    var queriesUnderWay = 0
    /// A subscription found no room for its read.
    var isReadStalled = false
    var recent: RecentRecords
    var inboxes = Inboxes()
    var presence = Presence()
    /// Is what the log says of the time before this start in `presence` and the parties of cases? Nobody needs it without a roll.
    var isPastKnown: Bool
    /// Fetches that wait for it.
    var heldReads: [ReadRequest] = []
    /// Reads inside events where an inbox's clause has to know.
    var inside = EventReader()
    /// Monotonic nanoseconds and the wall clock, as they were told last.
    var clock: UInt64 = 0
    var wallClock: UInt64 = 0
    /// Why publishing is refused for now, or nil.
    package internal(set) var doorClosed: ProtocolError?

    var nextGeneration: UInt64 = 1
    var scratch = ByteBuffer(capacity: 0)
    package internal(set) var counters = Counters()

    package struct Counters: Sendable {
        package var recorded: UInt64 = 0
        package var recordedBefore: UInt64 = 0
        package var conflicts: UInt64 = 0
        package var delivered: UInt64 = 0
        package var refusals: [UInt16: UInt64] = [:]
    }

    /// - Parameters:
    ///   - durable: last sequence the log holds.
    ///   - lastRecorded: its recorded time, nanoseconds since the Unix epoch.
    ///   - ids: every id the log holds, by the fingerprint that `idSeed` gives.
    ///   - topics: every topic the log holds.
    ///   - identification: how it learns who connects.
    package init(
        limits: BusLimits, information: BusInformation, roll: Roll = .open,
        identification: Identification = .hello, source: any RecordSource, idSeed: UInt64,
        durable: UInt64, lastRecorded: UInt64, ids: consuming IdTable, topics: TopicTable
    ) {
        self.roll = roll
        inboxes.sights = roll.sights
        self.identification = identification
        self.limits = limits
        self.information = information
        self.source = source
        self.durable = durable
        isPastKnown = durable == 0 || roll.isOpen
        inboxes.isPrepared = isPastKnown
        self.lastRecorded = lastRecorded
        self.ids = ids
        self.topics = topics
        validator = EventValidator(bytesMax: limits.eventBytes, idSeed: idSeed)
        filling = BatchContent(first: durable + 1)
        recent = RecentRecords(bytesMax: limits.recentBytes)
    }

    /// Takes up new bounds; those that memory was laid out for stay as they are.
    package mutating func reload(_ new: BusLimits) {
        limits.messageEvents = new.messageEvents
        limits.batchBytes = new.batchBytes
        limits.deliveryBytes = new.deliveryBytes
        limits.silenceNanoseconds = new.silenceNanoseconds
        limits.onlineNanoseconds = new.onlineNanoseconds
        limits.offlineNanoseconds = new.offlineNanoseconds
    }

    /// False while a full batch, or as many answers, wait for the disk: leave further messages in the socket's queue.
    package var canReceive: Bool { filling.recordBytes + answerBytes < limits.batchBytes }
    package var hasBatch: Bool { !filling.isEmpty }
    package var sessionCount: Int { sessions.count }

    /// Takes one message: its head frame and, where `body` is not nil, its body frame.
    /// - Parameters:
    ///   - frames: how many came, where it was more than two.
    ///   - caller: what the socket knows of the connection; asked for with hello only.
    ///   - now: monotonic nanoseconds.
    ///   - wall: nanoseconds since the Unix epoch.
    package mutating func receive(
        from peer: PeerID, head: Span<UInt8>, body: Span<UInt8>?, frames: Int = 2,
        caller: Caller = Caller(key: nil, address: ""), now: UInt64, wall: UInt64,
        into out: inout Output
    ) {
        clock = max(clock, now)
        wallClock = wall
        var number: UInt32 = 0
        do throws(ProtocolError) {
            if head.count >= 8 { number = head.littleEndian(at: 4, as: UInt32.self) }
            guard frames <= 2 else {
                throw ProtocolError(
                    .malformedMessage,
                    "a message of \(frames) frames; send the head first, then the body, and nothing more"
                )
            }
            let request = try Request(head: head, hasBody: body != nil)
            if case .hello = request {
                try open(
                    peer, number: number, body: body, caller: caller, now: now, wall: wall,
                    into: &out)
                return
            }
            guard let session = sessions[peer] else {
                throw ProtocolError(
                    .helloFirst,
                    "this connection has no session; send hello first, also after a reconnect")
            }
            session.heardAt = now
            try perform(request, of: session, body: body, wall: wall, into: &out)
        } catch {
            refuse(peer, number: number, error, into: &out)
        }
    }

    private mutating func perform(
        _ request: Request, of session: Session, body: Span<UInt8>?, wall: UInt64,
        into out: inout Output
    ) throws(ProtocolError) {
        switch request {
        case .hello: break  // handled by the caller, it makes the session
        case .publish(let number, let first):
            guard let body else { return }
            try publish(session, number: number, first: first, body: body, wall: wall, into: &out)
        case .subscribe(let number, let subscribe):
            try self.subscribe(
                session, number: number, subscribe, pattern: try Self.pattern(body), into: &out)
        case .credit(let subscription, let events, let bytes):
            try credit(
                session, subscription: subscription, events: events, bytes: bytes, into: &out)
        case .unsubscribe(let number, let subscription):
            try unsubscribe(session, number: number, subscription: subscription, into: &out)
        case .fetch(let number, let fetch):
            try self.fetch(
                session, number: number, fetch, pattern: try Self.pattern(body), into: &out)
        case .query(let number):
            guard let body else { return }
            try ask(session, number: number, body, into: &out)
        case .ping(let number):
            let last = durable
            out.send(to: session.peer) { Head.pong(number: number, last: last, into: &$0) }
        case .attach(let number, let attach):
            guard let body else { return }
            try self.attach(session, number: number, attach, body: body, into: &out)
        case .ack(_, let settlement):
            try acknowledge(session, settlement, into: &out)
        case .nack(_, let settlement):
            var reason = ""
            if let body { reason = body.extracting(first: min(body.count, 2_000)).text }
            try refuse(session, settlement, reason: reason, into: &out)
        case .quarantine(let number):
            guard let body else { return }
            try tendQuarantine(session, number: number, body: body, into: &out)
        case .bye(let number):
            end(session, code: 0, number: number, "goodbye", into: &out)
        }
    }

    private static func pattern(_ body: Span<UInt8>?) throws(ProtocolError) -> TopicPattern {
        guard let body else { return .all }
        // One byte more than is allowed is enough to see that it is too long.
        return try TopicPattern(
            body.extracting(first: min(body.count, TopicPattern.bytesMax + 1)).text)
    }

    mutating func refuse(
        _ peer: PeerID, number: UInt32, _ error: ProtocolError, subscription: UInt32 = 0,
        detail: UInt64 = 0, into out: inout Output
    ) {
        counters.refusals[error.code.rawValue, default: 0] += 1
        let body = out.add(Body(error.description))
        out.send(to: peer, body: body) {
            Head.error(
                code: error.code.rawValue, number: number, subscription: subscription,
                detail: detail, into: &$0)
        }
        out.notices.append(
            Notice(
                kind: .refused, peer: peer,
                agency: sessions[peer].map { $0.agency.description } ?? "",
                code: error.code.rawValue,
                text: "\(error.code.rawValue) \(error.description)"))
    }

    /// Ends sessions that have been silent too long, and those whose key has run out.
    /// - Returns: when to call again, monotonic nanoseconds; nil while there is no session.
    package mutating func tick(now: UInt64, wall: UInt64, into out: inout Output) -> UInt64? {
        clock = max(clock, now)
        wallClock = wall
        tickInboxes(into: &out)
        tickPresence()
        var next: UInt64?
        for session in Array(sessions.values) {
            let deadline = session.heardAt + limits.silenceNanoseconds
            if deadline <= now {
                let seconds = limits.silenceNanoseconds / 1_000_000_000
                end(
                    session, code: ProtocolError.Code.helloFirst.rawValue, number: 0,
                    "nothing came for \(seconds) s; send ping more often, and hello to go on",
                    into: &out)
            } else {
                if identification == .key { review(session, wall: wall, into: &out) }
                next = min(next ?? deadline, deadline)
            }
        }
        return next
    }

    /// A session is over: what it held goes back.
    mutating func left(_ session: Session, into out: inout Output) {
        leaveInboxes(session, into: &out)
        presence.closed(session.agency, now: clock, wall: wallClock)
    }

    /// The peer's connection is gone, or its queue is full and it reads nothing: forget it.
    package mutating func drop(_ peer: PeerID, because why: String, into out: inout Output) {
        guard let session = sessions.removeValue(forKey: peer) else { return }
        left(session, into: &out)
        out.notices.append(
            Notice(kind: .ended, peer: peer, agency: session.agency.description, text: why))
    }

    /// Tells every client that the bus is stopping.
    package mutating func farewell(into out: inout Output) {
        for session in Array(sessions.values) {
            end(
                session, code: ProtocolError.Code.shuttingDown.rawValue, number: 0,
                "the bus is stopping; connect again later", into: &out)
        }
    }

    mutating func end(
        _ session: Session, code: UInt16, number: UInt32, _ text: String, into out: inout Output
    ) {
        let body = out.add(Body(text))
        out.send(to: session.peer, body: body) {
            Head.farewell(code: code, number: number, into: &$0)
        }
        sessions.removeValue(forKey: session.peer)
        left(session, into: &out)
        out.notices.append(
            Notice(
                kind: .ended, peer: session.peer, agency: session.agency.description, text: text))
    }
}
