import TestSupport
import Testing

@testable import CoordBus

/// Counting first and adding once a batch gives the same totals as adding each record.
@Suite struct TopicCountsTests {
    @Test("many topics, in runs and mixed", arguments: UInt64(0)..<20)
    func agreesWithAdding(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var counted = LogTopics()
        var added = LogTopics()
        var sequence: UInt64 = 0
        let kinds = Int.random(in: 1...60, using: &random)
        for _ in 0..<10 {
            var counts = TopicCounts()
            var topic = topic(0)
            for _ in 0..<Int.random(in: 1...200, using: &random) {
                sequence += 1
                if Bool.random(using: &random) {
                    topic = self.topic(Int.random(in: 0..<kinds, using: &random))
                }
                counts.count(topic, at: sequence, into: &counted)
                added.add(topic, TopicTotals(events: 1, last: sequence))
            }
            counts.flush(into: &counted)
            #expect(counted == added, "seed \(seed)")
        }
    }

    private func topic(_ number: Int) -> LogTopic {
        LogTopic(
            type: UInt16(number % 7 + 1), country: Array("KE\(number % 10)".utf8),
            agency: Array("agency-\(number)".utf8))
    }
}
