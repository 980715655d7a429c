import BusCore
import CoordBus
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// The feed of a real coordd, read by plain SUB sockets: who gets what, what a slow reader sees, and what ends.
@Suite struct FeedProcessTests {
    @Test("everybody gets what it may read, whatever it asks for")
    func rights() throws {
        let world = try CurveWorld(options: ["--feed", "tcp://127.0.0.1:*"])
        let endpoint = try #require(world.daemon.feedEndpoint)
        let readers = try ["fp", "undp", "ngo"].map {
            try FeedReader(endpoint, [""], keys: try world.clientKeys($0))
        }
        try world.addKey("stranger")
        let stranger = try FeedReader(
            endpoint, [""], keys: try world.clientKeys("stranger"), waits: false)
        let undp = try world.client("undp")
        let labels = ["public", "member-states", "un-system", "case-parties", "focal-point"]
        try undp.publish(
            first: 1, labels.map { labelled($0, "lesson", $0) } + [heartbeat("h")])
        #expect(try undp.receipts(through: 6).allSatisfy { $0.code == 0 })
        try undp.publish(first: 7, [labelled("end", "lesson", "public")])
        let seen = try readers.map { try $0.ids(until: "end") }
        #expect(seen[0] == ["public", "member-states", "un-system", "case-parties", "h", "end"])
        #expect(seen[1] == ["public", "member-states", "un-system", "h", "end"])
        // Lessons, of clearance public.
        #expect(seen[2] == ["public", "end"])
        #expect(try stranger.next(seconds: 1) == nil)
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test("what a reader may not read it is not sent, and its neighbours are")
    func forbidden() throws {
        let world = try CurveWorld(options: ["--feed", "tcp://127.0.0.1:*"])
        let endpoint = try #require(world.daemon.feedEndpoint)
        let ngo = try FeedReader(
            endpoint, ["un-system.", "adapter.", "public.adapter.", "focal-point."],
            keys: try world.clientKeys("ngo"))
        let ohchr = try FeedReader(
            endpoint, ["un-system.adapter."], keys: try world.clientKeys("ohchr"))
        let undp = try world.client("undp")
        try undp.publish(first: 1, [heartbeat("a"), labelled("b", "lesson", "un-system")])
        _ = try undp.receipts(through: 2)
        #expect(try ohchr.ids(until: "a") == ["a"])
        #expect(try ngo.event(milliseconds: 1_000) == nil)
        let lines = world.daemon.errorText.split(separator: "\n").filter {
            $0.contains("ngo asked the feed for")
        }
        #expect(lines.count == 1, "\(world.daemon.errorText)")
    }

    @Test("a suspended agency's reader gets nothing more, the others go on")
    func suspension() throws {
        let world = try CurveWorld(options: ["--feed", "tcp://127.0.0.1:*"])
        let endpoint = try #require(world.daemon.feedEndpoint)
        let undp = try FeedReader(endpoint, [""], keys: try world.clientKeys("undp"))
        let ohchr = try FeedReader(endpoint, [""], keys: try world.clientKeys("ohchr"))
        try world.reload(
            CurveWorld.roll.replacing("code = \"undp\"", with: "code = \"undp\"\nsuspended = true"))
        let publisher = try world.client("ohchr")
        // The feed is opened anew a moment after the reload; its readers connect again by themselves.
        #expect(world.daemon.waitForError("the feed is opened anew"))
        var number: UInt64 = 0
        var found: WireFeedMessage?
        while found == nil, number < 600 {
            number += 1
            try publisher.publish(
                first: number, [labelled("p\(number)", "lesson", "public", agency: "ohchr")])
            _ = try publisher.receipts(through: number)
            found = try ohchr.event(milliseconds: 200)
        }
        #expect(found != nil)
        #expect(try undp.event(milliseconds: 1_000) == nil)
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test("who subscribes without end is shut out, and the others go on")
    func flood() throws {
        let world = try CurveWorld(options: ["--feed", "tcp://127.0.0.1:*"])
        let endpoint = try #require(world.daemon.feedEndpoint)
        let reader = try FeedReader(endpoint, [""], keys: try world.clientKeys("ohchr"))
        let flood = try FeedReader(endpoint, [], keys: try world.clientKeys("ngo"), waits: false)
        for number in 0..<20_000 { try flood.subscribe("public.lesson.recorded.KEN.n\(number).") }
        #expect(world.daemon.waitForError("shut out of the feed"))
        #expect(world.daemon.waitForError("the feed is opened anew"))
        let neighbour = try world.client("ohchr")
        var number: UInt64 = 0
        var found: WireFeedMessage?
        while found == nil, number < 600 {
            number += 1
            try neighbour.publish(
                first: number, [labelled("p\(number)", "lesson", "public", agency: "ohchr")])
            _ = try neighbour.receipts(through: number)
            found = try reader.event(milliseconds: 200)
        }
        #expect(found != nil)
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test("pyzmq: a slow reader sees what it lost and fetches it, open and with keys")
    func slowReader() throws {
        let python = try PythonTests.python()
        let scripts = packageRoot.appending(path: "examples/python").path()
        let text = """
            import sys, json
            sys.path.insert(0, sys.argv[1])
            import coordbus
            keys = coordbus.Keys.load(sys.argv[4], sys.argv[5]) if len(sys.argv) > 4 else None
            client = coordbus.Client(sys.argv[2], "undp", "slow", keys=keys)
            feed = coordbus.Feed(sys.argv[3], "un-system.lesson.", keys=keys, unread=16, place=0)
            def lesson(id, size):
                return json.dumps({"specversion": "1.0", "id": id, "source": "urn:coordbus:agency:undp",
                    "type": "org.coordbus.lesson.recorded", "time": "2018-03-01T09:00:00Z",
                    "data": {"lesson": id, "recorded": "2018-03-01", "country": "KEN",
                             "title": {"en": "A lesson"}, "text": {"en": "x" * size}}}).encode()
            for number in range(1000):
                client.publish(lesson(f"big-{number}", 30000))
            codes = [receipt.code for receipt in client.receipts()]
            assert codes == [0] * 1000, codes
            came, fetched, probes = [], [], 0
            while not (came and came[-1].startswith("probe")):
                probes += 1
                client.publish(lesson(f"probe-{probes}", 1))
                list(client.receipts())
                for message in feed.messages(patience=0.5):
                    if message.missed:
                        first, last = message.missed
                        fetched += feed.fetch(client, message)
                    came.append(json.loads(message.record.event)["id"])
            everything = sorted(set(came + [json.loads(record.event)["id"] for record in fetched]))
            assert len(came) < 1000 + probes, "nothing was lost"
            assert len(came) + len(fetched) == len(everything), (len(came), len(fetched), len(everything))
            wanted = {f"big-{number}" for number in range(1000)}
            assert wanted <= set(everything), sorted(wanted - set(everything))[:5]
            print("lost, seen and fetched")
            client.bye()
            """
        let options = ["--feed", "tcp://127.0.0.1:*", "--feed-unread-messages", "16"]
        let open = try RunningDaemon(in: TestFolder(), options)
        let plain = try ProcessRunner.run(
            python,
            ["-B", "-c", text, scripts, open.endpoint, try #require(open.feedEndpoint)],
            seconds: 300)
        #expect(plain.output == "lost, seen and fetched\n", "\(plain.errors)")
        let world = try CurveWorld(options: options)
        let guarded = try ProcessRunner.run(
            python,
            [
                "-B", "-c", text, scripts, world.endpoint,
                try #require(world.daemon.feedEndpoint), try world.keyFile("undp"),
                world.server.publicKey,
            ], seconds: 300)
        #expect(guarded.output == "lost, seen and fetched\n", "\(guarded.errors)")
    }

    @Test("the Python example of the feed prints what is recorded, also what it missed while away")
    func example() throws {
        let python = try PythonTests.python()
        let script = packageRoot.appending(path: "examples/python/feed.py").path()
        let daemon = try RunningDaemon(in: TestFolder(), ["--feed", "tcp://127.0.0.1:*"])
        let client = try WireClient(daemon.endpoint)
        try client.hello()
        try client.publish(first: 1, [lesson("a"), lesson("b")])
        _ = try client.receipts(through: 2)
        // Place 0: it begins with what it has missed so far.
        let feed = try #require(daemon.feedEndpoint)
        let result = try ProcessRunner.run(
            python, ["-B", script, feed, daemon.endpoint, "un-system.lesson.", "0", "2"])
        #expect(
            result.output == """
                missed 1 un-system.lesson.recorded.KEN.undp. a
                missed 2 un-system.lesson.recorded.KEN.undp. b

                """, "\(result.errors)")
    }

    @Test("the feed is none by default, and needs CURVE where others can reach it")
    func settings() throws {
        let folder = TestFolder()
        let wide = try ProcessRunner.run(
            "coordd",
            [
                "--data", folder.file("log"), "--feed", "tcp://0.0.0.0:7118", "--security", "none",
                "--check",
            ])
        #expect(wide.end == .exited(78))
        #expect(wide.errors.contains("feed.listen is tcp://0.0.0.0:7118"), "\(wide.errors)")
        let daemon = try RunningDaemon(in: folder)
        #expect(daemon.feedEndpoint == nil)
    }

    private func heartbeat(_ id: String) -> [UInt8] {
        Array(
            """
            {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:undp",\
            "type":"org.coordbus.adapter.heartbeat","time":"2018-03-01T09:00:00Z",\
            "data":{"adapter":"made","waiting":0}}
            """.utf8)
    }

    private func labelled(
        _ id: String, _ kind: String, _ label: String, agency: String = "undp"
    ) -> [UInt8] {
        let text = String(decoding: lesson(id, agency: agency), as: UTF8.self)
        return Array(
            text.replacing("\"data\":", with: "\"dataclassification\":\"\(label)\",\"data\":").utf8)
    }
}
