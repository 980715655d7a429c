extension RecordReader {
    /// Days that assistance goes on after the vote its title names; later ends are closings of accounts.
    static let daysAfterNamedVote = 365
    /// A first vote later than this after the end is not what the record aims at, days.
    static let daysToFirstVoteMax = 400
    /// How near to an electoral word a year must stand in a description to be the year of a vote, words.
    static let wordsToYearMax = 5

    /// The votes a record aims at: a year named in the title, else one named in the text, else the first vote after the
    /// start. The end never collects votes: ends of accounts lie years after the vote.
    func vote(of record: AssistanceRecord, _ texts: Texts, start: Day?, end: Day?)
        -> (seasons: Set<Int>, source: RecordReading.VoteSource, bound: Day?)
    {
        let plausible = start.map { ($0.year - 2)...($0.year + 8) } ?? 1980...2040
        let seasons =
            record.countries.count == 1 ? calendar.seasons(in: record.countries[0]) : []
        let inTitle = texts.title.compactMap(Self.year).filter(plausible.contains)
        var years = inTitle
        if years.isEmpty, let start {
            years = yearsInText(texts).filter { plausible.contains($0) && $0 >= start.year - 1 }
        }
        var votes = Set<Int>()
        var source = RecordReading.VoteSource.none
        if let first = years.min(), let last = years.max() {
            source = inTitle.isEmpty ? .text : .title
            for (index, season) in seasons.enumerated() {
                let span = season.first.year...season.last.year
                if years.contains(where: span.contains)
                    || (years.count > 1 && (first...last).contains(season.first.year))
                {
                    votes.insert(index)
                }
            }
        }
        if votes.isEmpty, let start, let end,
            let next = seasons.firstIndex(where: { $0.last >= start + -30 }),
            seasons[next].first <= end + Self.daysToFirstVoteMax
        {
            votes = [next]
            source = .firstAfterStart
        }
        var bound: Day?
        if let last = inTitle.max() {
            let lastVote = votes.map { seasons[$0].last }.max()
            let yearEnd = Day(year: last, month: 12, day: 31)
            bound = max(lastVote ?? yearEnd, yearEnd) + Self.daysAfterNamedVote
        }
        return (votes, source, bound)
    }

    private func yearsInText(_ texts: Texts) -> [Int] {
        let electoral = texts.descriptionHits.filter {
            $0.concept.group == "electoral" || $0.concept.group == "level"
        }
        return texts.description.enumerated().compactMap { index, word in
            guard let year = Self.year(word),
                electoral.contains(where: {
                    abs($0.words.lowerBound - index) <= Self.wordsToYearMax
                })
            else { return nil }
            return year
        }
    }

    private static func year(_ word: String) -> Int? {
        guard word.utf8.count == 4, word.hasPrefix("19") || word.hasPrefix("20") else { return nil }
        return Int(word)
    }
}
