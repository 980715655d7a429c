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

    @Test("what is over the bound goes, the newest batch always stays")
    func bounded() {
        var recent = RecentRecords(bytesMax: 1_000)
        #expect(recent.keep(batch(first: 1, records: 4, bytes: 100))?.first == nil)
        #expect(recent.keep(batch(first: 5, records: 4, bytes: 100))?.first == nil)
        #expect(recent.keep(batch(first: 9, records: 4, bytes: 100))?.first == 1)
        #expect(recent.firstSequence == 5)
        _ = recent.keep(batch(first: 13, records: 1, bytes: 5_000))
        #expect(recent.batches.map(\.first) == [13])
    }

    @Test("a sequence is found in the batch that holds it, and in no other")
    func finds() {
        var recent = RecentRecords(bytesMax: 1 << 20)
        var first: UInt64 = 11
        for count in [1, 7, 2, 30, 1] {
            _ = recent.keep(batch(first: first, records: count, bytes: 10))
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
