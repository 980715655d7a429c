import Events
import Testing

@testable import BusCore

/// Events for the parties of a case reach those who took part in it, on every way out, and nobody else of their clearance.
@Suite("Parties of a case") struct CasePartiesTests {
    private func event(
        _ id: String, case correlation: String, agency: String = "undp",
        label: String = "case-parties"
    ) -> [UInt8] {
        Array(
            """
            {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:\(agency)",\
            "type":"org.coordbus.lesson.recorded","time":"2018-03-01T09:00:00Z",\
            "correlationid":"\(correlation)","dataclassification":"\(label)",\
            "data":{"lesson":"\(id)","recorded":"2018-03-01","title":{"en":"A"},"text":{"en":"B"}}}
            """.utf8)
    }

    private func roll() throws -> Roll {
        try Roll(agencies: [
            RollTests.agency("fp", roles: [.focalPoint], clearance: .focalPoint),
            RollTests.agency("undp", clearance: .caseParties), RollTests.agency("ngo", .ngo),
            RollTests.agency("desk", .ngo, actsFor: ["ngo"]), RollTests.agency("cso", .cso),
        ])
    }

    /// 1 and 2 are for the parties of cases A and B, 3 makes ngo a party of A, 4 is of A again, 5 for the focal point only.
    private func world(recentBytes: Int) throws -> World {
        let world = World(roll: try roll()) { $0.recentBytes = recentBytes }
        world.hello(1, "undp")
        world.hello(9, "ngo")
        let first = [event("a1", case: "A"), event("b1", case: "B")]
        world.publish(1, first: 1, first)
        world.settle()
        world.publish(9, first: 1, [event("n1", case: "A", agency: "ngo", label: "public")])
        world.settle()
        world.publish(
            1, first: 3, [event("a2", case: "A"), event("f1", case: "A", label: "focal-point")])
        world.settle()
        _ = world.take()
        return world
    }

    private static let seen: [(String, [UInt64])] = [
        ("fp", [1, 2, 3, 4, 5]), ("undp", [1, 2, 3, 4, 5]), ("ngo", [1, 3, 4]),
        ("desk", [1, 3, 4]), ("cso", [3]),
    ]

    private func sequences(_ world: World, _ verb: Verb) -> [UInt64] {
        world.take().filter { $0.peer == 2 && $0.verb == verb.rawValue }.flatMap(\.records)
            .compactMap { RecordHead($0.span)?.sequence }
    }

    @Test(
        "by subscription, fetch and inbox, from memory and from disk", arguments: seen,
        [0, 8 << 20])
    func ways(_ reader: (agency: String, seen: [UInt64]), _ recentBytes: Int) throws {
        let world = try world(recentBytes: recentBytes)
        world.hello(2, reader.agency)
        world.subscribe(2)
        world.settle()
        #expect(sequences(world, .deliver) == reader.seen)
        world.fetch(2)
        world.settle()
        #expect(sequences(world, .fetched) == reader.seen)
        world.attach(2, "all", patterns: [">"], subscription: 2)
        world.settle()
        #expect(sequences(world, .hand) == reader.seen)
    }

    @Test("after a start the past is folded first; who depends on it waits, others do not")
    func restart() throws {
        let before = try world(recentBytes: 0)
        let after = World(before.log, roll: try roll(), knowsPast: false) { $0.recentBytes = 0 }
        after.hello(2, "ngo")
        after.subscribe(2)
        after.fetch(2)
        after.attach(2, "all", patterns: [">"], subscription: 2)
        after.hello(3, "undp")
        after.subscribe(3)
        after.settle()
        let early = after.take()
        #expect(early.filter { $0.peer == 2 }.allSatisfy { $0.records.isEmpty })
        #expect(early.filter { $0.peer == 3 }.flatMap(\.records).count == 5)
        after.takePast()
        after.settle()
        let late = after.take().filter { $0.peer == 2 }
        for verb in [Verb.deliver, .fetched, .hand] {
            let found = late.filter { $0.verb == verb.rawValue }.flatMap(\.records)
                .compactMap { RecordHead($0.span)?.sequence }
            #expect(found == [1, 3, 4], "\(verb)")
        }
    }

    @Test("what the log could not take makes nobody a party, and the same event later does")
    func failedBatch() throws {
        let world = World(roll: try roll())
        world.hello(1, "undp")
        world.hello(2, "ngo")
        world.publish(1, first: 1, [event("a1", case: "A")])
        world.settle()
        let join = event("n1", case: "A", agency: "ngo", label: "public")
        world.publish(2, first: 1, [join])
        world.handOver()
        world.fail()
        _ = world.take()
        world.fetch(2)
        world.settle()
        #expect(sequences(world, .fetched) == [])
        world.bus.openDoor()
        world.publish(2, first: 2, [join])
        world.settle()
        world.fetch(2)
        world.settle()
        #expect(sequences(world, .fetched) == [1, 2])
    }

    @Test("a set of cases finds what it took, and takes no more than it may")
    func set() {
        var set = CaseSet()
        for index in 1...UInt64(CaseSet.casesMax + 10) {
            set.insert(index &* 0x9E37_79B9_7F4A_7C15)
        }
        #expect(set.count == CaseSet.casesMax)
        #expect(set.contains(0x9E37_79B9_7F4A_7C15))
        #expect(!set.contains(UInt64(CaseSet.casesMax + 5) &* 0x9E37_79B9_7F4A_7C15))
        #expect(!set.contains(77))
    }
}
