import Bytes
import Events
import Testing

@testable import BusCore

/// The roll and what follows from it, in tables.
@Suite struct RollTests {
    static let keyA = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
    static let keyB = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"

    static func code(_ text: String) -> AgencyCode {
        guard let code = AgencyCode(text) else { preconditionFailure(text) }
        return code
    }

    static func agency(
        _ code: String, _ kind: AgencyClass = .un, roles: Set<AgencyRole> = [],
        keys: [AgencyKey] = [], actsFor: [String] = [], clearance: Classification? = nil,
        publish: [String] = [">"], read: [String] = [">"], countries: [String] = [],
        delegated: [String] = [], suspended: Bool = false
    ) -> AgencyRecord {
        func rights(_ patterns: [String]) -> TopicRights {
            TopicRights(
                patterns: patterns.compactMap { try? TopicPattern($0) },
                countries: Set(countries.compactMap { CountryCode($0) }))
        }
        return AgencyRecord(
            code: Self.code(code), kind: kind, roles: roles, keys: keys,
            actsFor: actsFor.map(Self.code), clearance: clearance, publish: rights(publish),
            read: rights(read), delegated: delegated, isSuspended: suspended)
    }

    static let agencies = [
        agency("fp", roles: [.focalPoint], clearance: .focalPoint),
        agency("ead", roles: [.delegate], actsFor: ["fp"], clearance: .unSystem),
        agency("undp"), agency("dpko", delegated: ["decision.issued"]),
        agency("ngo", .ngo, publish: ["lesson.>"], read: ["lesson.>"]),
        agency("kenya-desk", countries: ["KEN"]), agency("gone", suspended: true),
    ]

    static func world() throws -> World { World(roll: try Roll(agencies: agencies)) }

    @Test(
        "a roll that contradicts itself is refused, with what to do",
        arguments: [
            ([agency("undp"), agency("undp")], "undp stands twice; merge the two"),
            (
                [agency("a", roles: [.focalPoint]), agency("b", roles: [.focalPoint])],
                "b is a second focal point beside a; there is one"
            ),
            ([agency("a", actsFor: ["b"])], "a acts for b, which is not on the roll; add it"),
            ([agency("coordd")], "coordd is the bus itself; give the agency another code"),
            (
                [
                    agency("a", keys: [AgencyKey(text: keyA)]),
                    agency("b", keys: [AgencyKey(text: keyA)]),
                ], "the key \(keyA) is a's already; make a pair for each"
            ),
        ])
    func contradictions(agencies: [AgencyRecord], message: String) {
        do throws(RollError) {
            _ = try Roll(agencies: agencies)
            Issue.record("taken")
        } catch {
            #expect(error.description == message)
        }
    }

    @Test("keys count from and until their times")
    func keyTimes() throws {
        let roll = try Roll(agencies: [
            Self.agency(
                "undp",
                keys: [
                    AgencyKey(text: Self.keyA, until: 200), AgencyKey(text: Self.keyB, from: 100),
                ])
        ])
        func admitted(_ wall: UInt64) -> [Bool] {
            [Self.keyA, Self.keyB].map { roll.admit(key: $0, at: wall) != nil }
        }
        #expect(admitted(99) == [true, false])
        #expect(admitted(100) == [true, true])
        #expect(admitted(199) == [true, true])
        #expect(admitted(200) == [false, true])
    }

    @Test(
        "who may publish what",
        arguments: [
            ("undp", "undp", "lesson.recorded", true), ("undp", "fp", "lesson.recorded", false),
            ("ead", "fp", "lesson.recorded", true), ("fp", "ead", "lesson.recorded", false),
            ("fp", "fp", "decision.issued", true), ("undp", "undp", "decision.issued", false),
            ("ead", "ead", "decision.issued", false), ("ead", "fp", "decision.issued", true),
            ("dpko", "dpko", "decision.issued", true), ("dpko", "dpko", "decision.amended", false),
            ("ead", "ead", "decision.recommended", true),
            ("undp", "undp", "decision.recommended", false),
            ("undp", "undp", "rule.breached", false), ("fp", "fp", "rule.breached", false),
            ("ngo", "ngo", "lesson.recorded", true), ("ngo", "ngo", "adapter.heartbeat", false),
        ])
    func authority(speaker: String, source: String, type: String, isTaken: Bool) throws {
        let world = try Self.world()
        let record = try #require(world.bus.roll.agency(Self.code(speaker)))
        let event = try #require(EventCatalogue.all.first { $0.name == type })
        var refusal = ""
        do throws(Denial) {
            try world.bus.authorise(event, .none, Self.code(source), record)
        } catch {
            refusal = error.text
        }
        #expect(refusal.isEmpty == isTaken, "\(refusal)")
        if !isTaken { #expect(refusal.contains("R-AUTH"), "\(refusal)") }
    }

    @Test("hello on a roll: who is on it may, others and the suspended may not")
    func hello() throws {
        let world = try Self.world()
        for (peer, agency) in [(UInt32(1), "undp"), (2, "stranger"), (3, "gone"), (4, "coordd")] {
            world.hello(peer, agency)
        }
        #expect(world.take().map(\.code) == [0, 403, 403, 403])
    }

    @Test(
        "a new roll ends the sessions of whoever was suspended, and gives others their new rights")
    func reload() throws {
        let world = try Self.world()
        world.hello(1, "undp")
        world.hello(2, "ngo")
        _ = world.take()
        world.take(
            try Roll(agencies: [Self.agency("undp", suspended: true), Self.agency("ngo", .ngo)]))
        #expect(world.take().map { [UInt16($0.peer), $0.code] } == [[1, 403]])
        world.publish(2, first: 1, [MadeEvents.heartbeat("a", agency: "ngo")])
        world.settle()
        #expect(world.take().flatMap(\.runs).map(\.code) == [0])
    }

    @Test("patterns meet when a topic matches both")
    func meeting() throws {
        let table: [(String, String, Bool)] = [
            (">", "lesson.>", true), ("lesson.>", "decision.>", false),
            ("lesson.*.KEN.*", "*.recorded.*.undp", true),
            ("*.*.KEN.*", "*.*.UGA.*", false), ("*.*.*.undp", "*.*.*.ead", false),
            ("assistance.planned.*.*", "assistance.>", true),
        ]
        for (a, b, meet) in table {
            #expect(try TopicPattern(a).meets(TopicPattern(b)) == meet, "\(a) and \(b)")
            #expect(try TopicPattern(b).meets(TopicPattern(a)) == meet, "\(b) and \(a)")
        }
    }
}
