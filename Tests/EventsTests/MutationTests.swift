import TestSupport
import Testing

@testable import Events

/// The entry of a fuzzer (libFuzzer's `LLVMFuzzerTestOneInput`): whatever the bytes, no trap, and a verdict that
/// holds together.
func fuzzOne(_ bytes: [UInt8], _ judge: Judge) {
    guard let refusal = judge.refusal(bytes) else {
        // What is accepted is JSON that we can read and write, and stays the same event.
        let tree = JSONTree(parsing: String(decoding: bytes, as: UTF8.self))
        let again = try? judge.check(tree.lineText)
        #expect(again != nil, "refused when written anew: \(tree.lineText)")
        #expect(again == (try? judge.check(bytes)))
        #expect(again?.fingerprint == judge.fingerprint(tree.lineText))
        return
    }
    #expect(!refusal.reason.isEmpty)
    #expect(!refusal.remedy.isEmpty)
    #expect(refusal.description.utf8.count < 4_000)
    #expect(!refusal.description.utf8.contains { $0 < 0x20 }, "\(refusal)")
}

@Suite struct MutationTests {
    @Test("Events with changed bytes are judged without a trap", arguments: UInt64(0)..<24)
    func changedBytes(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let judge = Judge()
        let seeds = ExampleFolder.files.map(\.bytes).filter { $0.count < 8_000 }
        for _ in 0..<150 {
            guard var bytes = seeds.randomElement(using: &random) else { return }
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                change(&bytes, &random, seeds)
            }
            fuzzOne(bytes, judge)
        }
    }

    @Test("Events with changed members are judged without a trap", arguments: UInt64(0)..<12)
    func changedMembers(seed: UInt64) {
        var trees = RandomTrees(seed: seed)
        let judge = Judge()
        for _ in 0..<150 { fuzzOne(Array(trees.next().lineText.utf8), judge) }
    }

    @Test("The seeds of the fuzzer hold")
    func seeds() {
        let judge = Judge()
        for file in ExampleFolder.files { fuzzOne(file.bytes, judge) }
    }

    @Test("An event cut off anywhere is refused")
    func cutOff() {
        let judge = Judge()
        let bytes = Array(ValidExamples.event("rule.breached").lineText.utf8)
        for length in 0..<bytes.count {
            #expect(judge.refusal(Array(bytes.prefix(length)))?.code != nil, "\(length) bytes")
        }
    }

    private func change(_ bytes: inout [UInt8], _ random: inout SplitMix64, _ seeds: [[UInt8]]) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.remove(at: place)
        case 3:
            let end = min(bytes.count, place + Int.random(in: 1...64, using: &random))
            bytes.removeSubrange(place..<end)
        case 4:
            bytes.insert(
                contentsOf: Array("\\u0000\\ud800\"{}[],:".utf8).shuffled(using: &random).prefix(3),
                at: place)
        case 5:
            guard let other = seeds.randomElement(using: &random), !other.isEmpty else { return }
            let from = Int.random(in: 0..<other.count, using: &random)
            bytes.insert(contentsOf: other[from..<min(other.count, from + 40)], at: place)
        default:
            let end = min(bytes.count, place + 30)
            bytes.insert(contentsOf: bytes[place..<end], at: place)
        }
    }
}
