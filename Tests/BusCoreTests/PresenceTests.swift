import Events
import Testing

@testable import BusCore

/// Who is there: what the log is told of it, and what the query `agencies` says.
@Suite struct PresenceTests {
    private func world(_ log: MemoryLog = MemoryLog()) throws -> World {
        World(
            log,
            roll: try Roll(agencies: [
                RollTests.agency("fp", roles: [.focalPoint], clearance: .focalPoint),
                RollTests.agency("ead", roles: [.delegate, .operator]),
                RollTests.agency("undp"), RollTests.agency("gone", suspended: true),
            ])
        ) { $0.silenceNanoseconds = .max / 4 }
    }

    /// Type and agency of each event of presence in the log.
    private func told(_ world: World) -> [String] {
        world.log.records.compactMap { record in
            let text = String(decoding: record.dropFirst(32), as: UTF8.self)
            guard let kind = text.firstMatch(of: /org\.coordbus\.agency\.(\w+)"/),
                let agency = text.firstMatch(of: /"data":\{"agency":"([a-z]+)"/)
            else { return nil }
            return "\(agency.1) \(kind.1)"
        }
    }

    private func drop(_ world: World, _ peer: UInt32) {
        world.bus.drop(PeerID(rawValue: peer), because: "a test", into: &world.out)
        world.collect()
    }

    @Test(
        "an agency is told once to be online, and to be offline when it has been away for a minute")
    func comesAndGoes() throws {
        let world = try world()
        world.hello(1, "undp")
        world.pass(seconds: 4)
        #expect(told(world) == [])
        world.pass(seconds: 10)
        #expect(told(world) == ["undp online"])
        world.hello(2, "undp")
        drop(world, 1)
        world.pass(seconds: 100)
        #expect(told(world) == ["undp online"], "one of two connections went")
        drop(world, 2)
        world.pass(seconds: 59)
        #expect(told(world) == ["undp online"])
        world.pass(seconds: 2)
        #expect(told(world) == ["undp online", "undp offline"])
        world.pass(seconds: 1_000)
        #expect(told(world).count == 2)
    }

    @Test(
        "one that comes and goes cannot fill the log, at any pace",
        arguments: [1, 4, 6, 30, 70, 300])
    func flaps(seconds: Int) throws {
        let world = try world()
        var peer: UInt32 = 1
        for _ in 0..<(86_400 / (2 * seconds)) {
            world.hello(peer, "undp")
            world.pass(seconds: seconds)
            drop(world, peer)
            world.pass(seconds: seconds)
            peer += 1
        }
        #expect(told(world).count <= 200, "events in a day: \(told(world).count)")
    }

    @Test(
        "after a sudden end, those who come back are nothing new, and the others are told to be offline"
    )
    func restart() throws {
        let before = try world()
        before.hello(1, "undp")
        before.hello(2, "ead")
        before.pass(seconds: 10)
        #expect(told(before).sorted() == ["ead online", "undp online"])
        let after = try world(before.log)
        after.hello(1, "undp")
        after.pass(seconds: 200)
        #expect(told(after).dropFirst(2) == ["ead offline"])
        let last = String(decoding: try #require(after.log.records.last), as: UTF8.self)
        #expect(last.contains("has not come back since the bus was started"))
        let third = try world(after.log)
        third.pass(seconds: 200)
        #expect(told(third).dropFirst(3) == ["undp offline"])
    }

    @Test("without a roll nobody is known, so nothing is told")
    func openRoll() {
        let world = World { $0.silenceNanoseconds = .max / 4 }
        world.hello(1, "undp")
        world.pass(seconds: 20)
        #expect(world.log.last == 0)
    }

    @Test("while the log is full it waits")
    func full() throws {
        let world = try world()
        world.hello(1, "undp")
        world.publish(1, first: 1, [MadeEvents.lesson("a")])
        world.handOver()
        world.fail()
        world.pass(seconds: 20)
        #expect(told(world) == [])
        world.bus.openDoor()
        world.pass(seconds: 2)
        #expect(told(world) == ["undp online"])
    }

    @Test(
        "operators see every agency, others themselves: since when, from where, the last event, what waits"
    )
    func query() throws {
        let world = try world()
        world.hello(1, "undp")
        world.hello(2, "ead")
        world.publish(
            1, first: 1, [MadeEvents.lesson("a"), MadeEvents.heartbeat("b", waiting: 17)])
        world.settle()
        world.pass(seconds: 3)
        _ = world.take()
        world.query(2, "agencies")
        let all = try #require(world.take().last?.text)
        #expect(all.contains(#""agency":"gone","suspended":true,"online":false"#))
        #expect(
            all.contains(
                #""agency":"undp","online":true,"since":"2018-03-01T09:00:00.000000000Z","connectionCount":1"#
            ), "\(all)")
        #expect(
            all.contains(
                #""lastSequence":2,"lastEvent":"2018-03-01T09:00:00.000000000Z","waiting":17"#))
        world.query(1, "agencies")
        let own = try #require(world.take().last?.text)
        #expect(own.contains(#""agency":"undp""#) && !own.contains("ead"), "\(own)")
        world.query(2, #"{"query":"agencies","limit":2}"#)
        let page = try #require(world.take().last?.text)
        #expect(page.contains(#""next":"fp""#), "\(page)")
        world.query(2, #"{"query":"agencies","after":"fp","limit":2}"#)
        #expect(try #require(world.take().last?.text).contains("gone"))
    }

    @Test("codes that anybody makes up are not remembered without end")
    func bounded() {
        var presence = Presence()
        for index in 0..<20_000 {
            let code = RollTests.code("a\(index)")
            presence.opened(code, now: UInt64(index), wall: 1)
            presence.closed(code, now: UInt64(index), wall: 1)
        }
        #expect(presence.entries.count <= Presence.agenciesMax)
    }
}
