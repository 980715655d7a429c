import Bytes
import Events
import Testing
import TestSupport

@testable import BusCore

/// Inboxes whose workers hear the bus over a network that loses, doubles and reorders, on a bus that is killed now and then and goes
/// on from an older copy of its inboxes. One seed is one world.
final class InboxSimulation {
    let seed: UInt64
    var random: SplitMix64
    var world: World
    var workers: [SimulatedWorker]
    /// What was kept of the inboxes, as late as the world writes it.
    var kept: [InboxSnapshot] = []
    var nextPeer: UInt32 = 2
    var publisherPeer: UInt32 = 1
    var published = 0
    var publishedInSession: UInt64 = 0
    /// By inbox: sequences that some worker had in its hands.
    var seen: [String: Set<UInt64>] = [:]
    let lossPercent: Int
    let doublePercent: Int
    let reorders: Bool
    let rules: InboxRules
    let eventsMax: UInt32
    let bytesMax: UInt32

    init(seed: UInt64) {
        self.seed = seed
        var random = SplitMix64(seed: seed)
        lossPercent = [0, 0, 5, 30].randomElement(using: &random) ?? 0
        doublePercent = [0, 10].randomElement(using: &random) ?? 0
        reorders = Bool.random(using: &random)
        var rules = InboxRules()
        rules.pendingMax = [4, 16, 200].randomElement(using: &random) ?? 4
        rules.failuresMax = 255
        rules.acknowledgeNanoseconds = 5_000_000_000
        self.rules = rules
        eventsMax = [1, 3, 50].randomElement(using: &random) ?? 1
        bytesMax = [1, 700, 100_000].randomElement(using: &random) ?? 1
        world = Self.world(MemoryLog(), &random)
        let names = [
            ("kenya", ["*.*.KEN.*"]), ("all", [">"]), ("lessons", ["lesson.>", "*.*.UGA.*"]),
        ]
        var workers: [SimulatedWorker] = []
        for (name, patterns) in names.prefix(Int.random(in: 1...3, using: &random)) {
            for _ in 0..<([1, 1, 3].randomElement(using: &random) ?? 1) {
                workers.append(SimulatedWorker(inbox: name, patterns: patterns))
            }
        }
        for index in workers.indices {
            let name = workers[index].inbox
            workers[index].isAlone = workers.count { $0.inbox == name } == 1
        }
        self.workers = workers
        self.random = random
        world.bus.inboxes.rules = rules
    }

    private static func world(_ log: MemoryLog, _ random: inout SplitMix64) -> World {
        let recent = [0, 2_000, 8 << 20].randomElement(using: &random) ?? 0
        let delivery = [500, 4_000, 256 << 10].randomElement(using: &random) ?? 0
        return World(log) { limits in
            limits.recentBytes = recent
            limits.deliveryBytes = delivery
        }
    }

