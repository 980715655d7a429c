import BusCore
import Bytes
import CoordBus
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// Inboxes of the real daemon: across kill -9, shared by workers, and found again after a clean stop.
@Suite struct InboxProcessTests {
    private func reader(
        _ endpoint: String, _ change: (inout InboxReader.Options) -> Void = { _ in }
    ) throws -> InboxReader {
        var options = InboxReader.Options(inbox: "all", patterns: ["lesson.>"])
        change(&options)
        return InboxReader(
            try BusClient(endpoint: endpoint, agency: "ead", name: "test", context: Context()),
            options)
    }

    private func publish(_ endpoint: String, _ numbers: Range<Int>) throws {
        let client = try BusClient(
            endpoint: endpoint, agency: "undp", name: "test", context: Context())
        var publisher = Publisher(client, window: 1_000)
        for number in numbers {
            try publisher.publish(lesson("l\(number)").span) { _ in }
        }
        try publisher.finish { run in #expect(!run.isRefusal) }
    }

    @Test("an agency that was away catches up without a gap while coordd is killed again and again")
    func catchesUp() throws {
        let folder = TestFolder()
        let listen = "ipc://\(folder.path)/bus"
        var daemon = try RunningDaemon(in: folder, listen: listen)
        do {
            var first = try reader(listen)
            try first.open()
            try first.close()
        }
        let total: UInt64 = 20_000
        try publish(listen, 0..<Int(total))
        var inbox = try reader(listen) { $0.events = 200 }
        var seen: UInt64 = 0
        var repeats = 0
        var kills = 0
        let deadline = monotonicNanoseconds() + 60_000_000_000
        while seen < total, monotonicNanoseconds() < deadline {
            var last: UInt64 = 0
            _ = try inbox.next(until: monotonicNanoseconds() + 1_000_000_000) { head, _, _ in
                if head.sequence <= seen {
                    repeats += 1
                } else {
                    #expect(head.sequence == seen + 1, "a gap")
                    seen = head.sequence
                }
                last = head.sequence
            }
            if last > 0 { try inbox.ack(upTo: last) }
            if kills < 5, seen > UInt64(kills + 1) * 3_000 {
                kills += 1
                daemon.kill()
                daemon = try RunningDaemon(in: folder, listen: listen)
            }
        }
        #expect(seen == total && kills == 5)
        // Without a place that is kept, the five would have repeated 45,000.
        #expect(repeats < 40_000, "\(repeats) repeats")
        try inbox.close()
        // A clean stop loses nothing of the place.
        #expect(daemon.terminate() == .exited(0))
        daemon = try RunningDaemon(in: folder, listen: listen)
        try publish(listen, Int(total)..<Int(total) + 1)
        var again = try reader(listen)
        var next: [UInt64] = []
        while next.isEmpty, monotonicNanoseconds() < deadline + 30_000_000_000 {
            _ = try again.next(until: monotonicNanoseconds() + 1_000_000_000) { head, _, attempt in
                next.append(head.sequence)
                #expect(attempt == 1)
            }
        }
        #expect(next == [total + 1])
    }

    @Test(
        "four workers share an inbox and two are killed: everything is handled, repeats are counted"
    )
    func workers() throws {
        let daemon = try RunningDaemon(in: TestFolder())
        let clients = try (0..<4).map { _ in try WireClient(daemon.endpoint) }
        let attach = Request.Subscribe(
            subscription: 1, start: .sequence(1), creditEvents: 20, creditBytes: 1 << 20)
        for client in clients {
            try client.hello("ead")
            try client.send(Array(#"{"inbox":"all","patterns":["lesson.>"]}"#.utf8)) {
                Head.attach(number: 2, attach, into: &$0)
            }
            _ = try client.next(.attached)
        }
        let total = 400
        try publish(daemon.endpoint, 0..<total)
        var handled: Set<UInt64> = []
        var dropped: Set<UInt64> = []
        // Two take their first records and are killed: they say nothing any more.
        for client in clients[2...] {
            for sequence in try hand(client).sequences { dropped.insert(sequence) }
            try client.send { Head.bye(number: 3, into: &$0) }
            _ = try client.next(.farewell)
        }
        var repeats: Set<UInt64> = []
        var turn = 0
        while handled.count < total, turn < 10_000 {
            let client = clients[turn % 2]
            turn += 1
            guard let message = try client.next(seconds: 1), message.verb == .hand else { continue }
            let (sequences, attempt) = read(message)
            for sequence in sequences {
                handled.insert(sequence)
                if attempt > 1 { repeats.insert(sequence) }
                let done = Request.Settlement(subscription: 1, kind: .second, sequence: sequence)
                try client.send { Head.ack(number: 4, done, into: &$0) }
            }
        }
        #expect(handled.count == total)
        #expect(dropped.isSubset(of: repeats), "a repeat that does not say so")
    }

    private func hand(_ client: WireClient) throws -> (sequences: [UInt64], attempt: UInt32) {
        while true {
            let found = read(try client.next(.hand))
            if !found.sequences.isEmpty { return found }
        }
    }

    private func read(_ message: WireMessage) -> (sequences: [UInt64], attempt: UInt32) {
        var sequences: [UInt64] = []
        var at = 0
        while let head = RecordHead(message.body.span, at: at) {
            sequences.append(head.sequence)
            at += head.length
        }
        return (sequences, message.head.span.littleEndian(at: 32, as: UInt32.self))
    }

    @Test("coordctl shows inboxes and tends their quarantine")
    func commands() throws {
        let daemon = try RunningDaemon(in: TestFolder())
        try publish(daemon.endpoint, 0..<3)
        var inbox = try reader(daemon.endpoint)
        var taken = 0
        let deadline = monotonicNanoseconds() + 20_000_000_000
        while taken < 3, monotonicNanoseconds() < deadline {
            _ = try inbox.next(until: deadline) { _, _, _ in taken += 1 }
        }
        try inbox.ack(1)
        try inbox.nack(2, reason: "no such country", never: true)
        try inbox.close()
        func ctl(_ words: String...) throws -> String {
            let result = try ProcessRunner.run(
                "coordctl", words + ["--bus", daemon.endpoint, "--agency", "ead"])
            #expect(result.end == .exited(0), "\(result.errors)")
            return result.output
        }
        let shown = try ctl("inboxes", "--json")
        #expect(shown.contains(#""inbox":"all","workers":0,"cursor":2,"lagEvents":1"#), "\(shown)")
        #expect(shown.contains(#""quarantined":1"#))
        #expect(try ctl("inboxes").contains("ead/all"))
        #expect(try ctl("inbox", "quarantine", "list", "ead/all").contains("no such country"))
        #expect(
            try ctl("inbox", "quarantine", "retry", "ead/all", "2").contains("1 handed out again"))
        #expect(try ctl("inbox", "quarantine", "drop", "ead/all", "--all") == "1 dropped\n")
    }

    @Test(
        "with the shipped agencies.toml, coordctl route explain says the same of the file and of the bus"
    )
    func explains() throws {
        let folder = TestFolder()
        let roll = packageRoot.appending(path: "config/agencies.toml").path()
        let daemon = try RunningDaemon(in: folder, ["--routes", roll])
        func explain(_ event: [UInt8], _ options: [String]) throws -> String {
            try folder.write(String(decoding: event, as: UTF8.self), to: "event.json")
            let result = try ProcessRunner.run(
                "coordctl", ["route", "explain", folder.file("event.json"), "--json"] + options)
            #expect(result.end == .exited(0), "\(result.errors)")
            return result.output
        }
        let bus = ["--bus", daemon.endpoint]
        let offline = try explain(lesson("a"), ["--roll", roll])
        #expect(offline.contains("\"inbox\":\"ead/main\""), "\(offline)")
        #expect(try explain(lesson("a"), bus) == offline)
        try publish(daemon.endpoint, 0..<3)
        var inbox = try reader(daemon.endpoint) {
            $0.inbox = "main"
            $0.patterns = nil
        }
        var taken: [UInt64] = []
        let deadline = monotonicNanoseconds() + 20_000_000_000
        while taken.count < 3, monotonicNanoseconds() < deadline {
            _ = try inbox.next(until: deadline) { head, _, _ in taken.append(head.sequence) }
        }
        #expect(taken == [1, 2, 3])
        try inbox.close()
        // A table with a fault is not taken up, and a start with it ends with a line that names the place.
        try folder.write("[[route]]\ntopics = [\"lesson.>\"]\nto = [\"eat\"]\n", to: "bad.toml")
        let refused = try ProcessRunner.run(
            "coordd", ["--check", "--routes", folder.file("bad.toml")])
        #expect(refused.end == .exited(78))
        #expect(refused.errors.contains("bad.toml:3:"), "\(refused.errors)")
        #expect(daemon.terminate() == .exited(0))
    }

    @Test(
        "SIGHUP takes up new routes with what is there already; a file with a fault leaves the old ones in force"
    )
    func reloads() throws {
        let folder = TestFolder()
        func write(_ more: String) throws {
            try folder.write(
                "[[agency]]\ncode = \"ead\"\n[[agency]]\ncode = \"iom\"\n[[route]]\n" + more,
                to: "routes.toml")
        }
        try write("topics = [\"policy.>\"]\nto = [\"@all\"]\n")
        let daemon = try RunningDaemon(in: folder, ["--routes", folder.file("routes.toml")])
        try publish(daemon.endpoint, 0..<5)
        func reload() {
            daemon.process.signal(1)
            #expect(daemon.waitFor("READY=1"))
        }
        try write("topics = [\"lesson.>\"]\nto = [\"iom\"]\n")
        reload()
        func take() throws -> [UInt64] {
            var inbox = InboxReader(
                try BusClient(
                    endpoint: daemon.endpoint, agency: "iom", name: "test", context: Context()),
                InboxReader.Options())
            try inbox.open()
            var taken: [UInt64] = []
            let deadline = monotonicNanoseconds() + 20_000_000_000
            while !inbox.reachedEnd, monotonicNanoseconds() < deadline {
                _ = try inbox.next(until: deadline) { head, _, _ in taken.append(head.sequence) }
            }
            try inbox.close()
            return taken
        }
        #expect(try take() == [1, 2, 3, 4, 5])
        try write("topics = [\"lesson\"]\nto = [\"ead\"]\n")
        reload()
        #expect(daemon.errorText.contains("routes.toml:6:"), "\(daemon.errorText)")
        #expect(try take() == [1, 2, 3, 4, 5])
        #expect(daemon.terminate() == .exited(0))
    }
}
