extension LiveRecords {
    /// Looks for matches in one country: groups and parts that can hold none are passed over, the rest is looked at row by
    /// row, the cheap and weighty evidence first.
    func scan(
        _ block: CountryBlock, _ question: IndexQuestion,
        into matches: inout [LiveMatch]
    ) {
        let groups = block.groups.span
        let parts = block.parts.span
        let agreements = numbers.agreements.span
        for index in 0..<groups.count {
            guard Self.canMeet(question.record, groups[index].reach) else { continue }
            let other = groups[index].profile
            let kind: KindAgreement
            if let known = question.knownProfile {
                kind = agreements[RecordNumbers.place(ofAgreement: known, other)]
            } else {
                kind = KindAgreement(question.profile, numbers.profiles[Int(other)])
            }
            let whoMost = kind == .other ? 0 : question.whoMost
            var what = WhatAndWhen(
                electoral: min(question.row.electoral, groups[index].reach.electoralMost),
                kind: kind, firstLevel: question.profile.level,
                secondLevel: groups[index].level,
                sameVote: question.record.votes.bits & groups[index].votes != 0,
                otherVote: false, startsApart: 0, likelyDays: .max)
            guard scorer.weights.odds(what) + whoMost >= question.leastOdds else { continue }
            var next = groups[index].firstPart
            while next >= 0 {
                let part = parts[Int(next)]
                next = part.next
                guard part.count > 0, Self.canMeet(question.record, part.reach) else { continue }
                what.electoral = min(question.row.electoral, part.reach.electoralMost)
                what.sameVote = !question.record.votes.isDisjoint(with: part.votes)
                what.otherVote = PairComparer.areOtherVotes(
                    question.record.votes, question.record.voteSource, part.votes,
                    part.namesVote ? .event : .none)
                let odds = scorer.weights.odds(what)
                let apart = Self.daysApart(question.record.start, part.reach)
                let most =
                    apart > WhatAndWhen.daysFarApart
                    ? odds + scorer.weights[.startsFarApart] : odds
                guard most + whoMost >= question.leastOdds else { continue }
                scan(part, what, odds, of: block, question, into: &matches)
            }
        }
    }

    /// Can a record here have enough days in common with the question's?
    @inline(__always)
    private static func canMeet(_ record: CompactRecord, _ reach: CountryBlock.Reach) -> Bool {
        Int(min(record.end, reach.endMost)) - Int(max(record.start, reach.startLeast)) + 1
            >= PairComparer.commonDaysMin
    }

    /// So many days at least lie between a day and the start of any record here.
    @inline(__always)
    private static func daysApart(_ start: Int32, _ reach: CountryBlock.Reach) -> Int {
        max(0, Int(reach.startLeast) - Int(start), Int(start) - Int(reach.startMost))
    }

    /// - Parameters:
    ///   - best: the first half of the evidence at its best for the part's rows.
    ///   - bestOdds: what it weighs.
    private func scan(
        _ part: CountryBlock.Part, _ best: WhatAndWhen, _ bestOdds: Double,
        of block: CountryBlock, _ question: IndexQuestion,
        into matches: inout [LiveMatch]
    ) {
        let days = block.days.span
        let rows = block.rows.span
        let titles = block.titles.span
        let table = scorer.weights.table.span
        let record = question.record
        let isPlain = question.row.isPlain
        let whoMost = best.kind == .other ? 0 : question.whoMost
        let least = question.leastOdds - whoMost
        let titlesMost =
            scorer.weights[.similarTitles] + scorer.weights[.nearlySameTitles]
        let leastElsewhere = least - scorer.weights[.otherPlaces]
        var what = best
        var whatOdds = bestOdds
        for at in part.start..<(part.start + part.count) {
            let firstEnd = min(record.end, days[at].end)
            let lastStart = max(record.start, days[at].start)
            if Int(firstEnd) - Int(lastStart) + 1 < PairComparer.commonDaysMin { continue }
            let electoral = min(question.row.electoral, rows[at].electoral)
            if electoral != what.electoral {
                what.electoral = electoral
                whatOdds = scorer.weights.odds(what)
            }
            var odds = whatOdds
            if abs(Int(record.start) - Int(days[at].start)) > WhatAndWhen.daysFarApart {
                odds += table[Int(Evidence.startsFarApart.rawValue)]
            }
            let likelyDays = RecordPeriod.likelyDays(
                start: Int(record.start), Int(record.startSlack), end: Int(record.end),
                Int(record.endSlack), start: Int(days[at].start), Int(rows[at].startSlack),
                end: Int(days[at].end), Int(rows[at].endSlack))
            if likelyDays < PairComparer.commonDaysMin {
                odds += table[Int(Evidence.uncertainPeriod.rawValue)]
            }
            if odds < least { continue }
            let slot = rows[at].slot
            var who: WhoAndWhere
            if isPlain, rows[at].isPlain {
                if rows[at].agency == question.row.agency || slot == question.own { continue }
                who = WhoAndWhere()
                if question.row.place != LiveRow.none, rows[at].place != LiveRow.none {
                    let isSame = question.row.place == rows[at].place
                    who.samePlaces = isSame
                    if !isSame, odds < leastElsewhere { continue }
                }
                compare(question, rows, at, into: &who)
                // The title is the dearest to compare: only where it can still count.
                var most = odds + titlesMost
                who.visit(best.kind) { most += $1 * table[Int($0.rawValue)] }
                if most < question.leastOdds - 1e-9 { continue }
                who.titleSimilarity = similarity(question, rows, titles, at)
            } else {
                guard slot != question.own, let lists = compareLists(question, slot) else {
                    continue
                }
                who = lists
            }
            var isMutual = false
            who.visit(best.kind) { evidence, strength in
                odds += strength * table[Int(evidence.rawValue)]
                if evidence == .nameEachOther { isMutual = true }
            }
            if odds < question.leastOdds { continue }
            let probability = PairScorer.probability(odds: odds)
            let band = scorer.weights.band(of: probability)
            if band < question.least || question.explained.contains(slot) { continue }
            matches.append(
                LiveMatch(
                    slot: slot, kind: isMutual ? .secondary : .overlap, band: band,
                    probability: probability))
        }
    }

