/// A live record that has an answer for a question, and which.
package struct LiveMatch: Sendable, Equatable {
    /// Of the live record; `LiveRecords.reading(at:)` gives it back.
    package var slot: Int32
    package var kind: PairVerdict.Kind
    package var band: PairVerdict.Band
    package var probability: Double

    /// The first `count` in rank: declared and resent ones, then by probability; equal ones by slot.
    package static func best(of matches: [LiveMatch], _ count: Int) -> [LiveMatch] {
        var best: [LiveMatch] = []
        for match in matches {
            if best.count == count {
                guard let last = best.last, match.isBefore(last) else { continue }
                best.removeLast()
            }
            var at = best.count
            while at > 0, match.isBefore(best[at - 1]) { at -= 1 }
            best.insert(match, at: at)
        }
        return best
    }

    private func isBefore(_ other: LiveMatch) -> Bool {
        let mine = band == .none ? 2 : probability
        let others = other.band == .none ? 2 : other.probability
        return mine != others ? mine > others : slot < other.slot
    }
}
