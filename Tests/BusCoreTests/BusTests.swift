import Bytes
import Testing

@testable import BusCore

/// Single promises of the bus that the vectors cannot show, mostly about time: what waits for the disk, and for whom.
@Suite struct BusTests {
    @Test("nothing is receipted or delivered before it is on disk")
    func durability() {
        let world = World()
        world.hello(1)
        world.subscribe(1)
        _ = world.take()
        world.publish(1, first: 1, [MadeEvents.heartbeat("a")])
        world.handOver()
        #expect(world.take() == [])
        world.commit()
        #expect(world.take().map(\.verb) == [Verb.deliver.rawValue, Verb.receipt.rawValue])
    }

    @Test("an event sent again over a new connection is receipted when the first copy is on disk")
    func resentWhileUnderWay() {
        let world = World()
        world.hello(1)
        world.hello(2)
        _ = world.take()
        world.publish(1, first: 1, [MadeEvents.heartbeat("a")])
        world.handOver()
        world.publish(2, first: 1, [MadeEvents.heartbeat("a")])
        #expect(world.take() == [])
        world.commit()
        let receipts = world.take().filter { $0.peer == 2 }
        #expect(receipts.flatMap(\.runs).map(\.code) == [ReceiptRun.recordedBefore])
        let waiting = world.bus.awaitingOthers
        #expect(waiting.isEmpty)
    }

