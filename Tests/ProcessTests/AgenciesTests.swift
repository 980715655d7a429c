import BusCore
import CoordBus
import Platform
import Testing
import TestSupport
import ZeroMQ

/// The watch over agencies, as operators see it.
@Suite struct AgenciesTests {
    @Test("coordctl agencies tells who is connected, from where, what came last and what waits")
    func table() throws {
        let world = try CurveWorld()
        let undp = try world.client("undp")
        let beat = """
            {"specversion":"1.0","id":"h1","source":"urn:coordbus:agency:undp",\
            "type":"org.coordbus.adapter.heartbeat","time":"2018-03-01T09:00:00Z",\
            "data":{"adapter":"made","waiting":17}}
            """
        try undp.publish(first: 1, [Array(beat.utf8)])
        _ = try undp.receipts(through: 1)
        let options = [
            "--bus", world.endpoint, "--key", try world.keyFile("ead"), "--server-key",
            world.server.publicKey,
        ]
        let text = try ProcessRunner.run("coordctl", ["agencies"] + options)
        #expect(text.end == .exited(0), "\(text.errors)")
        let rows = text.output.split(separator: "\n")
        #expect(rows.count == 6, "\(text.output)")
        let row = try #require(rows.first { $0.hasPrefix("undp ") })
        let cells = row.split(separator: " ")
        #expect(cells.contains("online") && cells.contains("127.0.0.1") && cells.last == "17")
        #expect(rows.contains { $0.hasPrefix("ngo ") && $0.contains("offline") })
        let lines = try ProcessRunner.run("coordctl", ["agencies", "--json"] + options)
        #expect(
            lines.output.contains(
                #""from":["127.0.0.1"],"sessions":1,"lastSequence":1"#), "\(lines.output)")
        let other = try ProcessRunner.run(
            "coordctl",
            [
                "agencies", "--json", "--bus", world.endpoint, "--key", try world.keyFile("ngo"),
                "--server-key", world.server.publicKey,
            ])
        #expect(other.output.split(separator: "\n").count == 1 && !other.output.contains("undp"))
    }

    @Test(
        "agency.online and agency.offline come through the gate, also over a sudden end of the bus")
    func events() throws {
        let quick = ["--agencies-online-seconds", "1", "--agencies-offline-seconds", "1"]
        let world = try CurveWorld(options: quick)
        let reader = try world.client("fp")
        try follow(reader)
        do {
            let undp = try world.client("undp")
            let online = try nextEvents(reader, 2)
            #expect(online.contains { $0.contains("agency.online") && $0.contains("\"undp\"") })
            #expect(online.contains { $0.contains("agency.online") && $0.contains("\"fp\"") })
            try undp.send { Head.bye(number: 5, into: &$0) }
            _ = try undp.next(.farewell)
        }
        #expect(try nextEvents(reader, 1)[0].contains("agency.offline"))
        try world.restart(options: quick)
        // fp is online in the log and does not come back; ead does what fp did.
        let after = try world.client("ead")
        try follow(after)
        let events = try nextEvents(after, 5)
        #expect(
            events.dropFirst(3).contains {
                $0.contains("agency.offline") && $0.contains("not come back")
            })
    }

    private func follow(_ client: WireClient) throws {
        let all = Request.Subscribe(
            subscription: 1, start: .sequence(1), creditEvents: 1_000, creditBytes: 1 << 20)
        try client.send(Array("agency.>".utf8)) { Head.subscribe(number: 4, all, into: &$0) }
    }

    private func nextEvents(_ client: WireClient, _ count: Int) throws -> [String] {
        var events: [String] = []
        while events.count < count {
            events += try client.next(.deliver).events.map { String(decoding: $0, as: UTF8.self) }
        }
        return events
    }
}
