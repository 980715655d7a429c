internal import Glibc

/// Answers for two readings: what they are to each other, how probable, and why.
///
/// The score is a sum of signed weights of evidence (Fellegi and Sunter 1969). Four facts come before it: identifiers
/// that join the two, the same agency on both sides, no common country, fewer than 30 common days.
package struct PairScorer: Sendable {
    package let comparer: PairComparer
    package let weights: Weights

    package init(comparer: PairComparer, weights: Weights) {
        self.comparer = comparer
        self.weights = weights
    }

    package func verdict(_ a: RecordReading, _ b: RecordReading) -> PairVerdict {
        if a.id == b.id { return without(.nothing, "a record is not compared with itself") }
        let sameAgencies = a.agencies == b.agencies && !a.agencies.isEmpty
        if Self.areLinked(a, b) {
            let identifiers = a.pointsAt.intersection(b.identifiers)
                .union(b.pointsAt.intersection(a.identifiers))
            return without(
                .linked,
                "the publishers joined them by \(identifiers.sorted().joined(separator: ", "))")
        }
        if sameAgencies {
            if Self.isResend(a, b) {
                return without(.resend, "the same agency, title, dates and amount")
            }
            return a.agencies.count > 1
                ? without(.joint, "the same agencies declared both together")
                : without(.nothing, "both are of one agency")
        }
        if a.agencies.isEmpty || b.agencies.isEmpty {
            return without(.nothing, "who helps is missing")
        }
        if a.countries.isDisjoint(with: b.countries) {
            let isMissing = a.countries.isEmpty || b.countries.isEmpty
            return without(.nothing, isMissing ? "a country is missing" : "no common country")
        }
        guard let days = PairComparer.commonDays(a, b) else {
            return without(.nothing, "a start date is missing")
        }
        guard days >= PairComparer.commonDaysMin else {
            return without(.nothing, "fewer than \(PairComparer.commonDaysMin) common days")
        }
        return weighed(a, b, days: days)
    }

    /// Probability that two records overlap, from the evidence alone.
    package func probability(_ terms: [EvidenceTerm]) -> Double {
        let odds = terms.reduce(weights.base) {
            $0 + $1.strength * (weights.weights[$1.evidence] ?? 0)
        }
        return 1 / (1 + exp(-odds))
    }

    private func weighed(_ a: RecordReading, _ b: RecordReading, days: Int) -> PairVerdict {
        var terms = comparer.compare(a, b)
        for index in terms.indices {
            terms[index].weight =
                terms[index].strength * (weights.weights[terms[index].evidence] ?? 0)
        }
        let probability = probability(terms)
        let band: PairVerdict.Band =
            probability >= weights.strong
            ? .strong
            : probability >= weights.likely
                ? .likely : probability >= weights.look ? .look : .none
        let kind: PairVerdict.Kind
        if band == .none {
            let bothElectoral = a.isElectoral && b.isElectoral
            kind = bothElectoral ? .complementary : .nothing
        } else {
            kind = terms.contains { $0.evidence == .nameEachOther } ? .secondary : .overlap
        }
        return PairVerdict(
            kind: kind, band: band, probability: probability, terms: terms,
            reason: "\(days) common days")
    }

    private func without(_ kind: PairVerdict.Kind, _ reason: String) -> PairVerdict {
        PairVerdict(kind: kind, band: .none, probability: 0, terms: [], reason: reason)
    }

    /// Does one point at the other by an identifier that its publisher gave?
    package static func areLinked(_ a: RecordReading, _ b: RecordReading) -> Bool {
        !a.pointsAt.isDisjoint(with: b.identifiers) || !b.pointsAt.isDisjoint(with: a.identifiers)
    }

    /// The same agencies, title, dates and amount, with a title to compare.
    package static func isResend(_ a: RecordReading, _ b: RecordReading) -> Bool {
        a.agencies == b.agencies && !a.titleWords.isEmpty && a.titleWords == b.titleWords
            && a.countries == b.countries && a.start == b.start && a.end == b.end
            && a.amount == b.amount
    }
}