    @Test("a conflict with an event that never reaches the disk is no conflict")
    func conflictWithTheLost() {
        let world = World()
        world.hello(1)
        world.hello(2)
        _ = world.take()
        world.publish(1, first: 1, [MadeEvents.heartbeat("a", waiting: 1)])
        world.handOver()
        world.publish(2, first: 1, [MadeEvents.heartbeat("a", waiting: 2)])
        #expect(world.take() == [])
        world.fail()
        #expect(world.take().flatMap(\.runs).map(\.code) == [507, 507])
        world.bus.openDoor()
        world.publish(2, first: 2, [MadeEvents.heartbeat("a", waiting: 2)])
        world.settle()
        #expect(
            world.take().flatMap(\.runs)
                == [ReceiptRun(number: 2, sequence: 1, count: 1, code: ReceiptRun.recorded)])
    }

    @Test("a conflict names the sequence of the other content, and is recorded once")
    func conflict() throws {
        let world = World()
        world.hello(1)
        world.publish(1, first: 1, [MadeEvents.heartbeat("a", waiting: 1)])
        for number in UInt64(2)...3 {
            world.wall += 1_000_000
            world.publish(1, first: number, [MadeEvents.heartbeat("a", waiting: 2)])
        }
        world.settle()
        let runs = world.take().flatMap(\.runs)
        #expect(runs.map(\.code) == [0, 409, 409])
        #expect(runs.map(\.sequence) == [1, 1, 1])
        #expect(world.log.last == 2)
    }

    @Test("a conflict is told when the event that records it is on disk, and not when that is lost")
    func conflictIsLogged() {
        let world = World()
        world.hello(1)
        world.publish(1, first: 1, [MadeEvents.heartbeat("a", waiting: 1)])
        world.settle()
        _ = world.take()
        world.publish(1, first: 2, [MadeEvents.heartbeat("a", waiting: 2)])
        world.handOver()
        #expect(world.take() == [])
        world.fail()
        #expect(world.take().flatMap(\.runs).map(\.code) == [507])
        world.bus.openDoor()
        world.publish(1, first: 3, [MadeEvents.heartbeat("a", waiting: 2)])
        world.settle()
        #expect(world.take().flatMap(\.runs).map(\.code) == [409])
        #expect(world.log.last == 2)
    }

    @Test("an id of control characters in a conflict ends nothing")
    func conflictWithAnUglyID() {
        let world = World { $0.eventBytes = 1_024 }
        let id = String(repeating: "\\u0001", count: 128)
        world.hello(1)
        world.publish(1, first: 1, [MadeEvents.heartbeat(id, waiting: 1)])
        world.publish(1, first: 2, [MadeEvents.heartbeat(id, waiting: 2)])
        world.settle()
        #expect(world.take().flatMap(\.runs).map(\.code) == [0, 409])
    }

    @Test("answers to garbage are bounded while the disk is busy")
    func garbageWhileBusy() {
        let world = World { $0.batchBytes = 1 << 16 }
        world.hello(1)
        world.publish(1, first: 1, [MadeEvents.heartbeat("a")])
        world.handOver()
        var number: UInt64 = 2
        while world.bus.canReceive, number < 100_000 {
            world.publish(1, first: number, [[UInt8]("{}".utf8)])
            number += 1
        }
        #expect(number < 2_000)
        world.commit()
        #expect(world.canReceive)
        #expect(world.take().flatMap(\.runs).reduce(0) { $0 + UInt64($1.count) } == number - 1)
    }

    @Test("reads that a hello or a bye leaves behind are counted, and full means a refusal")
    func abandonedReads() {
        let world = World {
            $0.sessions = 2
            $0.subscriptionsPerSession = 1
            $0.fetchesPerSession = 2
        }
        world.hello(1)
        world.publish(1, first: 1, [MadeEvents.heartbeat("a")])
        world.settle()
        for _ in 0..<50 {
            world.hello(1)
            world.fetch(1)
            world.fetch(1)
        }
        let most = world.bus.limits.readsMax
        #expect(world.reads.count == most)
        #expect(world.take().contains { $0.code == ProtocolError.Code.limitExceeded.rawValue })
        world.serve()
        #expect(world.readsUnderWay == 0)
        // Answers to fetches of sessions before are nobody's; the last session had both of its own refused.
        #expect(!world.take().contains { $0.verb == Verb.fetched.rawValue })
    }

    @Test("a subscription that found no room for its read gets it later")
    func stalledRead() {
        let world = World {
            $0.sessions = 1
            $0.subscriptionsPerSession = 1
            $0.fetchesPerSession = 1
            $0.recentBytes = 0
        }
        world.hello(1)
        for number in UInt64(1)...3 {
            world.publish(1, first: number, [MadeEvents.heartbeat("\(number)")])
            world.settle()
        }
        for _ in 0..<3 {
            world.hello(1)
            world.fetch(1)
        }
        world.hello(1)
        _ = world.take()
        world.subscribe(1)
        let isStalled = world.bus.isReadStalled
        #expect(isStalled)
        world.serve()
        #expect(
            world.take().filter { $0.verb == Verb.deliver.rawValue }.flatMap(\.records).count == 3)
    }

    @Test("a silent session is ended and told why; one that pings is not")
    func silence() {
        let world = World { $0.silenceNanoseconds = 30_000_000_000 }
        world.hello(1)
        world.hello(2)
        world.now += 20_000_000_000
        world.send(2, head { Head.ping(number: 5, into: &$0) })
        _ = world.take()
        world.now += 11_000_000_000
        world.tick()
        let sent = world.take()
        #expect(sent.map(\.peer) == [1])
        #expect(sent.map(\.verb) == [Verb.farewell.rawValue])
        #expect(sent.map(\.code) == [402])
        #expect(world.sessions.count == 1)
    }

    @Test("a full bus looks for sessions that have gone, at most once a second each")
    func probes() {
        let world = World { $0.sessions = 2 }
        world.hello(1)
        world.hello(2)
        world.now += 1_500_000_000
        world.send(2, head { Head.ping(number: 5, into: &$0) })
        _ = world.take()
        world.hello(3)
        world.hello(3)
        let probed = world.take().filter { $0.verb == Verb.pong.rawValue }
        #expect(probed.map(\.peer) == [1])
        #expect(probed.map { $0.u32(4) } == [0])
        world.bus.drop(PeerID(rawValue: 1), because: "disconnected", into: &world.out)
        world.hello(3)
        #expect(world.take().map(\.verb) == [Verb.welcome.rawValue])
    }

    @Test("recorded times never step back when the clock does")
    func clock() {
        let world = World()
        world.hello(1)
        world.publish(1, first: 1, [MadeEvents.heartbeat("a")])
        world.wall -= 3_600_000_000_000
        world.publish(1, first: 2, [MadeEvents.heartbeat("b")])
        world.settle()
        let times = world.log.records.map { world.log.head($0).recorded }
        #expect(times == [World.start, World.start])
    }

    @Test("text of a client reaches operators without control characters")
    func printableNotices() {
        let world = World()
        world.send(
            1, head { Head.hello(number: 1, into: &$0) },
            Array(#"{"agency":"undp","client":"evil\nroot: all is well\u001b[2J"}"#.utf8))
        #expect(world.sessions.values.map(\.client) == ["evil?root: all is well?[2J"])
    }

    @Test(
        "damage in the log ends the subscription that meets it, with the sequence, and nothing else"
    )
    func damage() {
        let world = World { $0.recentBytes = 0 }
        world.hello(1)
        for number in UInt64(1)...3 {
            world.publish(1, first: number, [MadeEvents.heartbeat("\(number)")])
            world.settle()
        }
        world.log.damaged = [2]
        _ = world.take()
        world.subscribe(1, .sequence(1))
        world.serve()
        world.fetch(1, .sequence(3))
        world.serve()
        let sent = world.take()
        let errors = sent.filter { $0.verb == Verb.error.rawValue }
        #expect(errors.map(\.code) == [508])
        #expect(errors.map { $0.u32(8) } == [1])
        #expect(errors.allSatisfy { $0.text.contains("sequence 2") })
        #expect(sent.contains { $0.verb == Verb.fetched.rawValue })
    }
}
