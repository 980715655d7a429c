import BusCore
import Bytes
import CoordBus
import TestSupport
import Testing

/// Any read from anywhere gives what was appended there.
@Suite struct LogReadTests {
    /// One record a sequence, cut out of the batches.
    private func records(_ stored: StoredLog) -> [[UInt8]] {
        var records: [[UInt8]] = []
        var buffer = ByteBuffer()
        buffer.append(stored.bytes)
        var offset = 0
        while let head = RecordHead(buffer.bytes, at: offset) {
            records.append(buffer.bytes(offset..<(offset + head.length)).array)
            offset += head.length
        }
        return records
    }

    @Test(arguments: UInt64(0)..<20)
    func anyRangeIsReadWholeAndWithinItsLimits(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let stored = try StoredLog(seed: seed, batches: 30, isClosed: seed % 2 == 0)
        let records = records(stored)
        let log = try stored.open(stored.disk(changing: "") { _ in })
        var cursor = LogCursor()
        var next: UInt64 = 1
        for _ in 0..<200 {
            if Bool.random(using: &random) {
                next = UInt64.random(in: 1...UInt64(records.count), using: &random)
            }
            if Int.random(in: 0..<5, using: &random) == 0 { cursor = LogCursor() }
            let last = UInt64.random(in: next...UInt64(records.count + 5), using: &random)
            let bytesMax = Int.random(in: 1...5000, using: &random)
            var buffer = ByteBuffer()
            buffer.append("before")
            guard
                let run = try log.read(
                    from: next, upTo: last, bytesMax: bytesMax, cursor: &cursor, into: &buffer)
            else {
                #expect(next > UInt64(records.count))
                next = 1
                continue
            }
            #expect(run.first == next)
            #expect(run.last <= last)
            #expect(run.bytes <= bytesMax || run.count == 1)
            #expect(run.bytes == buffer.bytes.array.count - 6)
            let expected = records[Int(run.first - 1)..<Int(run.last)].flatMap { $0 }
            #expect(buffer.bytes.array == Array("before".utf8) + expected, "seed \(seed)")
            next = run.last + 1
        }
    }

    @Test func nothingIsReadPastWhatIsDurable() throws {
        let stored = try StoredLog(seed: 7, batches: 5, isClosed: true)
        let log = try stored.open(stored.disk(changing: "") { _ in })
        var cursor = LogCursor()
        var buffer = ByteBuffer()
        let run = try log.read(
            from: log.lastDurable + 1, upTo: .max, bytesMax: 1000, cursor: &cursor, into: &buffer)
        #expect(run == nil)
        let isThere = try log.record(at: log.lastDurable + 1, cursor: &cursor, into: &buffer)
        #expect(!isThere)
        #expect(buffer.bytes.array == [])
        let isLastThere = try log.record(at: log.lastDurable, cursor: &cursor, into: &buffer)
        #expect(isLastThere)
    }

    @Test(arguments: UInt64(0)..<5)
    func theFirstSequenceOfATimeIsFound(seed: UInt64) throws {
        let stored = try StoredLog(seed: seed, batches: 30, isClosed: seed % 2 == 0)
        let log = try stored.open(stored.disk(changing: "") { _ in })
        // `MadeBatch` records sequence n at 1,000,000 + 10 n.
        #expect(try log.firstSequence(recordedAtOrAfter: 0) == 1)
        for sequence in 1...log.lastDurable {
            let time = 1_000_000 + sequence * 10
            #expect(try log.firstSequence(recordedAtOrAfter: time) == sequence)
            #expect(try log.firstSequence(recordedAtOrAfter: time + 1) == sequence + 1)
        }
        #expect(log.lastRecorded == 1_000_000 + log.lastDurable * 10)
    }

    @Test func anEmptyLogHasNothingAndNamesNoTime() throws {
        let log = try StoredLog.begin(on: SimulatedDisk(seed: 1))
        #expect(log.lastDurable == 0)
        #expect(log.lastRecorded == 0)
        #expect(try log.readAll() == [])
        #expect(try log.firstSequence(recordedAtOrAfter: 5) == 1)
        try log.close()
    }

    @Test func readingAcrossDamageGivesWhatIsBeforeItAndThenNamesIt() throws {
        let stored = try StoredLog(seed: 9, batches: 12, isClosed: true)
        let first = stored.files.keys.filter { $0.hasSuffix(".log") }.min()!
        let disk = stored.disk(changing: first) { $0[$0.count / 2] ^= 4 }
        let log = try stored.open(disk)
        var cursor = LogCursor()
        var buffer = ByteBuffer()
        let before = try log.read(
            from: 1, upTo: .max, bytesMax: 1 << 20, cursor: &cursor, into: &buffer)
        let run = try #require(before)
        #expect(buffer.bytes.array == Array(stored.bytes.prefix(run.bytes)))
        do throws(LogError) {
            _ = try log.read(
                from: run.last + 1, upTo: .max, bytesMax: 1 << 20, cursor: &cursor, into: &buffer)
            Issue.record("damage was read")
        } catch {
            guard case .damaged(let damage) = error else { throw error }
            #expect(damage.file == first)
            #expect(damage.sequence == run.last + 1)
        }
        #expect(buffer.bytes.array.count == run.bytes)
    }
}
