import Testing
import TestSupport

@testable import BusCore

/// The table must say what a dictionary of lists would say, through growth and removals.
@Suite struct IdTableTests {
    @Test("what was inserted and not removed is found", arguments: UInt64(0)..<20)
    func agreesWithADictionary(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var table = IdTable()
        var model: [UInt64: Set<UInt64>] = [:]
        var entries: [(fingerprint: UInt64, sequence: UInt64)] = []
        // Few distinct fingerprints that share shards and homes, so that chains are long and wrap around; only their first
        // 36 bits count.
        let fingerprints = (0..<200).map { _ in
            random.next() & 0x0300_0000_0000_0000 | random.next() & 0x00F0_000F_F000_0000
        }
        for sequence in UInt64(1)...3_000 {
            if !entries.isEmpty, UInt64.random(in: 0..<10, using: &random) < 4 {
                let index = Int.random(in: 0..<entries.count, using: &random)
                let entry = entries.remove(at: index)
                table.remove(entry.fingerprint, at: entry.sequence)
                model[entry.fingerprint]?.remove(entry.sequence)
            } else {
                let wide = UInt64.random(in: 0..<4, using: &random) == 0
                let pick = Int.random(in: 0..<fingerprints.count, using: &random)
                let fingerprint = wide ? (random.next() >> 28) << 28 : fingerprints[pick]
                table.insert(fingerprint, at: sequence)
                model[fingerprint, default: []].insert(sequence)
                entries.append((fingerprint, sequence))
            }
        }
        #expect(table.count == entries.count, "seed \(seed)")
        for (fingerprint, sequences) in model {
            #expect(found(table, fingerprint) == sequences, "seed \(seed)")
            #expect(table.mayHold(fingerprint) == !sequences.isEmpty, "seed \(seed)")
        }
        #expect(!table.mayHold(0x0400_0000_0000_0001))
        #expect(found(table, 0x0400_0000_0000_0001).isEmpty)
    }

    @Test("removing what is not there changes nothing")
    func removingTheUnknown() {
        var table = IdTable()
        let (one, other) = (UInt64(7) << 28, UInt64(8) << 28)
        table.remove(one, at: 1)
        table.insert(one, at: 1)
        table.remove(one, at: 2)
        table.remove(other, at: 1)
        #expect(table.count == 1)
        #expect(found(table, one) == [1])
    }

    @Test(
        "many inserted at once are found like those inserted one by one", arguments: [true, false])
    func insertsMany(ascending: Bool) {
        var random = SplitMix64(seed: 3)
        var table = IdTable()
        table.insert(5, at: 1)
        var fingerprints = (0..<5_000).map { _ in random.next() }
        if ascending { fingerprints.sort() }
        table.insert { insert in
            for (index, fingerprint) in fingerprints.enumerated() {
                insert(fingerprint, UInt64(index) + 2)
            }
        }
        table.insert(fingerprints[0], at: 9_000)
        #expect(table.count == 5_002)
        #expect(found(table, 5) == [1])
        #expect(found(table, fingerprints[0]) == [2, 9_000])
        for (index, fingerprint) in fingerprints.enumerated().dropFirst() {
            #expect(found(table, fingerprint) == [UInt64(index) + 2])
        }
    }

    @Test("room made beforehand holds what was asked for")
    func reserves() {
        var table = IdTable()
        table.reserve(100_000)
        var random = SplitMix64(seed: 1)
        let fingerprints = (0..<100_000).map { _ in random.next() }
        for (index, fingerprint) in fingerprints.enumerated() {
            table.insert(fingerprint, at: UInt64(index) + 1)
        }
        #expect(table.count == 100_000)
        #expect(found(table, fingerprints[99_999]) == [100_000])
    }

    private func found(_ table: IdTable, _ fingerprint: UInt64) -> Set<UInt64> {
        var found: Set<UInt64> = []
        table.find(fingerprint) { sequence in
            found.insert(sequence)
            return true
        }
        return found
    }
}