    func run(steps: Int) throws {
        world.hello(publisherPeer)
        for _ in 0..<steps {
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<20: publish()
            case 20..<40:
                world.handOver()
                world.commit()
            case 40..<60: world.serve(1)
            case 60..<62: connect(Int.random(in: 0..<workers.count, using: &random))
            case 62..<63: crash()
            case 63..<66: keep()
            case 66..<72: pass(UInt64.random(in: 1...2_000_000_000, using: &random))
            case 72..<76: try settleSome()
            default: break
            }
            try exchange()
            try check()
        }
        try finish()
    }

    private func publish() {
        let events = (0..<Int.random(in: 1...5, using: &random)).map { index in
            let country = ["KEN", "UGA"].randomElement(using: &random) ?? "KEN"
            return Bool.random(using: &random)
                ? MadeEvents.lesson("e\(published + index)", country: country)
                : MadeEvents.heartbeat("e\(published + index)")
        }
        published += events.count
        world.publish(publisherPeer, first: publishedInSession + 1, events)
        publishedInSession += UInt64(events.count)
    }

    private func connect(_ index: Int) {
        // The bus hears of the end of the connection before, or not yet.
        if workers[index].peer != 0, !workers[index].isAlone || Bool.random(using: &random) {
            world.bus.drop(
                PeerID(rawValue: workers[index].peer), because: "gone", into: &world.out)
            world.collect()
        }
        workers[index].connect(as: nextPeer)
        nextPeer += 1
        world.hello(workers[index].peer, "ead")
        world.attach(
            workers[index].peer, workers[index].inbox, patterns: workers[index].patterns,
            .sequence(1), events: eventsMax, bytes: bytesMax, alone: workers[index].isAlone)
    }

    private func pass(_ nanoseconds: UInt64) {
        world.now += nanoseconds
        world.wall += nanoseconds
        for worker in workers where worker.peer != 0 {
            world.send(worker.peer, head { Head.ping(number: 1, into: &$0) })
        }
        world.send(publisherPeer, head { Head.ping(number: 1, into: &$0) })
        world.tick()
    }

    private func keep() {
        for snapshot in world.bus.takeInboxChanges() {
            kept.removeAll { $0.key == snapshot.key }
            kept.append(snapshot)
        }
    }

    /// The bus is killed: what was not on disk is gone, also the last changes of inboxes.
    private func crash() {
        let (now, wall) = (world.now, world.wall)
        world = Self.world(world.log, &random)
        (world.now, world.wall) = (now, wall)
        world.bus.inboxes.rules = rules
        world.bus.restoreInboxes(kept)
        world.bus.prepareInboxes(into: &world.out)
        world.collect()
        publisherPeer = nextPeer
        nextPeer += 1
        publishedInSession = 0
        world.hello(publisherPeer)
        for index in workers.indices { connect(index) }
    }

    /// What the bus has sent goes on its way; what is on its way arrives, or doesn't.
    private func exchange() throws {
        for message in world.take() {
            guard let index = workers.firstIndex(where: { $0.peer == message.peer }) else {
                continue
            }
            try credit(message)
            workers[index].coming.append(message)
        }
        for index in workers.indices {
            var count = Int.random(in: 0...3, using: &random)
            while count > 0, !workers[index].coming.isEmpty {
                count -= 1
                let place =
                    reorders ? Int.random(in: 0..<workers[index].coming.count, using: &random) : 0
                let message = workers[index].coming[place]
                if Int.random(in: 0..<100, using: &random) >= doublePercent {
                    workers[index].coming.remove(at: place)
                }
                // Hello and attach are sent until answered; here they are not lost.
                let isHand = message.verb == Verb.hand.rawValue
                if isHand, Int.random(in: 0..<100, using: &random) < lossPercent { continue }
                try take(message, index)
            }
        }
    }

    private func credit(_ message: Sent) throws {
        guard message.verb == Verb.hand.rawValue else { return }
        try expect(message.u32(12) <= eventsMax, "more records than the window has")
        let bytes = message.body?.count ?? 0
        try expect(
            bytes <= Int(bytesMax) || message.u32(12) == 1, "more bytes than the window has")
    }

    private func take(_ message: Sent, _ index: Int) throws {
        switch Verb(rawValue: message.verb) {
        case .attached: workers[index].highest = max(workers[index].highest, message.u64(16))
        case .hand:
            guard workers[index].take(message, world.log) else {
                connect(index)  // a gap: something was lost on its way
                return
            }
            for record in message.records {
                let sequence = world.log.head(record).sequence
                let name = workers[index].inbox
                if workers[index].isAlone, !seen[name, default: []].contains(sequence) {
                    let before = belonging(to: workers[index]).last { $0 < sequence }
                    if let before {
                        try expect(
                            seen[name, default: []].contains(before),
                            "\(name): \(sequence) came before \(before)")
                    }
                }
                seen[name, default: []].insert(sequence)
            }
        case .error where message.code != 402 && message.code != 405:
            try expect(false, "unexpected \(message.code) \(message.text)")
        default: break
        }
    }

    private func belonging(to worker: SimulatedWorker) -> [UInt64] {
        world.log.records.filter { record in
            worker.selection.contains { $0.matches(world.log.head(record), in: record.span, at: 0) }
        }
        .map { world.log.head($0).sequence }
    }

    private func settleSome() throws {
        let index = Int.random(in: 0..<workers.count, using: &random)
        guard let sequence = workers[index].held.randomElement(using: &random) else { return }
        let peer = workers[index].peer
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5:
            // Everything up to there was handled, as it came in order.
            guard workers[index].isAlone else { fallthrough }
            world.ack(peer, sequence)
            workers[index].held = workers[index].held.filter { $0 > sequence }
        case 5..<8:
            world.ack(peer, sequence, single: true)
            workers[index].held.remove(sequence)
        case 8: world.nack(peer, sequence, "later")
        default: break  // the acknowledgement is lost
        }
    }

    private func check() throws {
        for case let inbox? in world.bus.inboxes.all {
            try expect(inbox.window.count <= rules.pendingMax + 200, "the window grew")
            for worker in inbox.workers {
                try expect(worker.events <= worker.eventsMax, "credit was exceeded")
                try expect(
                    worker.bytes < worker.bytesMax + 600,  // one record more at most
                    "credit of bytes was exceeded")
            }
            let held = inbox.window.indices.count { inbox.window[$0].state == .handed }
            try expect(
                held + inbox.retries.count { $0.state == .handed } == inbox.handedCount,
                "workers and records disagree")
        }
    }

    /// The network heals: everything that belongs in an inbox is handed out and acknowledged, and nothing is missing.
    private func finish() throws {
        world.settle()
        for index in workers.indices { connect(index) }
        for _ in 0..<20_000 {
            world.settle()
            for message in world.take() {
                guard let index = workers.firstIndex(where: { $0.peer == message.peer }) else {
                    continue
                }
                try take(message, index)
            }
            var acknowledged = false
            for index in workers.indices {
                for sequence in workers[index].held {
                    world.ack(workers[index].peer, sequence, single: true)
                    acknowledged = true
                }
                workers[index].held = []
            }
            let isDone = world.bus.inboxes.all.compactMap(\.self).allSatisfy {
                $0.window.isEmpty && !$0.hasBacklog
            }
            if !acknowledged, isDone { break }
            if !acknowledged { pass(1_000_000_000) }
        }
        for worker in workers {
            let missed = belonging(to: worker).filter {
                !seen[worker.inbox, default: []].contains($0)
            }
            try expect(missed.isEmpty, "\(worker.inbox) never saw \(missed.prefix(5))")
            let inbox = try #require(world.inbox(worker.inbox))
            try expect(inbox.window.isEmpty, "\(worker.inbox) has \(inbox.window.count) unsettled")
            try expect(inbox.quarantine.isEmpty, "\(worker.inbox) set something aside")
            try expect((belonging(to: worker).last ?? 0) <= inbox.cursor, "the cursor stands still")
            try expect(inbox.lag == 0, "a lag of \(inbox.lag ?? 0)")
        }
        try expect(world.bus.readsUnderWay == 0, "a read never came back")
    }

    private func expect(_ condition: Bool, _ what: String) throws {
        try #require(condition, "seed \(seed): \(what)")
    }
}

/// One worker of an inbox, with what is on its way to it.
struct SimulatedWorker {
    let inbox: String
    let patterns: [String]
    let selection: [TopicPattern]
    var isAlone = true
    var peer: UInt32 = 0
    var coming: [Sent] = []
    /// Taken and not acknowledged in this session.
    var held: Set<UInt64> = []
    /// Everything up to here was in its hands or settled: what `previous` is compared with.
    var highest: UInt64 = 0

    init(inbox: String, patterns: [String]) {
        self.inbox = inbox
        self.patterns = patterns
        selection = patterns.compactMap { try? TopicPattern($0) }
    }

    mutating func connect(as peer: UInt32) {
        self.peer = peer
        coming = []
        held = []
        highest = 0
    }

    /// - Returns: false when records before these are missing.
    mutating func take(_ message: Sent, _ log: MemoryLog) -> Bool {
        if isAlone, message.u64(16) > highest { return false }
        for record in message.records {
            let sequence = log.head(record).sequence
            held.insert(sequence)
            highest = max(highest, sequence)
        }
        return true
    }
}
