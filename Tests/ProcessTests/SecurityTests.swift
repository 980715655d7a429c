import BusCore
import CoordBus
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// Who may connect, and in whose name: each kind of bad key and bad name, and what the neighbours notice of it.
@Suite struct SecurityTests {
    @Test("a key of the roll opens a session of its agency, and records bear that agency")
    func keyIsIdentity() throws {
        let world = try CurveWorld()
        let undp = try world.client("undp")
        try undp.publish(first: 1, [lesson("a")])
        #expect(try undp.receipts(through: 1).map(\.code) == [0])
        #expect(try undp.fetchAll() == [lesson("a")])
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test("the right key with another agency's source is refused, and so is another agency's name")
    func wrongName() throws {
        let world = try CurveWorld()
        let undp = try world.client("undp")
        try undp.publish(first: 1, [lesson("a", agency: "ohchr")])
        let run = try #require(try undp.receipts(through: 1).first)
        #expect(run.code == 403)
        #expect(run.text.contains("R-AUTH"))
        let other = try WireClient(world.endpoint, keys: try world.clientKeys("undp"))
        try other.sayHello(#"{"agency":"ohchr"}"#)
        let refusal = try other.next(.error)
        #expect(refusal.code == 403)
        #expect(String(decoding: refusal.body, as: UTF8.self).contains("this key is undp's"))
    }

    @Test("a delegate publishes in the focal point's name; the record bears both")
    func delegate() throws {
        let world = try CurveWorld()
        let ead = try world.client("ead")
        try ead.publish(first: 1, [lesson("a", agency: "fp"), lesson("b", agency: "ead")])
        #expect(try ead.receipts(through: 2).map(\.code) == [0])
        // Again over a new session: the same event.
        let again = try world.client("ead")
        try again.publish(first: 1, [lesson("a", agency: "fp")])
        #expect(try again.receipts(through: 1).map(\.code) == [1])
        let fetch = Request.Fetch(start: .sequence(1), eventsMax: 10, bytesMax: 1 << 20)
        try ead.send { Head.fetch(number: 3, fetch, into: &$0) }
        let body = try ead.next(.fetched).body
        let found = RecordHead(body.span)
        let head = try #require(found)
        let codes = body[32..<(32 + head.agencyLength + head.publisherLength)]
        #expect(String(decoding: codes, as: UTF8.self) == "fpead")
        #expect(try ead.fetchAll() == [lesson("a", agency: "fp"), lesson("b", agency: "ead")])
    }

    @Test(
        "an unknown key gets no answer, is logged once a minute, and the neighbour notices nothing")
    func unknownKey() throws {
        let world = try CurveWorld()
        let neighbour = try world.client("undp")
        try world.addKey("stranger")
        let stranger = try WireClient(world.endpoint, keys: try world.clientKeys("stranger"))
        try stranger.sayHello(#"{"agency":"undp"}"#)
        #expect(try stranger.next(seconds: 1) == nil)
        let plain = try WireClient(world.endpoint)
        try plain.sayHello(#"{"agency":"undp"}"#)
        #expect(try plain.next(seconds: 1) == nil)
        try neighbour.publish(first: 1, [lesson("a")])
        #expect(try neighbour.receipts(through: 1).map(\.code) == [0])
        let key = try #require(world.keys["stranger"]).publicKey
        let lines = world.daemon.errorText.split(separator: "\n").filter { $0.contains(key) }
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first?.contains("not on the roll") == true)
    }

    @Test("a suspended agency's open session ends at once, and it cannot come back")
    func suspension() throws {
        let world = try CurveWorld()
        let undp = try world.client("undp")
        let neighbour = try world.client("ohchr")
        try undp.publish(first: 1, [lesson("a")])
        _ = try undp.receipts(through: 1)
        try world.reload(
            CurveWorld.roll.replacing("code = \"undp\"", with: "code = \"undp\"\nsuspended = true"))
        let farewell = try undp.next(.farewell)
        #expect(farewell.code == 403)
        try undp.sayHello("{}")
        #expect(try undp.next(.error).code == 403)
        let back = try WireClient(world.endpoint, keys: try world.clientKeys("undp"))
        try back.sayHello("{}")
        #expect(try back.next(seconds: 1) == nil)
        try neighbour.publish(first: 1, [lesson("b", agency: "ohchr")])
        #expect(try neighbour.receipts(through: 1).map(\.code) == [0])
        try world.reload(CurveWorld.roll)
        #expect(try world.client("undp").fetchAll().count == 2)
    }

    @Test("while keys rotate both are good, and the old one ends when it is taken off")
    func rotation() throws {
        let world = try CurveWorld()
        let old = try world.client("undp")
        try world.addKey("undp2")
        try world.reload(
            CurveWorld.roll.replacing(
                "keys = [\"KEY-undp\"]",
                with: "keys = [{ key = \"KEY-undp\", until = 2099-01-01T00:00:00Z }, \"KEY-undp2\"]"
            ))
        let new = try world.client("undp2")
        for (name, client) in [("a", old), ("b", new)] {
            try client.publish(first: 1, [lesson(name)])
            #expect(try client.receipts(through: 1).map(\.code) == [0])
        }
        try world.reload(CurveWorld.roll.replacing("KEY-undp", with: "KEY-undp2"))
        #expect(try old.next(.farewell).code == 403)
        try new.publish(first: 2, [lesson("c")])
        #expect(try new.receipts(through: 2).map(\.code) == [0])
    }

    @Test("a typo in a new roll keeps the old one in force and names the line")
    func typo() throws {
        let world = try CurveWorld()
        let undp = try world.client("undp")
        try world.reload(CurveWorld.roll.replacing("roles = [\"focal-point\"]", with: "rolls = []"))
        try undp.publish(first: 1, [lesson("a")])
        #expect(try undp.receipts(through: 1).map(\.code) == [0])
        let text = world.daemon.errorText
        #expect(
            text.contains("agencies.toml:3:1: agency has no rolls; did you mean roles?"), "\(text)")
        #expect(text.contains("the one before stays in force"))
    }

    @Test("coordd refuses a key that others may read, and open doors without CURVE")
    func badSetups() throws {
        let folder = TestFolder()
        try writeSecretFile(
            folder.file("coordd.key"), KeyFile.secretText(try CurveKeyPair.make(), made: "today"))
        try replaceTextFile(folder.file("agencies.toml"), "[[agency]]\ncode = \"undp\"\n")
        let options = ["--data", folder.file("log"), "--roll", folder.file("agencies.toml")]
        _ = try ProcessRunner.run("/bin/chmod", ["640", folder.file("coordd.key")])
        let open = try ProcessRunner.run(
            "coordd", options + ["--key", folder.file("coordd.key"), "--check"])
        #expect(open.end == .exited(78))
        #expect(open.errors.contains("others than its owner may read it"), "\(open.errors)")
        let wide = try ProcessRunner.run(
            "coordd",
            ["--data", folder.file("log"), "--listen", "tcp://0.0.0.0:7117", "--security", "none"])
        #expect(wide.end == .exited(78))
        #expect(wide.errors.contains("connections are not encrypted"), "\(wide.errors)")
    }

    @Test("half-open connections and broken handshakes cost the others nothing")
    func halfOpen() throws {
        let world = try CurveWorld(options: ["--bus-handshake-seconds", "2"])
        let neighbour = try world.client("undp")
        let port = try #require(world.endpoint.split(separator: ":").last.flatMap { UInt16($0) })
        var sockets: [Int32] = []
        defer { for fd in sockets { close(fd) } }
        for index in 0..<2_000 {
            let fd = RawConnection.open(port)
            guard fd >= 0 else { break }
            sockets.append(fd)
            // Nothing, part of a greeting, a greeting with nonsense behind it, noise.
            switch index % 4 {
            case 1: RawConnection.send(fd, Array(RawConnection.greeting.prefix(11)))
            case 2:
                RawConnection.send(fd, RawConnection.greeting + [4, 200, 5, 72, 69, 76, 76, 79])
            case 3: RawConnection.send(fd, [UInt8](repeating: 0xA5, count: 300))
            default: break
            }
        }
        #expect(sockets.count > 500, "only \(sockets.count) connections could be opened")
        for number in UInt64(1)...50 {
            try neighbour.publish(first: number, [lesson("a\(number)")])
            #expect(try neighbour.receipts(through: number).map(\.code) == [0])
        }
        #expect(try world.client("ohchr").fetchAll().count == 50)
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test("pyzmq, which nobody here wrote, does CURVE from the page alone")
    func python() throws {
        let python = try PythonTests.python()
        let world = try CurveWorld()
        let script = packageRoot.appending(path: "examples/python").path()
        let text = """
            import sys, json
            sys.path.insert(0, sys.argv[1])
            import coordbus
            client = coordbus.Client(sys.argv[2], keys=coordbus.Keys.load(sys.argv[3], sys.argv[4]))
            print(client.welcome["agency"])
            event = {"specversion": "1.0", "id": "p1", "source": "urn:coordbus:agency:undp",
                     "type": "org.coordbus.adapter.heartbeat", "time": "2018-03-01T09:00:00Z",
                     "data": {"adapter": "python", "waiting": 0}}
            client.publish(json.dumps(event).encode())
            print([receipt.code for receipt in client.receipts()])
            client.bye()
            """
        let result = try ProcessRunner.run(
            python,
            [
                "-B", "-c", text, script, world.endpoint, try world.keyFile("undp"),
                world.server.publicKey,
            ])
        #expect(result.output == "undp\n[0]\n", "\(result.errors)")
    }
}
