import BusCore
import Bytes
import Platform
import Testing
import TestSupport

/// Whatever one client does, the others are served.
@Suite struct NeighbourTests {
    /// Publishes and reads as if nothing were wrong.
    private func isServed(_ client: WireClient, from first: UInt64, _ id: String) throws {
        try client.publish(first: first, [lesson(id)])
        #expect(try client.receipts(through: first).map(\.code) == [0])
    }

    @Test("garbage of every length costs others nothing, and its sender can still do it right")
    func garbage() throws {
        let daemon = try RunningDaemon(in: TestFolder())
        let good = try WireClient(daemon.endpoint)
        let bad = try WireClient(daemon.endpoint)
        try good.hello()
        var random = SplitMix64(seed: 7)
        for round in 0..<500 {
            let frames = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<Int.random(in: 0...64, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
            }
            try bad.send(frames)
            if round % 100 == 0 { try isServed(good, from: UInt64(round / 100) + 1, "\(round)") }
        }
        for _ in 0..<500 { #expect(try bad.next(.error).code < 500) }
        try bad.hello()
        try isServed(bad, from: 1, "mended")
        #expect(daemon.terminate() == .exited(0))
    }

    @Test("clients that come and go without a word do not use up the sessions")
    func comesAndGoes() throws {
        let daemon = try RunningDaemon(in: TestFolder(), ["--limits-sessions", "3"])
        let good = try WireClient(daemon.endpoint)
        try good.hello()
        for _ in 0..<2 { try WireClient(daemon.endpoint).hello("dpko") }
        let late = try WireClient(daemon.endpoint)
        let deadline = monotonicNanoseconds() + 10_000_000_000
        var answer: Verb?
        while answer != .welcome, monotonicNanoseconds() < deadline {
            try late.send(Array(#"{"agency":"ead"}"#.utf8)) { Head.hello(number: 1, into: &$0) }
            answer = try late.next()?.verb
            _ = try late.next(seconds: 1)  // nothing comes: the pace of the tries
        }
        #expect(answer == .welcome)
        try isServed(good, from: 1, "a")
    }

    @Test("a message over the limit ends its sender's connection only")
    func tooLong() throws {
        let daemon = try RunningDaemon(in: TestFolder(), ["--limits-message-mib", "1"])
        let good = try WireClient(daemon.endpoint)
        let bad = try WireClient(daemon.endpoint)
        try good.hello()
        try bad.hello()
        try bad.send([UInt8](repeating: 0x20, count: (1 << 20) + 1)) {
            Head.publish(number: 9, first: 1, into: &$0)
        }
        try isServed(good, from: 1, "a")
        // libzmq connects again by itself; the session is gone with the connection.
        try bad.send { Head.ping(number: 1, into: &$0) }
        #expect(try bad.next(.error).code == 402)
        try bad.hello()
        try isServed(bad, from: 1, "b")
    }

    @Test("a subscriber that never gives credit gets nothing and holds up nobody")
    func noCredit() throws {
        let daemon = try RunningDaemon(in: TestFolder())
        let good = try WireClient(daemon.endpoint)
        let silent = try WireClient(daemon.endpoint)
        try good.hello()
        try silent.hello("ead")
        let none = Request.Subscribe(
            subscription: 1, start: .sequence(1), creditEvents: 0, creditBytes: 0)
        try silent.send { Head.subscribe(number: 1, none, into: &$0) }
        _ = try silent.next(.subscribed)
        #expect(try silent.next(.deliver).events.isEmpty)  // the log is empty: told so
        for number in UInt64(1)...50 { try isServed(good, from: number, "\(number)") }
        try silent.send { Head.ping(number: 2, into: &$0) }
        #expect(try silent.next()?.verb == .pong)
        try silent.send { Head.credit(subscription: 1, events: 100, bytes: 1 << 20, into: &$0) }
        var taken = 0
        while taken < 50 { taken += try silent.next(.deliver).events.count }
        #expect(taken == 50)
    }

    @Test("a subscriber that takes all credit and reads nothing is let go, in bounded memory")
    func readsNothing() throws {
        let daemon = try RunningDaemon(in: TestFolder(), ["--bus-unread-messages", "16"])
        let good = try WireClient(daemon.endpoint)
        let deaf = try WireClient(daemon.endpoint, unread: 1)
        try good.hello()
        try deaf.hello("ead")
        let all = Request.Subscribe(
            subscription: 1, start: .sequence(1), creditEvents: .max, creditBytes: .max)
        try deaf.send { Head.subscribe(number: 1, all, into: &$0) }
        // More than the connection's buffers and the bus's queue for it can hold.
        var number: UInt64 = 1
        while !daemon.errorText.contains("reads nothing"), number < 4_000 {
            try good.publish(
                first: number, (0..<20).map { lesson("\(number)-\($0)", textBytes: 25_000) })
            #expect(try good.receipts(through: number + 19).allSatisfy { !$0.isRefusal })
            number += 20
        }
        #expect(daemon.errorText.contains("ead: reads nothing"))
        #expect(memoryMiB(daemon.process.pid) < 200)
        try isServed(good, from: number, "after")
    }

    @Test("a publisher that never reads its receipts is let go, and its events are there")
    func neverReadsReceipts() throws {
        let daemon = try RunningDaemon(
            in: TestFolder(),
            ["--bus-unread-messages", "16", "--limits-message-events", "65536"])
        let good = try WireClient(daemon.endpoint)
        let deaf = try WireClient(daemon.endpoint, unread: 1)
        try good.hello()
        try deaf.hello("ead")
        // Refusals have the longest receipts: four bytes in, two hundred out.
        let empty = [[UInt8]](repeating: [], count: 20_000)
        var number: UInt64 = 1
        var served: UInt64 = 1
        while !daemon.errorText.contains("reads nothing"), served < 100 {
            try deaf.publish(first: number, empty)
            number += UInt64(empty.count)
            try isServed(good, from: served, "\(served)")
            served += 1
        }
        #expect(daemon.errorText.contains("ead: reads nothing"))
        #expect(memoryMiB(daemon.process.pid) < 200)
    }

    /// Resident memory of a process.
    private func memoryMiB(_ pid: Int32) -> Int {
        let status = readText("/proc/\(pid)/status") ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Int($0) }.map { $0 / 1024 }
            ?? .max
    }
}
