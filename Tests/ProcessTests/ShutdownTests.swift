import BusCore
import Bytes
import Platform
import Testing
import TestSupport

/// What was receipted is there after any end; what was not can be sent again.
@Suite struct ShutdownTests {
    @Test(
        "SIGTERM ends within 5 s with everything taken receipted and on disk, and a farewell to all"
    )
    func terminate() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder)
        let publisher = try WireClient(daemon.endpoint)
        let watcher = try WireClient(daemon.endpoint)
        try publisher.hello()
        try watcher.hello("ead")
        let events = (1...600).map { lesson("\($0)") }
        for start in stride(from: 0, to: 600, by: 20) {
            try publisher.publish(first: UInt64(start) + 1, Array(events[start..<(start + 20)]))
        }
        _ = try publisher.next(.receipt)  // it has begun; the rest is on its way
        let begun = monotonicNanoseconds()
        #expect(daemon.terminate(milliseconds: 10_000) == .exited(0))
        #expect(monotonicNanoseconds() - begun < 5_000_000_000)
        #expect(try watcher.next(.farewell).code == 503)
        var receipted: UInt64 = 1
        while let message = try publisher.next(seconds: 5), message.verb != .farewell {
            if message.verb == .receipt {
                receipted = message.head.span.littleEndian(at: 8, as: UInt64.self)
            }
        }
        try goOn(in: folder, events, receipted: Int(receipted))
    }

    @Test(
        "kill -9 under load loses nothing that was receipted, and sending again gives each event one place"
    )
    func kill() throws {
        let folder = TestFolder()
        let events = (1...600).map { lesson("\($0)") }
        var receipted: UInt64 = 0
        for round in 0..<3 {
            let daemon = try RunningDaemon(in: folder)
            let publisher = try WireClient(daemon.endpoint)
            try publisher.hello()
            for start in stride(from: 0, to: 600, by: 20) {
                try publisher.publish(first: UInt64(start) + 1, Array(events[start..<(start + 20)]))
            }
            for _ in 0...round {
                let message = try publisher.next(.receipt)
                receipted = max(
                    receipted, message.head.span.littleEndian(at: 8, as: UInt64.self))
            }
            daemon.kill()
            #expect(daemon.process.end == .signalled(9))
        }
        try goOn(in: folder, events, receipted: Int(receipted))
    }

    /// Starts again, looks for what was receipted, sends all again; each event has one place.
    private func goOn(in folder: TestFolder, _ events: [[UInt8]], receipted: Int) throws {
        let daemon = try RunningDaemon(in: folder)
        let client = try WireClient(daemon.endpoint)
        try client.hello()
        let there = try client.fetchAll()
        #expect(there.count >= receipted)
        #expect(there == Array(events.prefix(there.count)))
        try client.publish(first: 1, events)
        let runs = try client.receipts(through: UInt64(events.count))
        for run in runs {
            #expect(run.sequence == run.number)
            #expect(run.code == (run.number <= UInt64(there.count) ? 1 : 0))
        }
        #expect(try client.fetchAll() == events)
        #expect(daemon.terminate() == .exited(0))
    }

    @Test(
        "SIGHUP with a typo keeps what was in force; mended, it is taken up without losing a connection"
    )
    func reload() throws {
        let folder = TestFolder()
        try folder.write("[limits]\nmessage_events = 2\n", to: "coordd.toml")
        let daemon = try RunningDaemon(in: folder, ["--config", folder.file("coordd.toml")])
        let client = try WireClient(daemon.endpoint)
        try client.hello()
        let three = ["a", "b", "c"].map { lesson($0) }
        try client.publish(first: 1, three)
        #expect(try client.next(.error).code == 407)

        try folder.write("[limits]\nmessage_event = 3\n", to: "coordd.toml")
        daemon.process.signal(1)
        #expect(daemon.waitFor("RELOADING=1"))
        #expect(daemon.waitFor("READY=1"))
        #expect(daemon.errorText.contains("coordd.toml:2:1: "))
        try client.publish(first: 1, three)
        #expect(try client.next(.error).code == 407)

        try folder.write("[limits]\nmessage_events = 3\n", to: "coordd.toml")
        daemon.process.signal(1)
        #expect(daemon.waitFor("RELOADING=1"))
        #expect(daemon.waitFor("READY=1"))
        try client.publish(first: 1, three)
        #expect(try client.receipts(through: 3).map(\.count) == [3])
        #expect(daemon.terminate() == .exited(0))
    }
}
