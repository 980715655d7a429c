@testable import BusCore
import Bytes
import Events

/// A message as it crosses the wire.
struct Sent: Equatable {
    var peer: UInt32
    var head: [UInt8]
    var body: [UInt8]?

    var verb: UInt8 { head[1] }
    var code: UInt16 { head.span.littleEndian(at: 2, as: UInt16.self) }
    var text: String { String(decoding: body ?? [], as: UTF8.self) }

    func u32(_ offset: Int) -> UInt32 { head.span.littleEndian(at: offset, as: UInt32.self) }
    func u64(_ offset: Int) -> UInt64 { head.span.littleEndian(at: offset, as: UInt64.self) }

    var runs: [ReceiptRun] {
        var runs: [ReceiptRun] = []
        var at = 0
        let body = body ?? []
        while at < body.count, let run = ReceiptRun(body.span, at: &at) { runs.append(run) }
        return runs
    }

    var records: [[UInt8]] {
        var records: [[UInt8]] = []
        var at = 0
        let body = body ?? []
        while at < body.count, let head = RecordHead(body.span, at: at) {
            records.append(Array(body[at..<(at + head.length)]))
            at += head.length
        }
        return records
    }
}

/// A whole bus under a test's clock, with its log in memory; every step is the test's to take.
final class World {
    static let start: UInt64 = 1_519_894_800_000_000_000  // 2018-03-01T09:00:00Z

    var bus: Bus
    let log: MemoryLog
    var out = Output()
    /// Monotonic nanoseconds.
    var now: UInt64 = 1_000_000_000
    var wall: UInt64 = World.start
    var underWay: [Batch] = []
    var reads: [ReadRequest] = []
    private(set) var sent: [Sent] = []
    private var queries: [QueryRequest] = []
    private var outcomes: [SubmissionOutcome] = []

    /// - Parameter log: of an earlier world that came to a sudden end.
    init(
        _ log: MemoryLog = MemoryLog(), queries: [String] = [], roll: Roll = .open,
        knowsPast: Bool = true,
        _ change: (inout BusLimits) -> Void = { _ in }
    ) {
        self.log = log
        var limits = BusLimits()
        change(&limits)
        bus = Bus(
            limits: limits,
            information: BusInformation(
                name: "coordd", version: "0.1.0", log: "00c0ffee", queries: queries),
            roll: roll, source: log, idSeed: 42, durable: log.last, lastRecorded: 0, ids: IdTable(),
            topics: TopicTable())
        if knowsPast { takePast() }
    }

    /// What the daemon's thread for the past does.
    func takePast() {
        var past = BusPast()
        var reader = EventReader()
        for record in log.records { past.apply(record.span, &reader) }
        bus.take(past, now: now, wall: wall, into: &out)
        collect()
    }

    /// Time passes, second by second.
    func pass(seconds: Int) {
        for _ in 0..<seconds {
            now += 1_000_000_000
            wall += 1_000_000_000
            tick()
            settle()
        }
    }

    func query(_ peer: UInt32, _ question: String) {
        send(peer, BusCoreTests.head { Head.query(number: 9, into: &$0) }, Array(question.utf8))
    }

    var canReceive: Bool { bus.canReceive }
    var readsUnderWay: Int { bus.readsUnderWay }
    var sessions: [PeerID: Session] { bus.sessions }

    /// Hands one message to the bus.
    func send(_ peer: UInt32, _ head: [UInt8], _ body: [UInt8]? = nil, frames: Int = 2) {
        let peer = PeerID(rawValue: peer)
        if let body {
            bus.receive(
                from: peer, head: head.span, body: body.span, frames: frames, now: now, wall: wall,
                into: &out)
        } else {
            bus.receive(
                from: peer, head: head.span, body: nil, frames: frames, now: now, wall: wall,
                into: &out)
        }
        collect()
    }

    /// Gives what has gathered to the log, which is in no hurry.
    func handOver() {
        if let batch = bus.takeBatch() { underWay.append(batch) }
    }

    /// The oldest batch under way is on disk.
    func commit() {
        guard !underWay.isEmpty else { return }
        log.append(underWay.removeFirst())
        bus.committed(into: &out)
        collect()
    }

    /// The log could not take what is under way.
    func fail() {
        underWay.removeAll()
        bus.failed(ProtocolError(.logFull, "the log cannot grow: no space left"), into: &out)
        collect()
    }

    /// Does the reads asked for so far, the oldest first.
    func serve(_ count: Int = .max) {
        var done = 0
        while !reads.isEmpty, done < count {
            bus.completed(log.read(reads.removeFirst()), into: &out)
            collect()
            done += 1
        }
    }

    /// Commits and reads until nothing is left to do.
    func settle() {
        repeat {
            handOver()
            commit()
            serve()
        } while !underWay.isEmpty || !reads.isEmpty || bus.hasBatch
    }