    /// The second half of the evidence of two plain records, apart from places and titles. The row is not copied.
    @inline(__always)
    private func compare(
        _ question: IndexQuestion, _ rows: Span<LiveRow>, _ at: Int, into who: inout WhoAndWhere
    ) {
        who.firstNamesSecond = question.names(rows[at].agency)
        if rows[at].names.mayHold(question.row.agency) {
            who.secondNamesFirst = names(rows[at].slot, question.row.agency)
        }
        if question.row.isBasketFund { who.bothBasketFunds = rows[at].isBasketFund }
        let amount = rows[at].amount
        if question.row.currency != 0, question.row.currency == rows[at].currency,
            question.row.amount > 0, amount > 0
        {
            who.similarAmounts = WhoAndWhere.areSimilar(question.row.amount, amount)
        }
        let beneficiary = rows[at].beneficiary
        if question.row.beneficiary != LiveRow.none, beneficiary != LiveRow.none {
            who.sameBeneficiaries = question.row.beneficiary == beneficiary
        }
        let instrument = rows[at].instrument
        if question.row.instrument != 0, instrument != 0 {
            who.otherInstrument = question.row.instrument != instrument
        }
    }

    /// Weighted share of common title words, in thousandths.
    @inline(__always)
    private func similarity(
        _ question: IndexQuestion, _ rows: Span<LiveRow>, _ titles: Span<LiveTitle>, _ at: Int
    ) -> Int {
        let common =
            question.title.isComplete
            ? question.title.commonWeight(titles, at) : commonWeight(question, rows[at].slot)
        guard common > 0 else { return 0 }
        return common * 1000
            / (Int(question.row.titleWeight) + Int(rows[at].titleWeight) - common)
    }

    /// Does the record in a slot name an agency?
    private func names(_ slot: Int32, _ agency: UInt32) -> Bool {
        let names = compact[Int(slot)].list(.names)
        for at in names.start..<(names.start + names.count) where arena.numbers[at] == agency {
            return true
        }
        return false
    }

    private func commonWeight(_ question: IndexQuestion, _ slot: Int32) -> Int {
        NumberList.commonWeight(
            question.record.list(.words), in: question.lists.span,
            compact[Int(slot)].list(.words), in: arena.numbers.span,
            weights: numbers.wordWeights.span)
    }

    /// The second half of the evidence where one of the records is not plain; nil when the two cannot overlap, or when it was
    /// seen in another country that they share.
    @inline(never)
    private func compareLists(_ question: IndexQuestion, _ slot: Int32) -> WhoAndWhere? {
        let record = question.record
        let other = compact[Int(slot)]
        let lists = question.lists.span
        let numbers = arena.numbers.span
        if NumberList.equal(record.list(.agencies), in: lists, other.list(.agencies), in: numbers) {
            return nil
        }
        // Records of several countries meet in each of them: the first common one counts.
        if record.list(.countries).count > 1, other.list(.countries).count > 1,
            NumberList.firstCommon(
                record.list(.countries), in: lists, other.list(.countries), in: numbers)
                != question.country
        {
            return nil
        }
        return record.whoAndWhere(
            other, in: lists, numbers, wordWeights: self.numbers.wordWeights.span)
    }
}
