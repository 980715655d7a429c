internal import Foundation
internal import Testing

/// The program `agency` against a real coordd.
@Suite(.serialized) struct AgencyTests {
    private static let scenario = ["--scenario", "config/scenarios/demo.toml", "--seed", "11"]

    /// What the bus is to hold in the end, in order: all but the one event that it has to refuse.
    private func expected(_ programs: AgencyPrograms) throws -> [String] {
        let planted = programs.path("planted.json")
        let written = try programs.run(
            "agency", ["simulate"] + Self.scenario + ["--output", "-", "--planted", planted])
        #expect(written.code == 0, "\(written.errors)")
        let list = try String(contentsOfFile: planted, encoding: .utf8)
        let match = try #require(
            list.firstMatch(of: /"detail":"R-AUTH".*?"id":"([^"]+)"/))
        let ids = try AgencyPrograms.ids(in: written.output)
        #expect(ids.count > 500)
        return ids.filter { $0 != match.1 }
    }

    @Test("kill -9 of agency in the middle loses nothing, repeats nothing and keeps the order")
    func killedInTheMiddle() throws {
        let programs = try AgencyPrograms()
        let bus = try programs.startBus()
        let expected = try expected(programs)
        let events = Pipe()
        _ = try programs.start(
            "coordctl", ["tail", "--from", "1", "--follow", "--json", "--bus", bus.endpoint],
            output: events)
        let words = ["--bus", bus.endpoint, "--outbox", programs.path("outbox.db")]
        let agency = try programs.start("agency", ["simulate"] + Self.scenario + words)
        // Some hundred events are on the bus, the rest is on its way.
        var lines = 0
        while lines < 150 {
            let data = events.fileHandleForReading.availableData
            try #require(!data.isEmpty)
            lines += data.count { $0 == 0x0A }
        }
        kill(agency.processIdentifier, SIGKILL)
        agency.waitUntilExit()
        #expect(agency.terminationReason == .uncaughtSignal)

        let sent = try programs.run("agency", ["outbox", "send"] + words)
        #expect([0, 1].contains(sent.code), "\(sent.errors)")
        let again = try programs.run("agency", ["simulate"] + Self.scenario + words)
        #expect(again.code == 1, "\(again.errors)")
        #expect(try programs.ids(on: bus.endpoint) == expected)
    }

    @Test("A bus that is away: events wait on disk, and go out in order when it is back")
    func busAway() throws {
        let programs = try AgencyPrograms()
        let expected = try expected(programs)
        // A port that is free once its owner has gone.
        let first = try programs.startBus()
        first.process.terminate()
        first.process.waitUntilExit()
        let words = [
            "--bus", first.endpoint, "--outbox", programs.path("outbox.db"), "--wait", "1",
        ]
        let kept = try programs.run("agency", ["simulate"] + Self.scenario + words)
        #expect(kept.code == 69, "\(kept.errors)")
        #expect(kept.errors.contains("`agency outbox send` sends them"))
        let status = try programs.run(
            "agency", ["outbox", "status", "--outbox", programs.path("outbox.db")])
        #expect(status.code == 0)
        let grouped = "waiting    \(expected.count + 1) events"
        #expect(status.output.replacing(",", with: "").contains(grouped), "\(status.output)")

        let back = try programs.startBus(listen: first.endpoint)
        let sent = try programs.run("agency", ["outbox", "send"] + words)
        #expect(sent.code == 1, "one event is refused: \(sent.errors)")
        #expect(sent.errors.contains("403"))
        #expect(try programs.ids(on: back.endpoint) == expected)
    }

    @Test(
        "A file that is not there, or a scenario with a slip, ends with its own code and a line that helps"
    )
    func faults() throws {
        let programs = try AgencyPrograms()
        let absent = try programs.run("agency", ["import", "nothing.xml", "--output", "-"])
        #expect(absent.code == 66)
        #expect(absent.errors.contains("nothing.xml"))
        let file = programs.path("slip.toml")
        try "name = \"x\"\n[tme]\n".write(toFile: file, atomically: true, encoding: .utf8)
        let slip = try programs.run("agency", ["simulate", "--scenario", file, "--output", "-"])
        #expect(slip.code == 78)
        #expect(slip.errors.contains("slip.toml:2:2: there is no tme"))
        #expect(try programs.run("agency", ["simulat"]).code == 64)
    }
}
