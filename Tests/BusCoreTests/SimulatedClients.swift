import Bytes
import Testing
import TestSupport

@testable import BusCore

/// What a publisher must remember, as docs/protocol.md tells it to.
struct SimulatedPublisher {
    let agency: String
    var peer: UInt32 = 0
    /// Sent in this session and without receipt, by number.
    private(set) var outstanding: [UInt64: [UInt8]] = [:]
    private(set) var receipted: UInt64 = 0
    private var next: UInt64 = 1
    private var made = 0
    /// Sent before, to be sent again by chance.
    private var old: [[UInt8]] = []
    private var later: [[UInt8]] = []

    init(agency: String) { self.agency = agency }

    /// New, the same again, other content under an old id, or garbage.
    mutating func makeEvent(_ random: inout SplitMix64) -> [UInt8] {
        let dice = Int.random(in: 0..<20, using: &random)
        if dice == 0 { return Array("{}".utf8) }
        if dice < 4, let event = old.randomElement(using: &random) { return event }
        let reuse = dice == 4 && made > 0
        if !reuse { made += 1 }
        // Agencies may have several publishers; the peer keeps their ids apart.
        let id =
            reuse ? "\(agency)-\(Int.random(in: 1...made, using: &random))" : "\(agency)-\(made)"
        let padding = String(
            repeating: "x", count: Int.random(in: 1...400, using: &random))
        let event =
            Bool.random(using: &random)
            ? MadeEvents.heartbeat(
                id, agency: agency, waiting: Int.random(in: 0...9, using: &random))
            : MadeEvents.lesson(
                id, agency: agency, country: Bool.random(using: &random) ? "KEN" : "UGA",
                text: padding)
        old.append(event)
        return event
    }

    /// - Returns: the number of the first.
    mutating func send(_ events: [[UInt8]]) -> UInt64 {
        let first = next
        for event in events {
            outstanding[next] = event
            next += 1
        }
        return first
    }

    /// The event with this number, which must be the next to be answered.
    mutating func answered(_ number: UInt64) -> [UInt8]? {
        guard number == receipted + 1 else { return nil }
        receipted = number
        return outstanding.removeValue(forKey: number)
    }

    mutating func putOff(_ event: [UInt8]) { later.append(event) }

    mutating func takePutOff() -> [[UInt8]]? {
        guard !later.isEmpty else { return nil }
        defer { later.removeAll() }
        return later
    }

    /// A new session: what has no receipt is sent again, the oldest first, from number 1.
    mutating func reconnected() -> [[UInt8]] {
        let again = outstanding.sorted { $0.key < $1.key }.map(\.value)
        outstanding.removeAll()
        receipted = 0
        next = 1
        _ = send(again)
        return again
    }
}

/// What a subscriber must remember and check.
struct SimulatedSubscriber {
    let pattern: TopicPattern
    var peer: UInt32 = 0
    var creditEvents = 0
    var creditBytes = 0
    private(set) var through: UInt64 = 0
    /// Sequences taken, in all sessions.
    private(set) var taken: [UInt64] = []
    private var previous: UInt64 = 0

    init(pattern text: String) {
        do throws(ProtocolError) {
            pattern = try TopicPattern(text)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    mutating func reconnected() { previous = 0 }

    mutating func take(
        _ message: Sent, _ log: MemoryLog, _ expect: (Bool, String) throws -> Void
    ) throws {
        let records = message.records
        try expect(message.u32(12) == UInt32(records.count), "the count is wrong")
        try expect(message.u64(16) == previous, "previous is not the last record taken")
        if !records.isEmpty {
            try expect(creditEvents > 0 && creditBytes > 0, "delivered without credit")
            try expect(records.count <= creditEvents, "more records than credit")
            let bytes = records.reduce(0) { $0 + $1.count }
            try expect(records.count == 1 || bytes <= creditBytes, "more bytes than credit")
            creditEvents -= records.count
            creditBytes -= bytes
        }
        for record in records {
            let head = log.head(record)
            try expect(head.sequence > (taken.last ?? 0), "not in order")
            try expect(head.sequence <= log.last, "delivered before it was on disk")
            try expect(log.records[Int(head.sequence) - 1] == record, "not as it is on disk")
            try expect(
                RecordHead.hasValidChecksum(record.span, at: 0, length: record.count), "checksum")
            taken.append(head.sequence)
            previous = head.sequence
        }
        let reached = message.u64(24)
        try expect(reached >= (taken.last ?? 0) && reached >= through, "through stepped back")
        try expect(reached <= log.last, "through is ahead of the disk")
        through = reached
    }
}
