import BusCore
import Bytes
import CoordBus
import Foundation
import Platform
import Synchronization
import TestSupport
import Testing

/// Readers and verifiers beside the writer, on the machine's own disk and threads.
@Suite struct LogBesideTests {
    private func withLog(_ body: (SegmentLog, String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "coordbus-log-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var options = LogOptions()
        options.segmentBytes = 100_000
        options.reserveBytes = 8192
        options.zeroAheadBytes = 4096
        let log = try SegmentLog.open(
            folder: folder, options: options, fingerprint: MadeRecords.fingerprint(_:seed:))
        try body(log, folder)
    }

    /// The first trouble of any thread.
    private final class Trouble: Sendable {
        let first = Mutex<String?>(nil)
        func note(_ text: String) { first.withLock { $0 = $0 ?? text } }
    }

    private func write(_ log: SegmentLog, batches: Int, seed: UInt64) throws(LogError) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<batches {
            let count = Int.random(in: 1...20, using: &random)
            try MadeBatch(first: log.lastDurable + 1, count: count, random: &random)
                .append(to: log)
        }
    }

    /// What the threads of one test share.
    private final class Shared: Sendable {
        let log: SegmentLog
        let isDone = Atomic<Bool>(false)
        init(_ log: SegmentLog) { self.log = log }
    }

    @Test func readersSeeEverySequenceOnceWhileTheWriterGoesOn() throws {
        try withLog { log, _ in
            let shared = Shared(log)
            let trouble = Trouble()
            var readers: [Reading] = []
            for place in 0..<3 {
                let reading = Reading()
                readers.append(reading)
                reading.start(named: "reader") {
                    do throws(LogError) {
                        try Self.follow(shared, bytesMax: 300 << (place * 4), trouble)
                    } catch { trouble.note("\(error)") }
                }
            }
            try write(log, batches: 300, seed: 1)
            shared.isDone.store(true, ordering: .releasing)
            for reader in readers { reader.join() }
            #expect(trouble.first.withLock { $0 } == nil)
        }
    }

    private static func follow(_ shared: Shared, bytesMax: Int, _ trouble: Trouble)
        throws(LogError)
    {
        var cursor = LogCursor()
        var buffer = ByteBuffer()
        var next: UInt64 = 1
        while true {
            let wasDone = shared.isDone.load(ordering: .acquiring)
            buffer.removeAll()
            guard
                let run = try shared.log.read(
                    from: next, upTo: .max, bytesMax: bytesMax, cursor: &cursor, into: &buffer)
            else {
                if wasDone { break }
                continue
            }
            var offset = 0
            while let head = RecordHead(buffer.bytes, at: offset) {
                if head.sequence != next { trouble.note("\(head.sequence) instead of \(next)") }
                next += 1
                offset += head.length
            }
            if offset != buffer.count || next != run.last + 1 { trouble.note("a run is cut") }
        }
        if next != shared.log.lastDurable + 1 { trouble.note("it ended at \(next)") }
    }

    @Test func aVerificationBesideTheWriterFindsNoDamage() throws {
        try withLog { log, folder in
            let shared = Shared(log)
            let trouble = Trouble()
            let verifying = Reading()
            verifying.start(named: "verifier") {
                do throws(LogError) {
                    while !shared.isDone.load(ordering: .acquiring) {
                        let found = try LogVerifier.verify(folder: folder)
                        if !found.damages.isEmpty { trouble.note("\(found.damages)") }
                        if !found.isInUse { trouble.note("nobody seems to have it") }
                    }
                } catch { trouble.note("\(error)") }
            }
            try write(log, batches: 300, seed: 2)
            shared.isDone.store(true, ordering: .releasing)
            verifying.join()
            #expect(trouble.first.withLock { $0 } == nil)
            try log.close()
            let found = try LogVerifier.verify(folder: folder)
            #expect(found.damages == [])
            #expect(found.indexProblems == [])
            #expect(found.last == log.lastDurable)
            #expect(found.events == Int(log.lastDurable))
            #expect(found.batches == 300)
        }
    }

    @Test func statisticsAgreeWithTheSegments() throws {
        try withLog { log, folder in
            try write(log, batches: 120, seed: 3)
            let during = try #require(try LogStatistics.read(folder: folder))
            #expect(during.events == Int(log.lastDurable))
            try log.close()
            let after = try #require(try LogStatistics.read(folder: folder))
            #expect(after.segments.map { $0.summary } == log.segments)
            #expect(after.batches == 120)
            #expect(after.topics == during.topics)
            #expect(after.eventsByType.values.reduce(0, +) == log.lastDurable)
            #expect(after.identity == log.identity)
        }
        #expect(throws: LogError.self) { try LogStatistics.read(folder: "/nonexistent/log") }
    }
}

/// A thread that a class can hold.
private final class Reading: Sendable {
    private let thread = Mutex<OSThread?>(nil)

    func start(named name: String, _ body: @escaping @Sendable () -> Void) {
        thread.withLock { $0 = OSThread(named: name, body) }
    }

    func join() {
        if let thread = thread.withLock({ $0.take() }) { thread.join() }
    }
}
