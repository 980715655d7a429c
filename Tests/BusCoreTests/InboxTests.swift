import Bytes
import Events
import Testing

@testable import BusCore

/// docs/protocol.md, "Inboxes".
@Suite struct InboxTests {
    /// A bus with some lessons of Kenya in it, sequences 1 to `count`.
    private func world(_ count: Int = 0) -> World {
        let world = World()
        world.hello(1)
        publish(world, 1, count)
        return world
    }

    private func publish(_ world: World, _ first: Int, _ count: Int, country: String = "KEN") {
        guard count > 0 else { return }
        world.publish(
            1, first: UInt64(first),
            (first..<(first + count)).map { MadeEvents.lesson("l\($0)", country: country) })
        world.settle()
        _ = world.take()
    }

    private struct Handed: Equatable {
        var sequences: [UInt64]
        var previous: UInt64
        var attempt: UInt32
    }

    private func handed(_ world: World, _ peer: UInt32 = 2) -> [Handed] {
        handed(world.take(), world, peer)
    }

    private func handed(_ messages: [Sent], _ world: World, _ peer: UInt32) -> [Handed] {
        messages.filter { $0.peer == peer && $0.verb == Verb.hand.rawValue }.map { message in
            Handed(
                sequences: message.records.map { world.log.head($0).sequence },
                previous: message.u64(16), attempt: message.u32(32))
        }
    }

