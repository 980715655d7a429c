/// Compares two readings: the evidence for and against, not yet weighed.
package struct PairComparer: Sendable {
    /// Fewer common days than this and nothing else matters: phases that follow each other meet for a day or two.
    package static let commonDaysMin = 30
    static let daysFarApart = 3 * 365
    static let similarTitlesMin = 0.25
    static let nearlySameTitlesMin = 0.5

    package let frequencies: WordFrequencies
    package init(frequencies: WordFrequencies) { self.frequencies = frequencies }

    /// Days that both records run, both ends counted; nil when a date is missing, 0 or less when they do not meet.
    package static func commonDays(_ a: RecordReading, _ b: RecordReading) -> Int? {
        guard let aStart = a.start, let aEnd = a.end, let bStart = b.start, let bEnd = b.end else {
            return nil
        }
        return min(aEnd, bEnd) - max(aStart, bStart) + 1
    }

    /// May these two be compared at all: a common country and enough common time?
    package static func canOverlap(_ a: RecordReading, _ b: RecordReading) -> Bool {
        !a.countries.isDisjoint(with: b.countries)
            && (commonDays(a, b) ?? 0) >= commonDaysMin
    }

    package func compare(_ a: RecordReading, _ b: RecordReading) -> [EvidenceTerm] {
        var terms: [EvidenceTerm] = []
        func add(_ evidence: Evidence, _ strength: Double, _ first: String, _ second: String) {
            terms.append(
                EvidenceTerm(
                    evidence: evidence, strength: strength, weight: 0, first: first, second: second)
            )
        }
        let weaker = min(a.electoral, b.electoral)
        let sure = ["not electoral", "electoral"]
        let first = sure[a.isElectoral ? 1 : 0]
        let second = sure[b.isElectoral ? 1 : 0]
        add(.electoral, weaker > 0 ? min(weaker, 3) / 3 : max(-1.5, weaker / 2), first, second)
        if weaker < 0 { add(.notElectoral, 1, first, second) }

        let kind = kindEvidence(a, b)
        if let kind { add(kind, 1, Self.words(a.kinds), Self.words(b.kinds)) }
        addVotes(a, b, add)
        if let aStart = a.start, let bStart = b.start, abs(aStart - bStart) > Self.daysFarApart {
            add(.startsFarApart, 1, "starts \(aStart.year)", "starts \(bStart.year)")
        }
        // Who pays whom, and like words, mean nothing across different kinds of support.
        if kind != .otherKind { addParties(a, b, add) }
        return terms
    }

    private func kindEvidence(_ a: RecordReading, _ b: RecordReading) -> Evidence? {
        func common(_ kind: String) -> Double { min(a.kinds[kind] ?? 0, b.kinds[kind] ?? 0) }
        let general = common(RecordReading.generalKind)
        let special =
            a.kinds.keys.filter { $0 != RecordReading.generalKind }.map(common).max() ?? 0
        if general >= 0.95 { return .sameGeneralKind }
        if special >= 0.85 { return .sameSpecialKind }
        let best = max(general, special)
        if best >= 0.45 { return .kindInPassing }
        return best >= 0.25 ? nil : .otherKind
    }

    private func addVotes(
        _ a: RecordReading, _ b: RecordReading, _ add: (Evidence, Double, String, String) -> Void
    ) {
        let levels = (a.level.rawValue, b.level.rawValue)
        let aLocal = a.level == .local
        let bLocal = b.level == .local
        if aLocal != bLocal { add(.otherLevel, 1, levels.0, levels.1) }
        if aLocal, bLocal { add(.bothLocal, 1, levels.0, levels.1) }
        if (a.level == .referendum) != (b.level == .referendum) {
            add(.referendumOrNot, 1, levels.0, levels.1)
        }
        // Seasons are numbered by country: equal numbers of different countries mean nothing.
        if aLocal == bLocal, a.countries == b.countries, !a.votes.isDisjoint(with: b.votes) {
            add(.sameVote, 1, a.voteSource.rawValue, b.voteSource.rawValue)
        }
    }

    private func addParties(
        _ a: RecordReading, _ b: RecordReading, _ add: (Evidence, Double, String, String) -> Void
    ) {
        let agencies = (
            a.agencies.sorted().joined(separator: ", "), b.agencies.sorted().joined(separator: ", ")
        )
        let aNamed = !b.names.isDisjoint(with: a.agencies)
        let bNamed = !a.names.isDisjoint(with: b.agencies)
        if (aNamed && bNamed) || !a.agencies.isDisjoint(with: b.agencies) {
            add(.nameEachOther, 1, agencies.0, agencies.1)
        } else if aNamed || bNamed {
            add(.oneNamesOther, 1, agencies.0, agencies.1)
        }
        let similarity = frequencies.similarity(a.titleWords, b.titleWords)
        let titles = (a.titleWords.joined(separator: " "), b.titleWords.joined(separator: " "))
        if similarity >= Self.similarTitlesMin { add(.similarTitles, 1, titles.0, titles.1) }
        if similarity >= Self.nearlySameTitlesMin { add(.nearlySameTitles, 1, titles.0, titles.1) }
        if a.agencies.count > 1 || b.agencies.count > 1 {
            add(.jointRecord, 1, agencies.0, agencies.1)
        }
    }

    private static func words(_ kinds: [String: Double]) -> String {
        kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).joined(separator: ", ")
    }
}
