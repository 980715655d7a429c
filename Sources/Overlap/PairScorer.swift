internal import Glibc

/// Answers for two readings: what they are to each other, how probable, and why.
///
/// The score is a sum of signed weights of evidence (Fellegi and Sunter 1969). Facts come before it: identifiers that join
/// the two, the same agency on both sides, no common country, fewer than 30 common days, a record clearly about
/// something else than elections.
package struct PairScorer: Sendable {
    package let comparer: PairComparer
    package let weights: Weights

    package init(comparer: PairComparer, weights: Weights) {
        self.comparer = comparer
        self.weights = weights
    }

    package func verdict(_ a: RecordReading, _ b: RecordReading) -> PairVerdict {
        if a.id == b.id { return without(.nothing, .sameRecord) }
        if let link = DeclaredLink(a, b) { return declared(link) }
        if a.agencies.isEmpty || b.agencies.isEmpty { return without(.nothing, .agencyMissing) }
        if a.agencies == b.agencies {
            if Self.isResend(a, b) { return without(.resend, .sameContent) }
            return a.agencies.count > 1
                ? without(.joint, .sameAgencies) : without(.nothing, .oneAgency)
        }
        if a.countries.isDisjoint(with: b.countries) {
            let isMissing = a.countries.isEmpty || b.countries.isEmpty
            return without(.nothing, isMissing ? .countryMissing : .noCommonCountry)
        }
        guard let aPeriod = a.period, let bPeriod = b.period else {
            return without(.nothing, .periodMissing)
        }
        let days = aPeriod.commonDays(bPeriod)
        guard days >= PairComparer.commonDaysMin else {
            return without(.nothing, .tooFewCommonDays)
        }
        guard min(a.electoral, b.electoral) > PairComparer.clearlyNotElectoral else {
            return without(.nothing, .notElectoral)
        }
        return weighed(a, b, days: days)
    }

    /// Probability that two records overlap, from the evidence alone.
    package func probability(_ terms: [EvidenceTerm]) -> Double {
        Self.probability(
            odds: terms.reduce(weights.base) { $0 + $1.strength * weights[$1.evidence] })
    }

    static func probability(odds: Double) -> Double { 1 / (1 + exp(-odds)) }

    private func weighed(_ a: RecordReading, _ b: RecordReading, days: Int) -> PairVerdict {
        var terms = comparer.compare(a, b)
        for index in terms.indices {
            terms[index].weight = terms[index].strength * weights[terms[index].evidence]
        }
        let probability = probability(terms)
        let band = weights.band(of: probability)
        let kind: PairVerdict.Kind
        if band == .none {
            kind = a.isElectoral && b.isElectoral ? .complementary : .nothing
        } else {
            kind = terms.contains { $0.evidence == .nameEachOther } ? .secondary : .overlap
        }
        return PairVerdict(
            kind: kind, band: band, probability: probability, terms: terms,
            reason: .evidence(commonDays: days))
    }

    private func without(_ kind: PairVerdict.Kind, _ reason: PairVerdict.Reason) -> PairVerdict {
        PairVerdict(kind: kind, band: .none, probability: 0, terms: [], reason: reason)
    }

    private func declared(_ link: DeclaredLink) -> PairVerdict {
        without(link.kind, .declared(identifiers: link.identifiers))
    }

    /// The same agencies, title, dates, amount and countries, with a title to compare.
    package static func isResend(_ a: RecordReading, _ b: RecordReading) -> Bool {
        a.agencies == b.agencies && !a.titleWords.isEmpty && a.titleWords == b.titleWords
            && a.countries == b.countries && a.period == b.period && a.amount == b.amount
            && a.places == b.places
    }
}
