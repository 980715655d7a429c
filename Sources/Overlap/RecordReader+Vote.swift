extension RecordReader {
    /// Days that assistance goes on after the vote its title names; later ends are closings of accounts.
    static let daysAfterNamedVote = 365
    /// A first vote later than this after the end is not what the record aims at, days.
    static let daysToFirstVoteMax = 400
    /// How near to an electoral word a year must stand in a description to be the year of a vote, words.
    static let wordsToYearMax = 5

    /// The votes a record aims at: the registered event, else a year named in the title, else one named in the text, else
    /// the first vote after the start. The end never collects votes: ends of accounts lie years after the vote.
    func vote(of record: AssistanceRecord, _ texts: Texts, start: Day?, end: Day?)
        -> (years: VoteYears, source: RecordReading.VoteSource, bound: Day?)
    {
        let plausible = start.map { ($0.year - 2)...($0.year + 8) } ?? 1980...2040
        let seasons =
            record.countries.count == 1 ? calendar.seasons(in: record.countries[0]) : []
        if let event = record.event, let year = Self.year(ofEvent: event) {
            let season = seasons.first { ($0.first.year...$0.last.year).contains(year) }
            return (VoteYears([season?.first.year ?? year]), .event, nil)
        }
        let inTitle = (0..<texts.title.count).compactMap(texts.title.year)
            .filter(plausible.contains)
        var years = inTitle
        if years.isEmpty, let start {
            years = yearsInText(texts).filter { plausible.contains($0) && $0 >= start.year - 1 }
        }
        var votes: [ElectionCalendar.Season] = []
        var source = RecordReading.VoteSource.none
        if let first = years.min(), let last = years.max() {
            source = inTitle.isEmpty ? .text : .title
            votes = seasons.filter { season in
                let span = season.first.year...season.last.year
                return years.contains(where: span.contains)
                    || (years.count > 1 && (first...last).contains(season.first.year))
            }
        }
        if votes.isEmpty, let start, let end,
            let next = seasons.first(where: { $0.last >= start + -30 }),
            next.first <= end + Self.daysToFirstVoteMax
        {
            votes = [next]
            source = .firstAfterStart
        }
        var bound: Day?
        if let last = inTitle.max() {
            let yearEnd = Day(year: last, month: 12, day: 31)
            bound = max(votes.map(\.last).max() ?? yearEnd, yearEnd) + Self.daysAfterNamedVote
        }
        return (VoteYears(votes.map(\.first.year)), source, bound)
    }

    private func yearsInText(_ texts: Texts) -> [Int] {
        let text = texts.description
        return (0..<text.count).compactMap { index in
            guard let year = text.year(index),
                texts.descriptionHits.contains(where: {
                    ($0.concept.group == "electoral" || $0.concept.group == "level")
                        && abs($0.words.lowerBound - index) <= Self.wordsToYearMax
                })
            else { return nil }
            return year
        }
    }

    /// Identifiers of electoral events name the year: `KEN-2027-general`.
    private static func year(ofEvent event: String) -> Int? {
        let words = FoldedText(event, bytesMax: nameBytesMax)
        return (0..<words.count).compactMap(words.year).first
    }
}
