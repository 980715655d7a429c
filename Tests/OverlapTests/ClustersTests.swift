import Overlap
import TestSupport
import Testing

@Suite struct ClustersTests {
    private func groups(_ pairs: [Clusters.Pair]) -> [[Int]] {
        Clusters(of: pairs) { ["agency \($0)"] }.groups
    }

    @Test("A basket whose members are all flagged with each other is one group")
    func basket() {
        var pairs: [Clusters.Pair] = []
        for a in 0..<5 { for b in (a + 1)..<5 { pairs.append(.init(a, b, probability: 0.7)) } }
        #expect(groups(pairs) == [[0, 1, 2, 3, 4]])
    }

    @Test("A chain of pairs does not become one group")
    func chain() {
        let pairs = (0..<20).map { Clusters.Pair($0, $0 + 1, probability: 0.5) }
        #expect(groups(pairs).allSatisfy { $0.count <= 4 })
    }

    @Test("Contributors to one account are one group, though what they give is not alike")
    func contributors() {
        let pairs = (1..<6).map {
            Clusters.Pair(0, $0, probability: 0.9 - Double($0) / 100, isSecondary: true)
        }
        #expect(groups(pairs) == [[0, 1, 2, 3, 4, 5]])
        // One of them also names another account, less surely: it stays with its best, and the two stay apart.
        let other = [6, 7, 8].map { Clusters.Pair($0, 9, probability: 0.8, isSecondary: true) }
        let between = Clusters.Pair(5, 9, probability: 0.5, isSecondary: true)
        #expect(groups(pairs + other + [between]) == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9]])
    }

    @Test("Two members, or two agencies, are no group")
    func tooFew() {
        #expect(groups([.init(1, 2, probability: 0.9), .init(3, 4, probability: 0.9)]).isEmpty)
        let pairs = [
            Clusters.Pair(1, 2, probability: 0.9), .init(2, 3, probability: 0.9),
            .init(1, 3, probability: 0.9),
        ]
        #expect(Clusters(of: pairs) { [$0 == 1 ? "GB" : "SE"] }.groups.isEmpty)
    }

    @Test("The order of the pairs does not matter", arguments: UInt64(0)..<20)
    func order(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pairs = (0..<60).map { _ in
            Clusters.Pair(
                Int.random(in: 0..<20, using: &random), Int.random(in: 0..<20, using: &random),
                probability: Double(Int.random(in: 4..<10, using: &random)) / 10)
        }
        // The same pair may come twice with two probabilities: one of them is kept, whichever.
        let unique = Dictionary(pairs.map { ([$0.first, $0.second], $0) }) { a, _ in a }.values
        #expect(groups(Array(unique)) == groups(unique.shuffled(using: &random)))
    }
}
