import BusCore
import CoordBus
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// Backup of a bus that runs, and the way back.
@Suite struct BackupTests {
    private func publish(
        _ count: Int, from start: Int, to daemon: RunningDaemon, textBytes: Int = 20
    ) throws {
        let client = try WireClient(daemon.endpoint)
        try client.hello()
        try client.publish(
            first: 1, (start..<(start + count)).map { lesson("\($0)", textBytes: textBytes) })
        _ = try client.receipts(through: UInt64(count))
    }

    private func backup(_ folder: TestFolder, _ arguments: [String]) throws -> ProcessRunner.Result
    {
        try ProcessRunner.run("coordctl", arguments + ["--data", folder.file("log")])
    }

    @Test(
        "a running bus is backed up, goes on, is lost, and comes back from the backup with its events"
    )
    func backupAndRestore() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder)
        try publish(300, from: 0, to: daemon)
        let first = try backup(folder, ["backup", "--to", folder.file("copy")])
        #expect(first.end == .exited(0), "\(first.errors)")
        #expect(first.output.contains("300 events, last sequence 300"))
        try publish(100, from: 300, to: daemon)
        let second = try backup(folder, ["backup", "--to", folder.file("copy")])
        #expect(second.output.contains("400 events, last sequence 400"), "\(second.errors)")
        daemon.kill()
        try FileManager.default.moveItem(
            atPath: folder.file("log"), toPath: folder.file("lost"))

        let restored = try backup(folder, ["restore", "--from", folder.file("copy")])
        #expect(restored.end == .exited(0), "\(restored.errors)")
        let again = try RunningDaemon(in: folder)
        let client = try WireClient(again.endpoint)
        try client.hello()
        #expect(try client.fetchAll() == (0..<400).map { lesson("\($0)") })
        // What agencies send again is known.
        try client.publish(first: 1, [lesson("7")])
        #expect(try client.receipts(through: 1).map(\.sequence) == [8])
    }

    @Test("a backup has the places of inboxes, so that nothing handled comes twice")
    func inboxes() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder)
        var reader = try inbox(daemon.endpoint)
        try reader.open()
        try publish(50, from: 0, to: daemon)
        #expect(try take(&reader, through: 50) == Array(1...50))
        try reader.close()
        #expect(daemon.terminate() == .exited(0))

        let made = try backup(folder, ["backup", "--to", folder.file("copy")])
        #expect(made.output.contains("inboxes: copied with it"), "\(made.errors)")
        try FileManager.default.moveItem(
            atPath: folder.file("log"), toPath: folder.file("lost"))
        let restored = try backup(folder, ["restore", "--from", folder.file("copy")])
        #expect(restored.end == .exited(0), "\(restored.errors)")

        let again = try RunningDaemon(in: folder)
        try publish(1, from: 50, to: again)
        reader = try inbox(again.endpoint)
        #expect(try take(&reader, through: 51) == [51])
    }

    private func inbox(_ endpoint: String) throws -> InboxReader {
        InboxReader(
            try BusClient(endpoint: endpoint, agency: "ead", name: "test", context: Context()),
            InboxReader.Options(inbox: "all", patterns: ["lesson.>"]))
    }

    /// Takes and acknowledges until this sequence has come, or for half a minute.
    private func take(_ inbox: inout InboxReader, through last: UInt64) throws -> [UInt64] {
        var taken: [UInt64] = []
        let deadline = monotonicNanoseconds() + 30_000_000_000
        while taken.last ?? 0 < last, monotonicNanoseconds() < deadline {
            _ = try inbox.next(until: monotonicNanoseconds() + 1_000_000_000) { head, _, _ in
                taken.append(head.sequence)
            }
            if let newest = taken.last { try inbox.ack(upTo: newest) }
        }
        return taken
    }

    @Test("nothing is restored over a log, and a backup without its end is told apart")
    func refusals() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder, ["--log-segment-mib", "1"])
        // More than one file of 1 MiB.
        for start in [0, 1000, 2000] {
            try publish(1000, from: start, to: daemon, textBytes: 600)
        }
        #expect(daemon.terminate() == .exited(0))
        #expect(try backup(folder, ["backup", "--to", folder.file("copy")]).end == .exited(0))
        let over = try backup(folder, ["restore", "--from", folder.file("copy")])
        #expect(over.end == .exited(73))
        #expect(over.errors.contains("3000 events"))

        let segments = try FileManager.default.contentsOfDirectory(atPath: folder.file("copy"))
            .filter { $0.hasSuffix(".log") }.sorted()
        #expect(segments.count > 1)
        try FileManager.default.removeItem(
            atPath: folder.file("copy") + "/" + (segments.last ?? ""))
        let cut = try ProcessRunner.run(
            "coordctl",
            ["restore", "--from", folder.file("copy"), "--data", folder.file("new")])
        #expect(cut.end == .exited(65))
        #expect(cut.errors.contains("but it had 3000"))
    }

    @Test("a backup of a folder without a log ends with 66 and names it")
    func noLog() throws {
        let folder = TestFolder()
        let result = try backup(folder, ["backup", "--to", folder.file("copy")])
        #expect(result.end == .exited(66))
        #expect(result.errors.contains(folder.file("log")))
    }
}

