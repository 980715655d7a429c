internal import BusCore
internal import Bytes

/// A bus without sockets or disk: one publishing session and, if asked, reading ones; each batch is durable at once.
struct CoreBus: ~Copyable {
    private static let publisher = PeerID(rawValue: 1)
    private var bus: Bus
    private var out = Output()
    private var head = ByteBuffer(capacity: 64)
    private var events: BenchEvents
    private var message = ByteBuffer()
    private var nextEvent = 0
    /// Records handed to readers so far.
    var delivered: UInt64 { bus.counters.delivered }

    /// - Parameters:
    ///   - readers: sessions with one subscription each and credit without end.
    ///   - pattern: what they subscribe to.
    init(readers: Int = 0, pattern: String = ">") {
        var limits = BusLimits()
        limits.sessions = readers + 1
        bus = Bus(
            limits: limits,
            information: BusInformation(name: "core", version: "", log: "0"), source: NoRecords(),
            idSeed: 7, durable: 0, lastRecorded: 0, ids: IdTable(), topics: TopicTable())
        events = BenchEvents(size: 600, publisher: 0, seed: 1)
        for index in 0...readers {
            let peer = PeerID(rawValue: UInt32(index + 1))
            head.removeAll()
            Head.hello(number: 1, into: &head)
            receive("{\"agency\":\"undp\",\"client\":\"core\"}", from: peer)
            guard index > 0 else { continue }
            head.removeAll()
            Head.subscribe(
                number: 2,
                Request.Subscribe(
                    subscription: 1, start: .sequence(1), creditEvents: .max, creditBytes: .max),
                into: &head)
            receive(pattern, from: peer)
        }
        out.removeAll()
    }

    private mutating func receive(_ body: String, from peer: PeerID) {
        var text = ByteBuffer()
        text.append(body)
        Self.receive(&bus, head, text, peer, &out)
    }

    private static func receive(
        _ bus: inout Bus, _ head: borrowing ByteBuffer, _ body: borrowing ByteBuffer,
        _ peer: PeerID, _ out: inout Output
    ) {
        bus.receive(from: peer, head: head.bytes, body: body.bytes, now: 1, wall: 1, into: &out)
    }

    /// Makes the next message of `count` events, outside what is measured.
    mutating func prepare(events count: Int) {
        message.removeAll()
        for _ in 0..<count {
            message.append(littleEndian: UInt32(events.size))
            events.append(nextEvent, stamp: UInt64(nextEvent), to: &message)
            nextEvent += 1
        }
        head.removeAll()
        Head.publish(number: 0, first: UInt64(nextEvent - count + 1), into: &head)
    }

    /// The gate: takes the prepared message into the batch that fills.
    mutating func publish() {
        Self.receive(&bus, head, message, Self.publisher, &out)
        precondition(bus.hasBatch, "the gate took nothing")
    }

    /// The batch goes to a disk that takes no time; receipts and deliveries go out.
    mutating func commit() {
        _ = bus.takeBatch()
        bus.committed(into: &out)
        out.removeAll()
    }

    /// The prepared message's first event, for the pieces of the gate alone.
    func firstEvent() -> ByteBuffer {
        var event = ByteBuffer(capacity: events.size)
        event.append(message.bytes(4..<(4 + events.size)))
        return event
    }
}

/// A log without records: nothing here is ever looked up.
private final class NoRecords: RecordSource {
    func record(at sequence: UInt64, into buffer: inout ByteBuffer) throws(ProtocolError) {
        throw ProtocolError(.logDamaged, "there is no log in this measurement")
    }

    func firstSequence(recordedAtOrAfter time: UInt64) throws(ProtocolError) -> UInt64 { 1 }
}
