internal import Overlap
internal import Platform

/// Pairs of one agency must never be flagged; pairs that their publishers joined must come out as linked.
struct IdentifierTable {
    private let same: [PairVerdict]
    private let linked: [PairVerdict]

    init(_ data: OverlapData, _ scorer: PairScorer) throws {
        same = try data.pairs("pairs-same-agency").map { scorer.verdict($0.first, $0.second) }
        linked = try data.pairs("pairs-iati-links")
            .filter { $0.label.grade == "A1" || $0.label.grade == "A2" }
            .map { scorer.verdict($0.first, $0.second) }
    }

    func print() {
        writeOutput(
            "\nPairs of one agency flagged: \(same.count(where: \.isFlagged)) of \(same.count)")
        writeOutput(
            "Pairs joined by their publishers (A1, A2) that come out as linked:"
                + " \(linked.count { $0.kind == .linked }) of \(linked.count)")
    }
}