/// A log as lines, and lines into a log.
@Suite struct ExchangeTests {
    private func run(_ arguments: [String]) throws -> ProcessRunner.Result {
        try ProcessRunner.run("coordctl", arguments)
    }

    @Test(
        "what is exported and imported into an empty folder is the same log: sequences, times, agencies, bytes"
    )
    func roundTrip() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder)
        let undp = try WireClient(daemon.endpoint)
        try undp.hello()
        let broken = Array(
            String(decoding: lesson("b"), as: UTF8.self)
                .replacingOccurrences(of: "{\"specversion\"", with: "{\n  \"specversion\"").utf8)
        #expect(broken.contains(0x0A))
        // The last but one is a conflict, which the bus records as an event of its own.
        try undp.publish(first: 1, [lesson("a"), broken, lesson("a", textBytes: 21), lesson("c")])
        #expect(try undp.receipts(through: 4).map(\.code) == [0, 409, 0])

        let beside = try run(["log", "export", "--data", folder.file("log")])
        #expect(beside.end == .exited(0), "\(beside.errors)")
        #expect(daemon.terminate() == .exited(0))
        try folder.write(beside.output, to: "lines")
        let imported = try run(
            ["log", "import", "--data", folder.file("new"), folder.file("lines")])
        #expect(imported.end == .exited(0), "\(imported.errors)")
        #expect(imported.errors.contains("4 recorded, 0 recorded before, 0 refused"))
        let again = try run(["log", "export", "--data", folder.file("new")])
        #expect(again.output == beside.output)
        let twice = try run(["log", "import", "--data", folder.file("new"), folder.file("lines")])
        #expect(twice.errors.contains("0 recorded, 4 recorded before, 0 refused"))
    }

    @Test("bare events are CloudEvents a line; what is no event is refused by file and line")
    func bareEvents() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder)
        let undp = try WireClient(daemon.endpoint)
        try undp.hello()
        try undp.publish(first: 1, (1...50).map { lesson("\($0)") })
        _ = try undp.receipts(through: 50)
        #expect(daemon.terminate() == .exited(0))
        let bare = try run(
            [
                "log", "export", "--events", "--from", "11", "--to", "20", "--data",
                folder.file("log"),
            ])
        #expect(
            bare.output
                == (11...20).map { String(decoding: lesson("\($0)"), as: UTF8.self) + "\n" }
                .joined())
        try folder.write(bare.output + "{\"specversion\":\"1.0\"}\nnot json\n", to: "lines")
        let imported = try run(
            ["log", "import", "--data", folder.file("new"), folder.file("lines")])
        #expect(imported.end == .exited(1))
        #expect(imported.errors.contains("lines:11 has no source"))
        #expect(imported.errors.contains("lines:12 is not JSON"))
        #expect(imported.errors.contains("10 recorded, 0 recorded before, 2 refused"))
    }

    @Test("a log that coordd has open is not imported into")
    func inUse() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder)
        try folder.write("", to: "lines")
        let result = try run(["log", "import", "--data", folder.file("log"), folder.file("lines")])
        #expect(result.end == .exited(69))
        #expect(daemon.terminate() == .exited(0))
    }
}
