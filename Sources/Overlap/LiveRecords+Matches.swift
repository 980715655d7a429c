internal import Glibc

extension LiveRecords {
    /// Every live record that has an answer for this one: resend, secondary or overlap from `least` on, joint, linked.
    ///
    /// The record itself, known by its id, is no answer. Matches come in no order; the caller ranks them.
    package func matches(
        of reading: RecordReading, least: PairVerdict.Band = .look,
        into matches: inout [LiveMatch]
    ) {
        var lists: [UInt32] = []
        let (record, profile) = numbers.ask(reading, scorer.comparer.frequencies, into: &lists)
        search(reading, record, profile, lists, least: least, into: &matches)
    }

    func search(
        _ reading: RecordReading, _ record: CompactRecord, _ profile: KindProfile,
        _ lists: [UInt32], least: PairVerdict.Band, into matches: inout [LiveMatch]
    ) {
        let own = slot(of: reading.id) ?? -1
        let explained = declared(reading, own, into: &matches)
        guard record.canOverlap else { return }
        let countries = record.list(.countries)
        let words = numbers.wordWeights
        var question = IndexQuestion(
            record: record, lists: lists, profile: profile,
            knownProfile: numbers.number(of: profile), own: own, explained: explained,
            leastOdds: scorer.weights.odds(of: least) - 1e-9, least: max(least, .look),
            whoMost: WhoAndWhere.most(scorer.weights, record), country: 0,
            row: LiveRow(record, slot: own, in: lists.span),
            title: TitleQuestion(record.list(.words), in: lists.span, weights: words.span))
        for at in countries.start..<(countries.start + countries.count) {
            guard let block = block(ofCountry: lists[at]) else { continue }
            question.country = lists[at]
            scan(blocks[Int(block)], question, into: &matches)
        }
    }

    /// What identifiers join, and what the same agency sent again. - Returns: slots that are explained by it.
    private func declared(
        _ reading: RecordReading, _ own: Int32, into matches: inout [LiveMatch]
    ) -> [Int32] {
        var slots = Set<Int32>()
        for hash in Self.targetHashes(reading) { byIdentifier.visit(hash) { slots.insert($0) } }
        for hash in Self.identifierHashes(reading) { byTarget.visit(hash) { slots.insert($0) } }
        if let hash = Self.contentHash(reading) { byContent.visit(hash) { slots.insert($0) } }
        slots.remove(own)
        guard !slots.isEmpty else { return [] }
        var explained: [Int32] = []
        for slot in slots.sorted() {
            let other = self.reading(at: slot)
            let kind: PairVerdict.Kind
            if let link = DeclaredLink(reading, other) {
                kind = link.kind
            } else if PairScorer.isResend(reading, other), !reading.agencies.isEmpty {
                kind = .resend
            } else {
                continue
            }
            explained.append(slot)
            matches.append(LiveMatch(slot: slot, kind: kind, band: .none, probability: 0))
        }
        return explained
    }
}

extension Weights {
    /// Log-odds of the first half of the evidence, the base included.
    func odds(_ what: WhatAndWhen) -> Double {
        var odds = base
        what.visit { evidence, strength in odds += strength * self[evidence] }
        return odds
    }

    /// Log-odds at which a band begins; `none` begins where `look` does.
    func odds(of band: PairVerdict.Band) -> Double {
        let probability =
            switch band {
            case .none, .look: look
            case .likely: likely
            case .strong: strong
            }
        return log(probability / (1 - probability))
    }
}

extension PairVerdict.Band: Comparable {
    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
