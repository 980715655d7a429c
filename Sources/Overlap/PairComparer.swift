/// Compares two readings: the evidence for and against, not yet weighed.
package struct PairComparer: Sendable {
    /// Fewer common days than this and nothing else matters: phases that follow each other meet for a day or two.
    package static let commonDaysMin = 30
    /// Log-odds from which down a record is about something else, and no flag about elections can come of it: a record without
    /// any sign of elections has -1.2.
    package static let clearlyNotElectoral = -1.0

    package let frequencies: WordFrequencies
    package init(frequencies: WordFrequencies) { self.frequencies = frequencies }

    /// May these two be compared at all: different agencies, a common country, enough common time, not clearly other help?
    package static func canOverlap(_ a: RecordReading, _ b: RecordReading) -> Bool {
        guard let aPeriod = a.period, let bPeriod = b.period else { return false }
        return a.agencies != b.agencies && !a.agencies.isEmpty && !b.agencies.isEmpty
            && !a.countries.isDisjoint(with: b.countries)
            && aPeriod.commonDays(bPeriod) >= commonDaysMin
            && min(a.electoral, b.electoral) > clearlyNotElectoral
    }

    /// The evidence of a pair that can overlap, with what each record holds.
    package func compare(_ a: RecordReading, _ b: RecordReading) -> [EvidenceTerm] {
        let what = whatAndWhen(a, b)
        var terms: [EvidenceTerm] = []
        func add(_ evidence: Evidence, _ strength: Double) {
            terms.append(
                EvidenceTerm(
                    evidence: evidence, strength: strength, first: value(evidence, of: a),
                    second: value(evidence, of: b)))
        }
        what.visit(add)
        whoAndWhere(a, b).visit(what.kind, add)
        return terms
    }

    func whatAndWhen(_ a: RecordReading, _ b: RecordReading) -> WhatAndWhen {
        guard let aPeriod = a.period, let bPeriod = b.period else {
            preconditionFailure("compared without a period")
        }
        return WhatAndWhen(
            electoral: min(a.electoral, b.electoral),
            kind: KindAgreement(a, b),
            firstLevel: a.level, secondLevel: b.level, sameVote: !a.votes.isDisjoint(with: b.votes),
            otherVote: Self.areOtherVotes(
                a.votes, a.voteSource, b.votes, b.voteSource),
            startsApart: abs(aPeriod.start - bPeriod.start),
            likelyDays: aPeriod.likelyDays(bPeriod))
    }

    /// Both say themselves at which vote they aim, and it is not the same.
    @inline(__always)
    static func areOtherVotes(
        _ a: VoteYears, _ aSource: RecordReading.VoteSource, _ b: VoteYears,
        _ bSource: RecordReading.VoteSource
    ) -> Bool {
        aSource == .event && bSource == .event && a.isDisjoint(with: b)
    }

    private func whoAndWhere(_ a: RecordReading, _ b: RecordReading) -> WhoAndWhere {
        var who = WhoAndWhere()
        who.firstNamesSecond = !a.names.isDisjoint(with: b.agencies)
        who.secondNamesFirst = !b.names.isDisjoint(with: a.agencies)
        who.shareAgency = !a.agencies.isDisjoint(with: b.agencies)
        who.isJointRecord = a.agencies.count > 1 || b.agencies.count > 1
        who.bothBasketFunds = a.isBasketFund && b.isBasketFund
        who.titleSimilarity = frequencies.similarity(a.titleWords, b.titleWords)
        if !a.places.isEmpty, !b.places.isEmpty {
            who.samePlaces = !a.places.isDisjoint(with: b.places)
        }
        if let amount = a.amount, let other = b.amount, let currency = a.currency,
            currency == b.currency
        {
            who.similarAmounts = WhoAndWhere.areSimilar(amount, other)
        }
        if !a.beneficiaries.isEmpty, !b.beneficiaries.isEmpty {
            who.sameBeneficiaries = !a.beneficiaries.isDisjoint(with: b.beneficiaries)
        }
        if let instrument = a.instrument, let other = b.instrument {
            who.otherInstrument = instrument != other
        }
        return who
    }

    /// What a record holds that the evidence was read from.
    private func value(_ evidence: Evidence, of reading: RecordReading) -> String {
        func list(_ codes: Set<String>) -> String { codes.sorted().joined(separator: ", ") }
        switch evidence {
        case .electoral, .notElectoral: return reading.isElectoral ? "electoral" : "not electoral"
        case .sameGeneralKind, .sameSpecialKind, .kindInPassing, .otherKind:
            if !reading.themes.isEmpty { return list(reading.themes) }
            return reading.kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map(\.key).joined(separator: ", ")
        case .otherLevel, .bothLocal, .referendumOrNot: return reading.level.name
        case .sameVote, .otherVote:
            return reading.event
                ?? reading.votes.years.map(String.init).joined(separator: ", ")
        case .startsFarApart, .uncertainPeriod:
            return reading.period.map { "\($0.start.text) to \($0.end.text)" } ?? ""
        case .nameEachOther, .oneNamesOther, .jointRecord: return list(reading.agencies)
        case .sameFund: return reading.isBasketFund ? "basket fund" : ""
        case .similarTitles, .nearlySameTitles: return reading.titleWords.joined(separator: " ")
        case .samePlaces, .otherPlaces: return list(reading.places)
        case .similarAmounts:
            return reading.amount.map { "\(Int64($0.rounded())) \(reading.currency ?? "")" } ?? ""
        case .sameBeneficiaries, .otherBeneficiaries: return list(reading.beneficiaries)
        case .otherInstrument: return reading.instrument ?? ""
        }
    }
}