    func tick() {
        _ = bus.tick(now: now, wall: wall, into: &out)
        collect()
    }

    func collect() {
        for message in out.messages {
            let head = out.heads.bytes(message.head).array
            let body = message.body.map { index in out.bodies[index].with { $0.bytes.array } }
            sent.append(Sent(peer: message.peer.rawValue, head: head, body: body))
        }
        reads += out.reads
        queries += out.queries
        outcomes += out.outcomes
        out.removeAll()
    }

    /// Questions handed out since the last call.
    func takeQueries() -> [QueryRequest] {
        defer { queries.removeAll() }
        return queries
    }

    /// Outcomes of submissions since the last call.
    func takeOutcomes() -> [SubmissionOutcome] {
        defer { outcomes.removeAll() }
        return outcomes
    }

    /// What the bus has sent since the last call.
    func take() -> [Sent] {
        defer { sent.removeAll() }
        return sent
    }
}

/// The head that `write` writes.
func head(_ write: (inout ByteBuffer) -> Void) -> [UInt8] {
    var buffer = ByteBuffer()
    write(&buffer)
    return buffer.bytes.array
}

/// The body of a publish.
func framed(_ events: [[UInt8]]) -> [UInt8] {
    head { buffer in
        for event in events {
            buffer.append(littleEndian: UInt32(event.count))
            buffer.append(event)
        }
    }
}

extension World {
    func inbox(_ name: String, of agency: String = "ead") -> Inbox? {
        bus.inboxes.find(InboxKey(agency: AgencyCode(agency) ?? .bus, name: name))
    }

    func attach(
        _ peer: UInt32, _ inbox: String = "main", patterns: [String]? = nil,
        _ start: Request.Start = .sequence(1), events: UInt32 = 100, bytes: UInt32 = 1 << 20,
        subscription: UInt32 = 1, alone: Bool = false
    ) {
        let attach = Request.Subscribe(
            subscription: subscription, start: start, creditEvents: events, creditBytes: bytes)
        let list = patterns.map { patterns in
            #","patterns":[\#(patterns.map { "\"\($0)\"" }.joined(separator: ","))]"#
        }
        send(
            peer, head { Head.attach(number: 4, attach, into: &$0) },
            Array(#"{"inbox":"\#(inbox)"\#(list ?? "")\#(alone ? ",\"alone\":true" : "")}"#.utf8))
    }

    func ack(_ peer: UInt32, _ sequence: UInt64, single: Bool = false, subscription: UInt32 = 1) {
        let settlement = Request.Settlement(
            subscription: subscription, kind: single ? .second : .first, sequence: sequence)
        send(peer, head { Head.ack(number: 5, settlement, into: &$0) })
    }

    func nack(
        _ peer: UInt32, _ sequence: UInt64, never: Bool = false, _ reason: String = "",
        subscription: UInt32 = 1
    ) {
        let settlement = Request.Settlement(
            subscription: subscription, kind: never ? .second : .first, sequence: sequence)
        send(peer, head { Head.nack(number: 6, settlement, into: &$0) }, Array(reason.utf8))
    }

    func hello(_ peer: UInt32, _ agency: String = "undp", number: UInt32 = 1) {
        send(
            peer, head { Head.hello(number: number, into: &$0) },
            Array(#"{"agency":"\#(agency)","client":"made 1"}"#.utf8))
    }

    /// Hands the bus a new roll.
    func take(_ roll: Roll) {
        bus.take(roll, wall: wall, into: &out)
        collect()
    }

    func publish(_ peer: UInt32, first: UInt64, _ events: [[UInt8]], number: UInt32 = 0) {
        send(peer, head { Head.publish(number: number, first: first, into: &$0) }, framed(events))
    }

    func subscribe(
        _ peer: UInt32, _ start: Request.Start = .sequence(1), pattern: String? = nil,
        events: UInt32 = 1000, bytes: UInt32 = 1 << 20, subscription: UInt32 = 1, number: UInt32 = 2
    ) {
        let subscribe = Request.Subscribe(
            subscription: subscription, start: start, creditEvents: events, creditBytes: bytes)
        send(
            peer, head { Head.subscribe(number: number, subscribe, into: &$0) },
            pattern.map { Array($0.utf8) })
    }

    func credit(_ peer: UInt32, events: UInt32, bytes: UInt64, subscription: UInt32 = 1) {
        send(
            peer,
            head {
                Head.credit(subscription: subscription, events: events, bytes: bytes, into: &$0)
            })
    }

    func fetch(
        _ peer: UInt32, _ start: Request.Start = .sequence(1), pattern: String? = nil,
        events: UInt32 = 1000, bytes: UInt32 = 1 << 20, number: UInt32 = 3
    ) {
        let fetch = Request.Fetch(start: start, eventsMax: events, bytesMax: bytes)
        send(
            peer, head { Head.fetch(number: number, fetch, into: &$0) },
            pattern.map { Array($0.utf8) })
    }
}
