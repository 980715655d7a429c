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
        let question = Question(
            record: record, profile: profile, knownProfile: numbers.number(of: profile), own: own,
            explained: explained, leastOdds: scorer.weights.odds(of: least) - 1e-9, least: least)
        let countries = record.list(.countries)
        for at in countries.start..<(countries.start + countries.count) {
            guard let block = block(ofCountry: lists[at]) else { continue }
            let ofCountry = blocks[Int(block)].buckets
            let buckets = ofCountry.span
            for index in 0..<buckets.count {
                guard let what = best(buckets[index], question) else { continue }
                scan(buckets[index], what, lists[at], question, lists.span, into: &matches)
            }
        }
    }

    private struct Question {
        var record: CompactRecord
        var profile: KindProfile
        /// The profile's number, when a record has the same.
        var knownProfile: Int32?
        var own: Int32
        /// Slots that a declaration or the same content explains.
        var explained: [Int32]
        var leastOdds: Double
        var least: PairVerdict.Band
    }

    /// The first half of the evidence at its best for the records of a bucket; nil when even that leads to no answer.
    private func best(_ bucket: borrowing CountryBlock.Bucket, _ question: Question)
        -> WhatAndWhen?
    {
        let kind = numbers.agreement(
            question.profile, known: question.knownProfile, with: bucket.profile)
        let what = WhatAndWhen(
            electoral: min(question.record.electoral, bucket.electoralMost), kind: kind,
            firstLevel: question.profile.level,
            secondLevel: numbers.profiles[Int(bucket.profile)].level,
            sameVote: question.record.votes.bits & bucket.votes != 0, otherVote: false,
            startsApart: 0, likelyDays: .max)
        let most = scorer.weights.odds(what) + WhoAndWhere.most(scorer.weights, kind)
        return most >= question.leastOdds ? what : nil
    }

    private func scan(
        _ bucket: borrowing CountryBlock.Bucket, _ best: WhatAndWhen, _ country: UInt32,
        _ question: Question, _ lists: borrowing Span<UInt32>, into matches: inout [LiveMatch]
    ) {
        let record = question.record
        let weights = scorer.weights
        var what = best
        let kind = what.kind
        let whoMost = WhoAndWhere.most(weights, kind)
        let agencies = record.list(.agencies)
        let agency = agencies.count == 1 ? lists[agencies.start] : CountryBlock.Row.several
        let isInSeveral = record.list(.countries).count > 1
        let days = bucket.days.span
        let rows = bucket.rows.span
        let all = compact.span
        let numbers = arena.numbers.span
        let wordWeights = self.numbers.wordWeights.span
        for index in 0..<days.count {
            let firstEnd = min(record.end, days[index].end)
            let lastStart = max(record.start, days[index].start)
            if Int(firstEnd) - Int(lastStart) + 1 < PairComparer.commonDaysMin { continue }
            let row = rows[index]
            what.electoral = min(record.electoral, row.electoral)
            what.sameVote = !record.votes.isDisjoint(with: row.votes)
            what.otherVote = PairComparer.areOtherVotes(
                record.votes, record.voteSource, row.votes, row.voteSource)
            what.startsApart = abs(Int(record.start) - Int(days[index].start))
            what.likelyDays = RecordPeriod.likelyDays(
                start: Int(record.start), Int(record.startSlack), end: Int(record.end),
                Int(record.endSlack), start: Int(days[index].start), Int(row.startSlack),
                end: Int(days[index].end), Int(row.endSlack))
            var odds = weights.odds(what)
            if odds + whoMost < question.leastOdds { continue }
            if agency == row.agency, agency != CountryBlock.Row.several { continue }
            if row.slot == question.own { continue }
            let other = all[Int(row.slot)]
            if agency == CountryBlock.Row.several,
                NumberList.equal(agencies, in: lists, other.list(.agencies), in: numbers)
            {
                continue
            }
            // Records of several countries meet in each of them: the first common one counts.
            if isInSeveral, other.list(.countries).count > 1,
                Self.firstCommon(record, lists, other, numbers) != country
            {
                continue
            }
            let who = record.whoAndWhere(other, in: lists, numbers, wordWeights: wordWeights)
            var isMutual = false
            who.visit(kind) { evidence, strength in
                odds += strength * weights[evidence]
                if evidence == .nameEachOther { isMutual = true }
            }
            if odds < question.leastOdds { continue }
            let probability = PairScorer.probability(odds: odds)
            let band = weights.band(of: probability)
            if band.rawValue < max(question.least, .look).rawValue
                || question.explained.contains(row.slot)
            {
                continue
            }
            matches.append(
                LiveMatch(
                    slot: row.slot, kind: isMutual ? .secondary : .overlap, band: band,
                    probability: probability))
        }
    }

    private static func firstCommon(
        _ a: CompactRecord, _ aNumbers: borrowing Span<UInt32>, _ b: CompactRecord,
        _ bNumbers: borrowing Span<UInt32>
    ) -> UInt32? {
        let first = a.list(.countries)
        let second = b.list(.countries)
        for at in first.start..<(first.start + first.count) {
            for other in second.start..<(second.start + second.count)
            where aNumbers[at] == bNumbers[other] { return aNumbers[at] }
        }
        return nil
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
    @inline(__always)
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
