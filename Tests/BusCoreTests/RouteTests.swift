import Bytes
import Events
import Testing
import TestSupport

@testable import BusCore

/// Who gets what: the table, what it needs to know of the past, and that an inbox gets what the explanation says.
@Suite struct RouteTests {
    private static func agency(_ code: String) -> AgencyCode { AgencyCode(code) ?? .bus }

    private static func table() throws -> RouteTable {
        func route(_ line: Int, _ topics: [String], _ targets: [Route.Target]) throws -> Route {
            Route(line: line, topics: try topics.map { try TopicPattern($0) }, targets: targets)
        }
        return RouteTable(
            members: ["ead", "fp", "undp", "ohchr"].map {
                RouteTable.Member(
                    agency: agency($0), roles: $0 == "ohchr" ? ["human-rights"] : [])
            },
            routes: [
                try route(10, ["request.>", "assessment.>"], [.agency(agency("ead"))]),
                try route(20, ["assistance.>", "decision.>"], [.country]),
                try route(30, ["overlap.>", "link.>"], [.parties, .agency(agency("fp"))]),
                try route(40, ["policy.>"], [.all]),
                try route(50, ["lesson.>"], [.role("human-rights")]),
            ],
            inboxes: [
                RouteTable.Declared(
                    line: 60, key: InboxKey(agency: agency("ead"), name: "kenya"),
                    topics: [try TopicPattern("*.*.KEN.*")], fromNow: false)
            ])
    }

    private static func assistance(
        _ verb: String, _ activity: String, country: String?, by agency: String, id: String
    ) -> [UInt8] {
        let place = country.map { #","country":"\#($0)""# } ?? ""
        return Array(
            """
            {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:\(agency)",\
            "type":"org.coordbus.assistance.\(verb)","time":"2018-03-01T09:00:00Z",\
            "data":{"activity":"\(activity)","title":{"en":"Help"}\(place)}}
            """.utf8)
    }

    /// A bus with the table, a session of undp (1), of ohchr (2), and one that reads each main inbox.
    private func world() throws -> World {
        let world = World()
        world.bus.setRoutes(try Self.table())
        world.hello(1, "undp")
        world.hello(2, "ohchr")
        for (peer, code) in [(UInt32(11), "ead"), (12, "fp"), (13, "undp"), (14, "ohchr")] {
            world.hello(peer, code)
            world.attach(peer)
        }
        _ = world.take()
        return world
    }

    /// By peer: the sequences that came to its inbox.
    private func came(_ world: World) -> [UInt32: [UInt64]] {
        var came: [UInt32: [UInt64]] = [:]
        for message in world.take() where message.verb == Verb.hand.rawValue {
            came[message.peer, default: []] += message.records.map { world.log.head($0).sequence }
        }
        return came.filter { !$0.value.isEmpty }
    }

    @Test(
        "events of a country come to who works there, from its first activity to the end of its last"
    )
    func works() throws {
        let world = try world()
        func publish(_ peer: UInt32, _ number: UInt64, _ event: [UInt8]) -> [UInt32: [UInt64]] {
            world.publish(peer, first: number, [event])
            world.settle()
            return came(world)
        }
        let a = Self.assistance
        #expect(publish(1, 1, a("planned", "u1", "KEN", "undp", "1")) == [:])
        #expect(publish(2, 1, a("planned", "o1", "KEN", "ohchr", "2")) == [13: [2]])
        #expect(publish(1, 2, a("started", "u1", "KEN", "undp", "3")) == [14: [3]])
        #expect(publish(1, 3, a("planned", "u2", "UGA", "undp", "4")) == [:])
        #expect(publish(2, 2, a("completed", "o1", nil, "ohchr", "5")) == [:])
        #expect(publish(1, 4, a("updated", "u1", "KEN", "undp", "6")) == [:])
        // An activity of ohchr in Kenya again: its own history has two spans now.
        #expect(publish(2, 3, a("planned", "o2", "KEN", "ohchr", "7")) == [13: [7]])
        let work = try #require(world.bus.inboxes.facts.work[Self.agency("ohchr")])
        let kenya = try #require(CountryCode("KEN"))
        #expect(
            (1...8).map { work.covers(kenya, at: $0) } == [
                false, true, true, true, true, false, true, true,
            ])
        #expect(world.bus.inboxes.facts.liveActivities == 3)
    }

    @Test("what was for an inbox is found again from the log alone, also after a restart")
    func again() throws {
        let world = try world()
        var random = SplitMix64(seed: 3)
        let verbs = ["planned", "started", "updated", "completed", "cancelled"]
        for number in 0..<200 {
            let isFirst = Bool.random(using: &random)
            let (peer, code) = isFirst ? (UInt32(1), "undp") : (2, "ohchr")
            world.publish(
                peer, first: world.sessions[PeerID(rawValue: peer)]?.expectedNumber ?? 0,
                [
                    Self.assistance(
                        verbs.randomElement(using: &random) ?? "planned",
                        "a\(Int.random(in: 0..<6, using: &random))",
                        country: ["KEN", "UGA"].randomElement(using: &random), by: code,
                        id: "\(number)")
                ])
            world.settle()
        }
        let live = came(world)
        #expect(live[13, default: []].count > 10 && live[14, default: []].count > 10)
        let later = World(world.log) { $0.recentBytes = 0 }
        later.bus.setRoutes(try Self.table())
        later.bus.prepareInboxes(into: &later.out)
        later.collect()
        for (peer, code) in [(UInt32(13), "undp"), (14, "ohchr")] {
            later.hello(peer, code)
            later.attach(peer, events: 1_000)
        }
        later.settle()
        let found = came(later)
        #expect(found[13] == live[13] && found[14] == live[14])
        for code in ["undp", "ohchr"] {
            let inbox = try #require(later.inbox("main", of: code))
            #expect(inbox.lag == UInt64(inbox.unsettledCount))
        }
    }

    @Test(
        "each inbox gets what the explanation says, for every type of the catalogue that an agency may publish"
    )
    func explained() throws {
        let world = try world()
        let table = try Self.table()
        var checked = 0
        var peers: [String: UInt32] = [:]
        for example in EventExamples.all {
            let text = example.fileText
            let event = Array(text.utf8)
            let code = text.split(separator: "urn:coordbus:agency:")[1].prefix { $0 != "\"" }
            guard code != "coordd" else { continue }
            let sender = peers[String(code)] ?? UInt32(100 + peers.count)
            if peers.updateValue(sender, forKey: String(code)) == nil {
                world.hello(sender, String(code))
            }
            let explained = try RouteCheck.receivers(of: event, by: table)
            let number = world.sessions[PeerID(rawValue: sender)]?.expectedNumber ?? 0
            world.publish(sender, first: number, [event])
            world.settle()
            let messages = world.take()
            let runs = messages.flatMap { $0.verb == Verb.receipt.rawValue ? $0.runs : [] }
            guard runs.contains(where: { $0.code == ReceiptRun.recorded }) else { continue }
            checked += 1
            let came = Set(
                messages.filter { $0.verb == Verb.hand.rawValue && !$0.records.isEmpty }.map(\.peer)
            )
            for (peer, code) in [(UInt32(11), "ead"), (12, "fp"), (13, "undp"), (14, "ohchr")] {
                let line = explained.first { $0.inbox.description == "\(code)/main" }
                switch line?.condition {
                case nil: #expect(!came.contains(peer), "\(example.type) came to \(code)")
                case .some(.none): #expect(came.contains(peer), "\(example.type) misses \(code)")
                default: break  // who works there is the log's to say
                }
            }
        }
        #expect(checked > 40)
    }
}
