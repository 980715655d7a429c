import Overlap
import TestSupport
import Testing

@Suite struct LearnerTests {
    /// Pairs where the same kind decides, with noise, and evidence that lies about its direction.
    private func examples(seed: UInt64) -> [Learner.Example] {
        var random = SplitMix64(seed: seed)
        return (0..<400).map { index in
            let isSameKind = Bool.random(using: &random)
            let isNoise = Int.random(in: 0..<10, using: &random) == 0
            let isOverlap = isSameKind != isNoise
            func term(_ evidence: Evidence) -> EvidenceTerm {
                EvidenceTerm(evidence: evidence, strength: 1, weight: 0, first: "", second: "")
            }
            return Learner.Example(
                terms: [term(isSameKind ? .sameGeneralKind : .otherKind)]
                    + (isOverlap ? [term(.otherLevel)] : [term(.sameVote)]),
                isOverlap: isOverlap, group: "X\(index % 5)")
        }
    }

    @Test(
        "Weights follow the labels but never against the sign of their evidence", arguments: 1...4)
    func signs(seed: UInt64) {
        let weights = Learner().learn(examples(seed: seed))
        #expect(weights[.sameGeneralKind] > 0.5)
        #expect(weights[.otherKind] < -0.5)
        #expect(weights[.otherLevel] == 0)
        #expect(weights[.sameVote] == 0)
    }

    @Test("The same pairs give the same weights, and the file gives them back")
    func repeatable() throws {
        let weights = Learner().learn(examples(seed: 7))
        #expect(weights == Learner().learn(examples(seed: 7)))
        let read = try Weights(weights.text)
        for evidence in Evidence.allCases {
            let difference = read[evidence] - weights[evidence]
            #expect(abs(difference) <= 0.0005)
        }
        #expect(read.text == weights.text)
    }

    @Test("No pairs leave what was thought before")
    func noPairs() {
        let weights = Learner().learn([])
        #expect(weights.base == 0)
        #expect(weights[.electoral] == 0 && weights[.sameVote] == 0)
        #expect(weights[.otherVote] < 0)
    }
}
