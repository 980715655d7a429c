import BusCore
import CoordBus
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// Workers that share an inbox, as real processes of pyzmq with CURVE, made from docs/protocol.md alone.
@Suite struct WorkerGroupTests {
    /// Prints each record and its attempt before acknowledging it; from some record on it takes and says nothing more.
    private static let worker = """
        import sys, time
        sys.path.insert(0, sys.argv[1])
        import coordbus
        client = coordbus.Client(sys.argv[2], name="worker", keys=coordbus.Keys.load(sys.argv[3], sys.argv[4]))
        client.attach("shared", ["lesson.>"], events=20)
        print("attached", flush=True)
        handled, stalls_after = 0, int(sys.argv[5])
        while True:
            try:
                for hand in client.hands(shared=True, patience=600):
                    for record in hand.records:
                        print(f"handled {record.sequence} {hand.attempt}", flush=True)
                        if stalls_after and handled >= stalls_after:
                            print("stalled", flush=True)
                            time.sleep(3600)
                        client.ack(record.sequence, single=True)
                        handled += 1
            except coordbus.SessionLost:
                sys.exit("session lost")
        """

    private struct Handled {
        let sequence: UInt64
        let attempt: Int
        let worker: Int
    }

    @Test("four processes share an inbox and two are killed: all is handled, repeats say so")
    func twoOfFourKilled() throws {
        let python = try PythonTests.python()
        let world = try CurveWorld(options: ["--limits-silence-seconds", "5"])
        let scripts = packageRoot.appending(path: "examples/python").path()
        let key = try world.keyFile("ohchr")
        let workers = try (0..<4).map { index in
            try LoggedProcess(
                python,
                [
                    "-B", "-c", Self.worker, scripts, world.endpoint, key, world.server.publicKey,
                    index < 2 ? "\(20 + index)" : "0",
                ],
                environment: ProcessRunner.environment,
                output: world.folder.file("worker-\(index)"),
                errors: world.folder.file("worker-\(index)-errors"))
        }
        let pause = Bell()
        func wait(_ what: String, _ condition: () throws -> Bool) throws {
            let deadline = monotonicNanoseconds() + 180_000_000_000
            while try !condition() {
                try #require(monotonicNanoseconds() < deadline, "\(what): \(errors(world))")
                _ = pause.wait(milliseconds: 50)
            }
        }
        try wait("all attached") {
            (0..<4).allSatisfy { world.folder.text("worker-\($0)").contains("attached") }
        }
        let total = 2_000
        let undp = try world.client("undp")
        for part in 0..<20 {
            let events = (0..<100).map { lesson("l\(part * 100 + $0)") }
            try undp.publish(first: UInt64(part * 100) + 1, events)
        }
        #expect(try undp.receipts(through: UInt64(total)).allSatisfy { $0.code == 0 })
        // Two hold records that they have said nothing of, and are killed.
        try wait("two stalled") {
            (0..<2).allSatisfy { world.folder.text("worker-\($0)").contains("stalled") }
        }
        for worker in workers[..<2] {
            worker.signal(9)
            #expect(worker.wait(milliseconds: 10_000) == .signalled(9))
        }
        try wait("all handled") { Set(lines(world).map(\.sequence)).count == total }
        let handled = lines(world)
        #expect(Set(handled.map(\.sequence)) == Set(1...UInt64(total)))
        // What the killed had begun came again, and said that it was not the first time.
        let begun = Set(handled.filter { $0.worker < 2 }.map(\.sequence))
        let again = handled.filter { $0.worker >= 2 && begun.contains($0.sequence) }
        #expect(again.count >= 2 && again.allSatisfy { $0.attempt > 1 }, "\(again)")
        // Nothing is told to be the first time twice.
        let first = handled.filter { $0.attempt == 1 }.map(\.sequence)
        #expect(Set(first).count == first.count)
        #expect(world.daemon.terminate() == .exited(0))
    }

    private func lines(_ world: CurveWorld) -> [Handled] {
        (0..<4).flatMap { worker in
            world.folder.text("worker-\(worker)").split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard words.count == 3, words[0] == "handled", let sequence = UInt64(words[1]),
                    let attempt = Int(words[2])
                else { return nil }
                return Handled(sequence: sequence, attempt: attempt, worker: worker)
            }
        }
    }

    private func errors(_ world: CurveWorld) -> String {
        (0..<4).map { world.folder.text("worker-\($0)-errors") }.joined()
    }

    @Test("pyzmq with keys opens an inbox, acknowledges, gives back, and finds its place again")
    func inboxInPython() throws {
        let python = try PythonTests.python()
        let world = try CurveWorld()
        let text = """
            import sys
            sys.path.insert(0, sys.argv[1])
            import coordbus
            def open():
                return coordbus.Client(sys.argv[2], keys=coordbus.Keys.load(sys.argv[3], sys.argv[4]))
            def take(client, count):
                found = []
                for hand in client.hands():
                    found += [(record.sequence, hand.attempt) for record in hand.records]
                    if len(found) >= count: return found
            client = open()
            print(client.attach("mine", ["lesson.>"], alone=True))
            print(take(client, 5))
            client.ack(2)
            client.ack(4, single=True)
            client.nack(3, "no such country", never=True)
            client.ping()
            print([(one["sequence"], one["reason"]) for one in client.quarantine("list", "mine")["quarantine"]])
            client.bye()
            client = open()
            print(client.attach("mine", alone=True)[0])
            print(take(client, 1))
            client.ack(5)
            print(client.quarantine("retry", "mine", [3])["changed"])
            print(take(client, 1)[0][0])
            client.ack(3, single=True)
            client.ping()
            print([box["pending"] for box in client.query(query="inboxes")["inboxes"]])
            client.bye()
            """
        let undp = try world.client("undp")
        try undp.publish(first: 1, (1...5).map { lesson("l\($0)") })
        _ = try undp.receipts(through: 5)
        let result = try ProcessRunner.run(
            python,
            [
                "-B", "-c", text, packageRoot.appending(path: "examples/python").path(),
                world.endpoint, try world.keyFile("ohchr"), world.server.publicKey,
            ], seconds: 120)
        #expect(
            result.output == """
                (0, 5)
                [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]
                [(3, 'no such country')]
                4
                [(5, 2)]
                1
                3
                [0]

                """, "\(result.errors)")
        #expect(world.daemon.terminate() == .exited(0))
    }
}
