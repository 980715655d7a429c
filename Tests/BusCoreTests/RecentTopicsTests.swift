import TestSupport
import Testing

@testable import BusCore

/// What it says is what was kept last under that key, or nothing.
@Suite struct RecentTopicsTests {
    @Test("a number is right or unknown, whatever took its place", arguments: UInt64(0)..<10)
    func neverWrong(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var topics = RecentTopics()
        #expect(topics.number(0) == nil)
        var known: [UInt64: UInt32] = [:]
        var hits = 0
        for _ in 0..<2_000 {
            let key = UInt64.random(in: 0..<40, using: &random) << 20 | 7
            if let number = topics.number(key) {
                #expect(number == known[key], "seed \(seed)")
                hits += 1
            } else {
                let number = UInt32.random(in: 0..<1_000, using: &random)
                known[key] = number
                topics.keep(number, key)
                #expect(topics.number(key) == number)
            }
        }
        #expect(hits > 100, "seed \(seed)")
    }
}