    @Test(
        "an inbox that is opened keeps its place across sessions, and hands out what came meanwhile"
    )
    func keepsItsPlace() {
        let world = world(3)
        world.hello(2, "ead")
        world.attach(2, "kenya", patterns: ["*.*.KEN.*"])
        world.settle()
        #expect(handed(world) == [Handed(sequences: [1, 2, 3], previous: 0, attempt: 1)])
        world.ack(2, 2)
        world.bus.drop(PeerID(rawValue: 2), because: "gone", into: &world.out)
        publish(world, 4, 2, country: "UGA")
        publish(world, 6, 1)
        world.hello(3, "ead")
        world.attach(3, "kenya")
        world.settle()
        let messages = world.take()
        #expect(messages.first { $0.verb == Verb.attached.rawValue }?.u64(16) == 2)
        #expect(
            handed(messages, world, 3) == [
                Handed(sequences: [3], previous: 2, attempt: 2),
                Handed(sequences: [6], previous: 3, attempt: 1),
            ])
        world.ack(3, 6)
        publish(world, 7, 1)
        #expect(handed(world, 3).isEmpty)  // taken by publish: nothing is lost, it is pending
        #expect(world.inbox("kenya")?.cursor == 6)
    }

    @Test("unacknowledged records are the credit: no more come until some are settled")
    func window() {
        let world = world(10)
        world.hello(2, "ead")
        world.attach(2, "all", patterns: [">"], events: 3)
        world.settle()
        #expect(handed(world).flatMap(\.sequences) == [1, 2, 3])
        world.ack(2, 2, single: true)
        world.settle()
        #expect(handed(world) == [Handed(sequences: [4], previous: 3, attempt: 1)])
        world.ack(2, 4)
        world.settle()
        #expect(handed(world) == [Handed(sequences: [5, 6, 7], previous: 4, attempt: 1)])
    }

    @Test("what is not acknowledged in time comes again, counted, before anything new")
    func timeout() {
        let world = world(2)
        world.hello(2, "ead")
        world.attach(2, "all", patterns: [">"], events: 2)
        world.settle()
        _ = handed(world)
        for second in 1...70 {
            world.now += 1_000_000_000
            world.send(2, head { Head.ping(number: 1, into: &$0) })
            world.tick()
            let again = handed(world)
            if second < 60 { #expect(again.isEmpty) }
            if second == 60 {
                #expect(again == [Handed(sequences: [1, 2], previous: 0, attempt: 2)])
            }
        }
    }

    @Test(
        "what fails too often is set aside with its reason, told as an event, and the rest goes on")
    func quarantine() throws {
        let world = world(3)
        world.hello(2, "ead")
        world.attach(2, "all", patterns: ["lesson.>"])
        world.settle()
        _ = handed(world)
        for attempt in 1...5 {
            world.nack(2, 2, "no such country")
            world.now += 100_000_000_000
            world.send(2, head { Head.ping(number: 1, into: &$0) })
            world.tick()
            world.settle()
            // Those that nobody settles come again too, now that their time is over.
            _ = world.take()
            world.ack(2, 1, single: true)
            world.ack(2, 3, single: true)
            if attempt < 5 { #expect(world.inbox("all")?.cursor == 1) }
        }
        let inbox = try #require(world.inbox("all"))
        #expect(inbox.quarantine.map(\.sequence) == [2])
        #expect(inbox.quarantine[0].reason == "no such country")
        #expect(inbox.cursor >= 3)
        let event = String(decoding: world.log.records[3], as: UTF8.self)
        #expect(event.contains("org.coordbus.event.quarantined"))
        #expect(event.contains(#""quarantined":{"sequence":2}"#))
        // Retried, it comes once more, and is gone when acknowledged.
        world.send(
            2, head { Head.quarantine(number: 9, into: &$0) },
            Array(#"{"inbox":"all","do":"retry","sequences":[2]}"#.utf8))
        world.settle()
        let again = handed(world)
        #expect(again.map(\.sequences) == [[2]])
        #expect((again.first?.attempt ?? 0) > 5)
        world.ack(2, 2, single: true)
        #expect(inbox.quarantine.isEmpty)
    }

    @Test("nack for ever sets aside at once")
    func never() throws {
        let world = world(2)
        world.hello(2, "ead")
        world.attach(2, "all", patterns: ["lesson.>"])
        world.settle()
        world.nack(2, 1, never: true, "not for us")
        world.ack(2, 2)
        let inbox = try #require(world.inbox("all"))
        #expect(inbox.quarantine.map(\.reason) == ["not for us"])
        #expect(inbox.cursor == 2)
    }

    @Test("workers share an inbox: each record goes to one, and to another when its worker goes")
    func workers() {
        let world = world()
        for peer in UInt32(2)...5 {
            world.hello(peer, "ead")
            world.attach(peer, "all", patterns: ["lesson.>"], events: 2)
        }
        _ = world.take()
        world.publish(1, first: 1, (1...8).map { MadeEvents.lesson("l\($0)") })
        world.settle()
        var had: [UInt32: [UInt64]] = [:]
        for message in world.take() where message.verb == Verb.hand.rawValue {
            had[message.peer, default: []] += message.records.map { world.log.head($0).sequence }
        }
        #expect(had.values.flatMap(\.self).sorted() == Array(1...8))
        #expect(had.values.allSatisfy { $0.count == 2 })
        let lost = had[2, default: []] + had[3, default: []]
        world.bus.drop(PeerID(rawValue: 2), because: "killed", into: &world.out)
        world.bus.drop(PeerID(rawValue: 3), because: "killed", into: &world.out)
        for peer in UInt32(4)...5 { world.ack(peer, had[peer]?.last ?? 0) }
        world.settle()
        var again: [UInt64] = []
        for message in world.take() where message.verb == Verb.hand.rawValue {
            #expect(message.u32(32) == 2)
            had[message.peer] = message.records.map { world.log.head($0).sequence }
            again += message.records.map { world.log.head($0).sequence }
        }
        #expect(again.sorted() == lost.sorted())
        for peer in UInt32(4)...5 { world.ack(peer, had[peer]?.last ?? 0) }
        #expect(world.inbox("all")?.cursor == 8)
    }

    @Test("what cannot be is refused with a code, and the session goes on")
    func refusals() {
        let world = world(1)
        func code(_ body: () -> Void) -> UInt16 {
            _ = world.take()
            body()
            return world.take().first { $0.verb == Verb.error.rawValue }?.code ?? 0
        }
        world.hello(2, "ead")
        #expect(code { world.attach(2, "nowhere") } == 450)
        #expect(code { world.attach(2, "Not A Name", patterns: [">"]) } == 451)
        #expect(code { world.attach(2, "x", patterns: []) } == 451)
        #expect(code { world.attach(2, "x", patterns: ["assistence.>"]) } == 406)
        #expect(code { world.ack(2, 1) } == 405)
        #expect(code { world.attach(2, "x", patterns: [">"]) } == 0)
        #expect(code { world.attach(2, "x", patterns: [">"]) } == 443)
        #expect(code { world.ack(2, 2) } == 452)
        #expect(code { world.ack(2, 2, single: true) } == 452)
        #expect(code { world.nack(2, 17) } == 452)
        #expect(code { world.ack(2, 0, single: true) } == 452)
        #expect(code { world.ack(2, 1) } == 0)
        #expect(code { world.ack(2, 1) } == 0)  // twice is once
        for number in 0..<63 {
            world.attach(2, "more\(number)", patterns: [">"], subscription: UInt32(number) + 10)
        }
        world.hello(3, "ead")
        #expect(code { world.attach(3, "one-more", patterns: [">"]) } == 407)
        #expect(code { world.attach(3, "x", patterns: ["lesson.>"]) } == 0)
    }

    @Test("an inbox that its agency opened can be given up, one that the operator declared cannot")
    func givenUp() throws {
        let world = world(2)
        world.hello(2, "ead")
        world.attach(2, "all", patterns: [">"])
        world.settle()
        _ = world.bus.takeInboxChanges()
        _ = world.take()
        world.send(
            2, head { Head.quarantine(number: 9, into: &$0) },
            Array(#"{"inbox":"all","do":"remove"}"#.utf8))
        #expect(world.take().map(\.verb) == [Verb.error.rawValue, Verb.answer.rawValue])
        #expect(world.inbox("all") == nil)
        #expect(world.bus.takeInboxChanges().map(\.isGone) == [true])
        publish(world, 3, 1)
        world.attach(2, "all", patterns: ["lesson.>"])
        world.settle()
        #expect(handed(world).flatMap(\.sequences) == [1, 2, 3])
        world.bus.setRoutes(
            RouteTable(members: [RouteTable.Member(agency: try #require(AgencyCode("ead")))]))
        world.send(
            2, head { Head.quarantine(number: 9, into: &$0) },
            Array(#"{"inbox":"main","do":"remove"}"#.utf8))
        #expect(world.take().map(\.code) == [403])
    }
}
