import Events
import Testing

@testable import BusCore

@Suite("What parts of the process itself publish") struct SubmissionTests {
    private func submit(_ world: World, _ agency: String, _ events: [[UInt8]], token: UInt64) throws
    {
        let submission = Submission(
            agency: try #require(AgencyCode(agency)), events: events, token: token)
        world.bus.submit(submission, wall: world.wall, into: &world.out)
        world.collect()
    }

    @Test("comes in by the gate and is told when it is on disk")
    func recorded() throws {
        let world = World()
        try submit(
            world, "undp",
            [MadeEvents.lesson("a"), Array("{}".utf8), MadeEvents.lesson("b")], token: 7)
        #expect(world.takeOutcomes().isEmpty, "told before it was on disk")
        world.settle()
        let outcomes = world.takeOutcomes()
        #expect(outcomes.map(\.token) == [7])
        let runs = try #require(outcomes.first).runs
        #expect(runs.map(\.code) == [0, 412, 0])
        #expect(runs.map(\.number) == [1, 2, 3])
        #expect(runs.map(\.sequence) == [1, 0, 2])
    }

    @Test("is the same event again when it was recorded before, by whomever")
    func recordedBefore() throws {
        let world = World()
        world.hello(1)
        world.publish(1, first: 1, [MadeEvents.lesson("a")])
        try submit(world, "undp", [MadeEvents.lesson("a")], token: 1)
        #expect(world.takeOutcomes().isEmpty, "what it repeats is not on disk yet")
        world.settle()
        let run = try #require(world.takeOutcomes().first?.runs.first)
        #expect(run.code == ReceiptRun.recordedBefore)
        #expect(run.sequence == 1)
        try submit(world, "undp", [MadeEvents.lesson("a")], token: 2)
        #expect(world.takeOutcomes().map(\.token) == [2], "nothing to wait for")
    }

    @Test("may be in the bus's own name, which no connection may")
    func busItself() throws {
        let flag = Array(
            """
            {"specversion":"1.0","id":"g","source":"urn:coordbus:agency:coordd",\
            "type":"org.coordbus.overlap.cleared","time":"2018-03-01T09:00:00Z",\
            "data":{"overlap":"o-1","reason":"over"}}
            """.utf8)
        let world = World()
        try submit(world, "undp", [flag], token: 1)
        try submit(world, "coordd", [flag], token: 2)
        world.settle()
        let codes = world.takeOutcomes().flatMap(\.runs).map(\.code)
        #expect(codes == [403, 0])
    }

    @Test("is refused as a whole when the disk is full, and taken when it is sent again")
    func diskFull() throws {
        let world = World()
        try submit(world, "undp", [MadeEvents.lesson("a"), MadeEvents.lesson("b")], token: 1)
        world.handOver()
        world.fail()
        let refused = try #require(world.takeOutcomes().first)
        #expect(refused.runs.allSatisfy { $0.code == 507 })
        #expect(refused.runs.map(\.count).reduce(0, +) == 2)
        world.bus.openDoor()
        try submit(world, "undp", [MadeEvents.lesson("a"), MadeEvents.lesson("b")], token: 2)
        world.settle()
        let runs = world.takeOutcomes().flatMap(\.runs)
        #expect(runs.map(\.code) == [0])
        #expect(runs.first?.sequence == 1)
    }

    @Test("keeps its order among several")
    func order() throws {
        let world = World()
        try submit(world, "undp", [MadeEvents.lesson("a")], token: 1)
        try submit(world, "undp", [Array("x".utf8)], token: 2)
        #expect(world.takeOutcomes().isEmpty, "the second must not overtake the first")
        world.settle()
        #expect(world.takeOutcomes().map(\.token) == [1, 2])
    }
}
