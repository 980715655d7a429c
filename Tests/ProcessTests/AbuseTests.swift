import BusCore
import CoordBus
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// What somebody with a key may try, and what the neighbours notice of it: nothing. Each is refused with a code, counted, and told
/// to the operator once. Unknown keys, half-open connections and suspension stand in `SecurityTests`.
@Suite struct AbuseTests {
    /// A neighbour is served as before.
    private func isServed(_ neighbour: WireClient, _ number: UInt64) throws {
        try neighbour.publish(first: number, [lesson("n\(number)", agency: "ohchr")])
        #expect(try neighbour.receipts(through: number).map(\.code) == [0])
    }

    /// How often a code was refused, as `status` counts it.
    private func refused(_ client: WireClient, _ code: Int) throws -> Int {
        try client.send(Array("status".utf8)) { Head.query(number: 9, into: &$0) }
        let body = try client.next(.answer).body
        let json = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        let since = json?["since"] as? [String: Any]
        return (since?["refused"] as? [String: Int])?["\(code)"] ?? 0
    }

    /// Lines of the operator's log about this agency's refusals.
    private func lines(_ world: CurveWorld, _ agency: String) -> [Substring] {
        world.daemon.errorText.split(separator: "\n").filter {
            $0.contains("\(agency): refused")
        }
    }

