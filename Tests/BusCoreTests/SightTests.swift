import Events
import Testing

@testable import BusCore

/// What each reader is shown, on every way out, from memory and from the log.
@Suite("Who sees what") struct SightTests {
    /// Sequences 1 to 5 are lessons of undp, by label; 6 is a verdict of undp that names dpko as a party; 7 one that names nobody.
    private func world(recentBytes: Int) throws -> World {
        let roll = try Roll(agencies: [
            RollTests.agency("fp", roles: [.focalPoint], clearance: .focalPoint),
            RollTests.agency("undp"), RollTests.agency("dpko"),
            RollTests.agency("ohchr", clearance: .caseParties),
            RollTests.agency("cso", .cso), RollTests.agency("desk", countries: ["NPL"]),
        ])
        let world = World(roll: roll) { $0.recentBytes = recentBytes }
        world.hello(1, "undp")
        var events = Classification.allCases.map { label in
            Array(
                """
                {"specversion":"1.0","id":"\(label)","source":"urn:coordbus:agency:undp",\
                "type":"org.coordbus.lesson.recorded","time":"2018-03-01T09:00:00Z",\
                "dataclassification":"\(label)","data":{"lesson":"\(label)","recorded":"2018-03-01",\
                "country":"KEN","title":{"en":"A"},"text":{"en":"B"}}}
                """.utf8)
        }
        for parties in [
            #","parties":[{"agency":"dpko","activity":"a"},{"agency":"undp","activity":"b"}]"#, "",
        ] {
            events.append(
                Array(
                    """
                    {"specversion":"1.0","id":"v\(parties.count)","source":"urn:coordbus:agency:undp",\
                    "type":"org.coordbus.overlap.reviewed","time":"2018-03-01T09:00:00Z",\
                    "data":{"overlap":"o-1","verdict":"joint","country":"KEN"\(parties)}}
                    """.utf8))
        }
        // Each in a batch of its own, so that most are no longer in memory where little may stay there.
        for (index, event) in events.enumerated() {
            world.publish(1, first: UInt64(index) + 1, [event])
            world.settle()
        }
        _ = world.take()
        return world
    }

    private static let seen: [(String, [UInt64])] = [
        ("fp", [1, 2, 3, 4, 5, 6, 7]), ("undp", [1, 2, 3, 4, 5, 6, 7]), ("dpko", [1, 2, 3, 6]),
        ("ohchr", [1, 2, 3, 4, 6, 7]), ("cso", [1]),
    ]

    private func sequences(_ sent: [Sent], _ verb: Verb) -> [UInt64] {
        sent.filter { $0.verb == verb.rawValue }.flatMap(\.records).compactMap {
            RecordHead($0.span)?.sequence
        }
    }

    @Test(
        "a subscription brings what its agency may see, and proves that it is all of that",
        arguments: seen, [0, 8 << 20])
    func subscription(_ reader: (agency: String, seen: [UInt64]), _ recentBytes: Int) throws {
        let world = try world(recentBytes: recentBytes)
        world.hello(2, reader.agency)
        world.subscribe(2)
        world.settle()
        let sent = world.take().filter { $0.peer == 2 }
        #expect(sequences(sent, .deliver) == reader.seen)
        let last = try #require(sent.last { $0.verb == Verb.deliver.rawValue })
        #expect(last.u64(24) == 7, "through tells that nothing more is there for it")
    }

    @Test("so do fetches and the last event of each topic", arguments: seen)
    func fetches(_ reader: (agency: String, seen: [UInt64])) throws {
        let world = try world(recentBytes: 0)
        world.hello(2, reader.agency)
        world.fetch(2)
        world.settle()
        #expect(sequences(world.take().filter { $0.peer == 2 }, .fetched) == reader.seen)
        world.subscribe(2, .lastOfEachTopic)
        world.settle()
        let newest: [UInt64] = reader.seen.filter { [5, 7].contains($0) }
        #expect(sequences(world.take().filter { $0.peer == 2 }, .deliver) == newest)
    }

    @Test("so do inboxes, and their chain of previous holds", arguments: seen, [0, 8 << 20])
    func inbox(_ reader: (agency: String, seen: [UInt64]), _ recentBytes: Int) throws {
        let world = try world(recentBytes: recentBytes)
        world.hello(2, reader.agency)
        world.attach(2, "all", patterns: [">"])
        world.settle()
        world.publish(1, first: 8, [MadeEvents.lesson("new")])
        world.settle()
        let sent = world.take().filter { $0.peer == 2 }
        let expected = reader.seen + (reader.agency == "cso" ? [] : [8])
        #expect(sequences(sent, .hand) == expected)
    }

    @Test("two readers of the same pattern with other sight do not share what they are sent")
    func shared() throws {
        let world = try world(recentBytes: 8 << 20)
        for (peer, agency) in [(UInt32(2), "cso"), (3, "fp"), (4, "dpko")] {
            world.hello(peer, agency)
            world.subscribe(peer, .now)
        }
        _ = world.take()
        world.publish(
            1, first: 8,
            [
                Array(
                    """
                    {"specversion":"1.0","id":"s","source":"urn:coordbus:agency:undp",\
                    "type":"org.coordbus.lesson.recorded","time":"2018-03-01T09:00:00Z",\
                    "dataclassification":"case-parties","data":{"lesson":"s","recorded":"2018-03-01",\
                    "title":{"en":"A"},"text":{"en":"B"}}}
                    """.utf8)
            ])
        world.settle()
        let sent = world.take()
        #expect(sequences(sent.filter { $0.peer == 2 }, .deliver) == [])
        #expect(sequences(sent.filter { $0.peer == 3 }, .deliver) == [8])
        #expect(sequences(sent.filter { $0.peer == 4 }, .deliver) == [])
    }

    @Test("a pattern of which nothing may be read is refused, at once and by name")
    func forbidden() throws {
        let world = try world(recentBytes: 0)
        world.hello(2, "desk")
        _ = world.take()
        world.subscribe(2, pattern: "*.*.KEN.*")
        world.fetch(2, pattern: "*.*.KEN.*")
        let sent = world.take()
        #expect(sent.map(\.code) == [403, 403])
        #expect(sent.allSatisfy { $0.text.contains("*.*.KEN.*") })
        world.subscribe(2, pattern: "*.*.NPL.*")
        #expect(world.take().first?.verb == Verb.subscribed.rawValue)
    }

    @Test("a roll that takes clearance away counts from the next record on")
    func taken() throws {
        let world = try world(recentBytes: 8 << 20)
        world.hello(2, "ohchr")
        world.subscribe(2, .now)
        _ = world.take()
        world.take(
            try Roll(agencies: [RollTests.agency("undp"), RollTests.agency("ohchr", .cso)]))
        world.publish(1, first: 8, [MadeEvents.lesson("un-system by default")])
        world.settle()
        #expect(sequences(world.take().filter { $0.peer == 2 }, .deliver) == [])
    }
}
