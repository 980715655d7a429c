import Bytes
import Testing

@testable import BusCore

/// The newest batches stay in memory up to a bound, the oldest go first.
@Suite struct RecentRecordsTests {
    private func batch(first: UInt64, records: Int, bytes: Int) -> Batch {
        var content = BatchContent(first: first)
        for _ in 0..<records {
            let offset = content.records.count
            content.records.append(repeating: 1, count: bytes)
            content.note(offset: offset, fingerprint: 0, topic: 0)
        }
        return Batch(content)
    }

    private func takesSpare(_ recent: inout RecentRecords, large: Bool = false) -> Bool {
        recent.takeSpare(large: large) != nil
    }

    @Test("what is over the bound goes, the newest batch always stays")
    func bounded() {
        var recent = RecentRecords(bytesMax: 1_000)
        recent.keep(batch(first: 1, records: 4, bytes: 100))
        recent.keep(batch(first: 5, records: 4, bytes: 100))
        #expect(recent.firstSequence == 1)
        recent.keep(batch(first: 9, records: 4, bytes: 100))
        #expect(recent.firstSequence == 5)
        recent.keep(batch(first: 13, records: 1, bytes: 5_000))
        #expect(recent.firstSequence == 13)
        #expect(recent.count == 1)
    }

    @Test("the memory of what goes serves again, of four batches at most, until it is given back")
    func spares() {
        var recent = RecentRecords(bytesMax: 10)
        recent.keep(batch(first: 1, records: 1, bytes: 100))
        #expect(!takesSpare(&recent))
        for first in UInt64(2)...9 { recent.keep(batch(first: first, records: 1, bytes: 100)) }
        for _ in 0..<4 { #expect(takesSpare(&recent)) }
        #expect(!takesSpare(&recent))
        recent.keep(batch(first: 10, records: 1, bytes: 100))
        recent.giveBackSpares()
        #expect(!takesSpare(&recent))
    }

    @Test("a large batch's memory serves large ones only, and a small one's small ones")
    func sparesBySize() {
        var recent = RecentRecords(bytesMax: 10)
        recent.keep(batch(first: 1, records: 1, bytes: 100_000))
        recent.keep(batch(first: 2, records: 1, bytes: 100))
        #expect(!takesSpare(&recent))
        #expect(takesSpare(&recent, large: true))
        #expect(!takesSpare(&recent, large: true))
        recent.keep(batch(first: 3, records: 1, bytes: 100))
        #expect(!takesSpare(&recent, large: true))
        #expect(takesSpare(&recent))
    }

    @Test("what a batch's memory held before counts against the bound")
    func countsMemory() {
        var recent = RecentRecords(bytesMax: 200_000)
        var content = batch(first: 1, records: 1, bytes: 100_000).takeContent()
        for first in UInt64(1)...3 {
            content.reuse(first: first)
            content.records.append(repeating: 1, count: 100)
            content.note(offset: 0, fingerprint: 0, topic: 0)
            recent.keep(Batch(content))
            content = batch(first: 1, records: 1, bytes: 100_000).takeContent()
        }
        #expect(recent.count == 2)
    }

    @Test("many small batches: each is found, the oldest goes first")
    func small() {
        var recent = RecentRecords(bytesMax: 1_000)
        for first in UInt64(1)...5_000 {
            recent.keep(batch(first: first, records: 1, bytes: 10))
            let oldest = first > 100 ? first - 99 : 1
            #expect(recent.firstSequence == oldest)
            #expect(recent.batch(holding: oldest)?.first == oldest)
            #expect(recent.batch(holding: first)?.first == first)
            #expect(recent.batch(holding: oldest - 1)?.first == nil)
        }
    }

    @Test("a sequence is found in the batch that holds it, and in no other")
    func finds() {
        var recent = RecentRecords(bytesMax: 1 << 20)
        var first: UInt64 = 11
        for count in [1, 7, 2, 30, 1] {
            recent.keep(batch(first: first, records: count, bytes: 10))
            first += UInt64(count)
        }
        for sequence in UInt64(11)..<first {
            #expect(recent.batch(holding: sequence)?.range(of: sequence) != nil)
        }
        #expect(recent.batch(holding: 10)?.first == nil)
        #expect(recent.batch(holding: first)?.first == nil)
        #expect(RecentRecords(bytesMax: 10).batch(holding: 1)?.first == nil)
    }
}