    @Test("forbidden topics: subscription, fetch and inbox are refused, counted, logged once")
    func forbiddenTopics() throws {
        let world = try CurveWorld()
        let ngo = try world.client("ngo")
        let neighbour = try world.client("ohchr")
        let start = Request.Subscribe(
            subscription: 1, start: .sequence(1), creditEvents: 10, creditBytes: 1 << 20)
        for _ in 0..<20 {
            try ngo.send(Array("assistance.>".utf8)) {
                Head.subscribe(number: 2, start, into: &$0)
            }
            #expect(try ngo.next(.error).code == 403)
            let fetch = Request.Fetch(start: .sequence(1), eventsMax: 10, bytesMax: 1 << 20)
            try ngo.send(Array("request.*.KEN.*".utf8)) {
                Head.fetch(number: 3, fetch, into: &$0)
            }
            #expect(try ngo.next(.error).code == 403)
            try ngo.send(Array(#"{"inbox":"x","patterns":["assistance.>"]}"#.utf8)) {
                Head.attach(number: 4, start, into: &$0)
            }
            #expect(try ngo.next(.error).code == 403)
        }
        try isServed(neighbour, 1)
        #expect(try refused(ngo, 403) == 60)
        #expect(lines(world, "ngo").count == 1, "\(lines(world, "ngo"))")
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test(
        "an agency that acknowledges what it was never handed moves nothing, neither its own nor others' place"
    )
    func foreignAcknowledgement() throws {
        let world = try CurveWorld()
        let neighbour = try world.client("ohchr")
        let undp = try world.client("undp")
        let start = Request.Subscribe(
            subscription: 1, start: .sequence(1), creditEvents: 1, creditBytes: 1 << 20)
        for client in [neighbour, undp] {
            try client.send(Array(#"{"inbox":"all","patterns":[">"]}"#.utf8)) {
                Head.attach(number: 2, start, into: &$0)
            }
            _ = try client.next(.attached)
        }
        for number in UInt64(1)...3 { try isServed(neighbour, number) }
        for sequence in [UInt64(2), 3, 1_000, .max, 0] {
            let all = Request.Settlement(subscription: 1, kind: .first, sequence: sequence)
            let one = Request.Settlement(subscription: 1, kind: .second, sequence: sequence)
            if sequence > 1 {
                try undp.send { Head.ack(number: 3, all, into: &$0) }
                #expect(try undp.next(.error).code == 452)
            }
            try undp.send { Head.ack(number: 4, one, into: &$0) }
            #expect(try undp.next(.error).code == 452)
            try undp.send { Head.nack(number: 5, one, into: &$0) }
            #expect(try undp.next(.error).code == 452)
        }
        // The same from a session that is attached to nothing.
        let other = try world.client("undp")
        let one = Request.Settlement(subscription: 1, kind: .second, sequence: 1)
        try other.send { Head.ack(number: 6, one, into: &$0) }
        #expect(try other.next(.error).code == 405)
        for agency in ["undp", "ohchr"] {
            let client = try world.client(agency)
            try client.send(Array(#"{"query":"inboxes"}"#.utf8)) {
                Head.query(number: 7, into: &$0)
            }
            let text = String(decoding: try client.next(.answer).body, as: UTF8.self)
            #expect(text.contains("\"cursor\":0"), "\(text)")
            // Nothing of another agency.
            #expect(!text.contains(agency == "undp" ? "ohchr" : "undp"), "\(text)")
        }
        #expect(lines(world, "undp").count == 2, "\(lines(world, "undp"))")  // two connections
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test("inboxes without end are refused at the agency's bound, and cost others nothing")
    func inboxesWithoutEnd() throws {
        let world = try CurveWorld()
        let neighbour = try world.client("ohchr")
        let start = Request.Subscribe(
            subscription: 1, start: .sequence(1), creditEvents: 1, creditBytes: 1 << 20)
        var codes: [UInt16: Int] = [:]
        // Many sessions, so that the bound of a session is not what holds.
        for round in 0..<8 {
            let undp = try world.client("undp")
            for index in 0..<60 {
                let name = "endless-\(round)-\(index)"
                try undp.send(Array(#"{"inbox":"\#(name)","patterns":[">"]}"#.utf8)) {
                    Head.attach(
                        number: 2,
                        Request.Subscribe(
                            subscription: UInt32(index) + 1, start: start.start, creditEvents: 1,
                            creditBytes: 1 << 20), into: &$0)
                }
                var message = try #require(try undp.next())
                while message.verb != .attached, message.verb != .error {
                    message = try #require(try undp.next())
                }
                codes[message.verb == .attached ? 0 : message.code, default: 0] += 1
            }
        }
        #expect(codes == [0: 64, 407: 416])
        try isServed(neighbour, 1)
        try neighbour.send(Array(#"{"inbox":"mine","patterns":[">"]}"#.utf8)) {
            Head.attach(number: 2, start, into: &$0)
        }
        _ = try neighbour.next(.attached)
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test(
        "a client that floods with messages of every kind is answered and others are served meanwhile"
    )
    func flood() throws {
        let world = try CurveWorld(options: ["--bus-unread-messages", "64"])
        let neighbour = try world.client("ohchr")
        let flooder = try world.client("undp")
        var served: UInt64 = 0
        // It reads nothing, so in the end it is let go.
        for round in 0..<40 {
            for _ in 0..<500 {
                try flooder.send { Head.ping(number: 1, into: &$0) }
                try flooder.send([[1, 0x66, 0, 0, 1, 0, 0, 0]])
                try flooder.send(Array("status".utf8)) { Head.query(number: 2, into: &$0) }
                try flooder.send(Array(#"{"query":"nothing"}"#.utf8)) {
                    Head.query(number: 3, into: &$0)
                }
                let fetch = Request.Fetch(start: .sequence(1), eventsMax: 10, bytesMax: 1 << 20)
                try flooder.send { Head.fetch(number: 4, fetch, into: &$0) }
            }
            served = UInt64(round) + 1
            try isServed(neighbour, served)
        }
        let told = lines(world, "undp")
        #expect(told.count <= 2, "\(told)")
        #expect(try refused(neighbour, 404) + refused(neighbour, 402) > 0)
        #expect(try world.client("undp").fetchAll().count == Int(served))
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test("a recorded handshake played again opens nothing, whole, cut off or changed")
    func replay() throws {
        let python = try PythonTests.python()
        let world = try CurveWorld(options: ["--bus-handshake-seconds", "2"])
        let neighbour = try world.client("ohchr")
        try isServed(neighbour, 1)
        let text = """
            import socket, sys, threading
            sys.path.insert(0, sys.argv[1])
            import coordbus
            port = int(sys.argv[2].rsplit(":", 1)[1])
            sent, answers = bytearray(), []
            door = socket.create_server(("127.0.0.1", 0))
            def pump(source, sink, keep):
                try:
                    while data := source.recv(65536):
                        if keep is not None: keep += data
                        sink.sendall(data)
                except OSError: pass
                for end in (source, sink):
                    try: end.shutdown(socket.SHUT_RDWR)
                    except OSError: pass
            def relay():
                client, _ = door.accept()
                bus = socket.create_connection(("127.0.0.1", port))
                threading.Thread(target=pump, args=(bus, client, None), daemon=True).start()
                pump(client, bus, sent)
            relaying = threading.Thread(target=relay, daemon=True)
            relaying.start()
            client = coordbus.Client(f"tcp://127.0.0.1:{door.getsockname()[1]}",
                                     keys=coordbus.Keys.load(sys.argv[3], sys.argv[4]))
            client.publish(open(sys.argv[5], "rb").read())
            assert [receipt.code for receipt in client.receipts()] == [0]
            client.bye()
            relaying.join(30)
            def play(data):
                bus = socket.create_connection(("127.0.0.1", port))
                bus.settimeout(30)
                got = b""
                try:
                    bus.sendall(data)
                    bus.shutdown(socket.SHUT_WR)
                    while part := bus.recv(65536): got += part
                except OSError: pass
                return got
            recorded = bytes(sent)
            for data in [recorded, recorded, recorded[:64], recorded[:264], recorded[:500], recorded[:-1],
                         recorded[:300] + bytes([recorded[300] ^ 1]) + recorded[301:], recorded[64:]]:
                got = play(data)
                assert b"READY" not in got, got
            print("nothing opened")
            """
        try world.folder.write(
            String(decoding: lesson("once"), as: UTF8.self), to: "once.json")
        let result = try ProcessRunner.run(
            python,
            [
                "-B", "-c", text, packageRoot.appending(path: "examples/python").path(),
                world.endpoint, try world.keyFile("undp"), world.server.publicKey,
                world.folder.file("once.json"),
            ], seconds: 300)
        #expect(result.output == "nothing opened\n", "\(result.errors)")
        try isServed(neighbour, 2)
        // One session and one event of undp, however often it was played.
        let opened = world.daemon.errorText.split(separator: "\n").filter {
            $0.contains("undp: ")
        }
        #expect(opened.count == 2, "\(opened)")  // opened and ended
        #expect(try neighbour.fetchAll().count == 3)
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test("what is refused says nothing of other agencies")
    func nothingLeaks() throws {
        let world = try CurveWorld()
        let ohchr = try world.client("ohchr")
        let start = Request.Subscribe(
            subscription: 1, start: .sequence(1), creditEvents: 10, creditBytes: 1 << 20)
        try ohchr.send(Array(#"{"inbox":"confidential","patterns":[">"]}"#.utf8)) {
            Head.attach(number: 2, start, into: &$0)
        }
        _ = try ohchr.next(.attached)
        let undp = try world.client("undp")
        // An inbox of another agency and one that nobody has look alike.
        func refusal(_ agency: String, _ inbox: String) throws -> String {
            let order = #"{"inbox":"\#(inbox)","agency":"\#(agency)","do":"list"}"#
            try undp.send(Array(order.utf8)) { Head.quarantine(number: 3, into: &$0) }
            let error = try undp.next(.error)
            let text = String(decoding: error.body, as: UTF8.self)
            return "\(error.code) \(text)".replacing(agency, with: "X").replacing(inbox, with: "Y")
        }
        let there = try refusal("ohchr", "confidential")
        #expect(there == (try refusal("ohchr", "no-such-inbox")))
        #expect(there == (try refusal("nobody", "no-such-inbox")))
        // Sessions of others are for operators.
        func status(_ client: WireClient) throws -> String {
            try client.send(Array("status".utf8)) { Head.query(number: 9, into: &$0) }
            return String(decoding: try client.next(.answer).body, as: UTF8.self)
        }
        #expect(try !status(undp).contains("ohchr"))
        #expect(try status(world.client("ead")).contains("ohchr"))
        #expect(world.daemon.terminate() == .exited(0))
    }
}
