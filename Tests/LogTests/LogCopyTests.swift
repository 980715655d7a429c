import Bytes
import CoordBus
import Platform
import Testing
import TestSupport

/// A copy is the log up to a whole batch, or it is no copy.
@Suite struct LogCopyTests {
    @Test(
        "a copy of a log that is written, closed or killed holds every batch that was durable",
        arguments: UInt64(0)..<30)
    func copy(seed: UInt64) throws {
        let stored = try StoredLog(seed: seed, batches: 12, isClosed: seed % 2 == 0)
        let disk = stored.disk(changing: "") { _ in }
        let made = try LogCopy.make(of: StoredLog.folder, in: "/copy", system: disk)
        let original = try LogVerifier.verify(folder: StoredLog.folder, system: disk)
        #expect(made.verification.last == original.last)
        #expect(made.verification.digest == original.digest)
        #expect(made.verification.damages.isEmpty)
        for path in disk.paths where path.hasPrefix("/copy/") && path.hasSuffix(".log") {
            let source = try #require(disk.content(StoredLog.folder + path.dropFirst(5)))
            let copied = try #require(disk.content(path))
            #expect(copied == Array(source.prefix(copied.count)))
        }
    }

    @Test(
        "an older copy is brought up to date, and only what is new is written",
        arguments: UInt64(0)..<10)
    func update(seed: UInt64) throws {
        let disk = SimulatedDisk(seed: seed)
        let log = try StoredLog.begin(on: disk)
        var random = SplitMix64(seed: seed)
        func append(_ batches: Int) throws {
            for _ in 0..<batches {
                try MadeBatch(
                    first: log.lastDurable + 1, count: 5, bytes: 100...400, random: &random
                ).append(to: log)
            }
        }
        try append(40)
        let first = try LogCopy.make(of: StoredLog.folder, in: "/copy", system: disk)
        #expect(first.verification.last == 200)
        try append(3)
        let second = try LogCopy.make(of: StoredLog.folder, in: "/copy", system: disk)
        #expect(second.verification.last == 215)
        #expect(second.bytesCopied < first.bytesCopied / 4)
        #expect(second.identity == log.identity)
    }

    @Test("a damaged log is not copied: the damage is named", arguments: UInt64(0)..<10)
    func damaged(seed: UInt64) throws {
        let stored = try StoredLog(seed: seed, batches: 12, isClosed: true)
        let path = try #require(stored.files.keys.filter { $0.hasSuffix(".log") }.min())
        let disk = stored.disk(changing: path) { $0[$0.count / 2] ^= 0x10 }
        #expect(throws: LogError.self) {
            try LogCopy.make(of: StoredLog.folder, in: "/copy", system: disk)
        }
    }

    @Test("a folder that holds another log is not written to")
    func anotherLog() throws {
        let stored = try StoredLog(seed: 1, batches: 5, isClosed: true)
        let disk = stored.disk(changing: "") { _ in }
        _ = try LogCopy.make(of: StoredLog.folder, in: "/copy", system: disk)
        let other = try StoredLog(seed: 2, batches: 5, isClosed: true)
        for (name, bytes) in other.files where name.hasSuffix(".log") {
            disk.replace("/other" + name.dropFirst(StoredLog.folder.count), bytes)
        }
        #expect(throws: LogError.self) {
            try LogCopy.make(of: "/other", in: "/copy", system: disk)
        }
    }
}
