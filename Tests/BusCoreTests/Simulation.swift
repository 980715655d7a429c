import Bytes
import Events
import Testing
import TestSupport

@testable import BusCore

/// Several publishers and subscribers on one bus, with a disk and a reader that are late by chance, fill up and recover, and
/// connections that break. One seed is one world; a simple model says what must come out.
final class Simulation {
    let seed: UInt64
    var random: SplitMix64
    let world: World
    var publishers: [SimulatedPublisher]
    var subscribers: [SimulatedSubscriber]
    /// Where the bus said an event stands: it must say the same for ever.
    var recordedAt: [[UInt8]: UInt64] = [:]
    var nextPeer: UInt32 = 1
    /// Events whose receipt said "recorded", not "recorded before".
    var receiptedAsNew: Set<[UInt8]> = []

    init(seed: UInt64) {
        self.seed = seed
        var random = SplitMix64(seed: seed)
        world = World { limits in
            limits.recentBytes = [0, 2_000, 8 << 20].randomElement(using: &random) ?? 0
            limits.batchBytes = [4_000, 2 << 20].randomElement(using: &random) ?? 0
            limits.deliveryBytes = [500, 4_000, 256 << 10].randomElement(using: &random) ?? 0
        }
        let agencies = ["undp", "ead", "dpko"]
        publishers = (0..<Int.random(in: 1...4, using: &random)).map { index in
            SimulatedPublisher(agency: agencies[index % agencies.count])
        }
        let patterns = [">", "lesson.>", "*.*.KEN.*", "*.*.*.undp", "adapter.heartbeat.ZZZ.ead"]
        subscribers = (0..<Int.random(in: 1...5, using: &random)).map { _ in
            SimulatedSubscriber(pattern: patterns.randomElement(using: &random) ?? ">")
        }
        self.random = random
    }

    func run(steps: Int) throws {
        for index in publishers.indices { connect(publisher: index) }
        for index in subscribers.indices { connect(subscriber: index) }
        for _ in 0..<steps {
            try step()
            world.wall += UInt64.random(in: 0...5_000_000, using: &random)
            try take()
        }
        try finish()
    }

    private func step() throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<35: publish(Int.random(in: 0..<publishers.count, using: &random))
        case 35..<50: if world.underWay.count < 2 { world.handOver() }
        case 50..<65: world.commit()
        case 65..<80: world.serve(1)
        case 80..<90: giveCredit(Int.random(in: 0..<subscribers.count, using: &random))
        case 90..<92:
            if world.bus.doorClosed == nil { world.fail() }
        case 92..<95: world.bus.openDoor()
        case 95..<97: connect(publisher: Int.random(in: 0..<publishers.count, using: &random))
        default: connect(subscriber: Int.random(in: 0..<subscribers.count, using: &random))
        }
    }

    private func connect(publisher index: Int) {
        publishers[index].peer = nextPeer
        nextPeer += 1
        world.hello(publishers[index].peer, publishers[index].agency)
        let again = publishers[index].reconnected()
        if !again.isEmpty { world.publish(publishers[index].peer, first: 1, again) }
    }

    private func connect(subscriber index: Int) {
        subscribers[index].peer = nextPeer
        nextPeer += 1
        subscribers[index].reconnected()
        world.hello(subscribers[index].peer)
        let (events, bytes) = credit()
        subscribers[index].creditEvents = Int(events)
        subscribers[index].creditBytes = Int(bytes)
        world.subscribe(
            subscribers[index].peer, .sequence(subscribers[index].through + 1),
            pattern: subscribers[index].pattern.text, events: events, bytes: bytes)
    }

    private func credit() -> (UInt32, UInt32) {
        (
            UInt32.random(in: 0...20, using: &random),
            [0, 1, 500, 100_000].randomElement(using: &random) ?? 0
        )
    }

    private func giveCredit(_ index: Int) {
        let (events, bytes) = credit()
        subscribers[index].creditEvents += Int(events)
        subscribers[index].creditBytes += Int(bytes)
        world.credit(subscribers[index].peer, events: events, bytes: UInt64(bytes))
    }

    private func publish(_ index: Int) {
        guard world.bus.canReceive else { return }
        let count = Int.random(in: 1...8, using: &random)
        let events = (0..<count).map { _ in publishers[index].makeEvent(&random) }
        let first = publishers[index].send(events)
        world.publish(publishers[index].peer, first: first, events)
    }

    /// Checks everything the bus has sent against the model.
    private func take() throws {
        for message in world.take() {
            switch Verb(rawValue: message.verb) {
            case .receipt:
                guard let index = publishers.firstIndex(where: { $0.peer == message.peer }) else {
                    continue  // of a connection that is gone
                }
                for run in message.runs { try take(run, of: index) }
                try expect(
                    message.u64(8) == publishers[index].receipted, "through is the last answered")
            case .deliver:
                guard let index = subscribers.firstIndex(where: { $0.peer == message.peer }) else {
                    continue
                }
                try subscribers[index].take(message, world.log) { try expect($0, $1) }
            case .welcome, .subscribed: continue
            default: try expect(false, "unexpected \(message.verb) \(message.text)")
            }
        }
    }

    private func take(_ run: ReceiptRun, of index: Int) throws {
        for offset in 0..<UInt64(run.count) {
            let answered = publishers[index].answered(run.number + offset)
            let event = try #require(answered, "seed \(seed): receipted twice or out of order")
            guard !run.isRefusal else {
                try expect([409, 412, 507].contains(run.code), "refused with \(run.code)")
                if run.code == 507 { publishers[index].putOff(event) }
                continue
            }
            let sequence = run.sequence + offset
            try expect(sequence <= world.log.last, "receipted before it was on disk")
            try expect(
                recordedAt[event, default: sequence] == sequence, "another sequence than before")
            try expect(
                world.log.records[Int(sequence) - 1].suffix(event.count) == event[...],
                "sequence \(sequence) holds other bytes")
            if run.code == ReceiptRun.recorded {
                try expect(receiptedAsNew.insert(event).inserted, "recorded twice")
            }
            recordedAt[event] = sequence
        }
    }

    /// Everything is let go on, then nothing may be missing.
    private func finish() throws {
        world.bus.openDoor()
        for index in publishers.indices {
            while let events = publishers[index].takePutOff() {
                world.publish(
                    publishers[index].peer, first: publishers[index].send(events), events)
            }
        }
        for index in subscribers.indices {
            subscribers[index].creditEvents += 1_000_000
            subscribers[index].creditBytes += 1 << 40
            world.credit(subscribers[index].peer, events: 1_000_000, bytes: 1 << 40)
        }
        world.settle()
        try take()
        for publisher in publishers {
            try expect(publisher.outstanding.isEmpty, "an event without receipt")
        }
        for subscriber in subscribers {
            let wanted = world.log.records.filter { record in
                subscriber.pattern.matches(world.log.head(record), in: record.span, at: 0)
            }
            try expect(
                subscriber.taken == wanted.map { world.log.head($0).sequence },
                "a subscriber of \(subscriber.pattern.text) missed or repeated a record")
        }
        let identities = Set(recordedAt.values)
        try expect(identities.count == recordedAt.count, "two events at one sequence")
        try expect(world.bus.ids.count == world.log.records.count, "ids and records differ")
        try expect(world.bus.readsUnderWay == 0, "a read never came back")
        try expect(
            world.bus.sessions.values.allSatisfy { !$0.isAwaiting }, "a receipt never left")
    }

    private func expect(_ condition: Bool, _ what: String) throws {
        try #require(condition, "seed \(seed): \(what)")
    }
}
