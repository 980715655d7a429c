extension RecordReader {
    /// What each sign adds to the log-odds that a record is electoral assistance. Set by hand from what the signs mean;
    /// a test holds the reading against the annotated records.
    private enum Sign {
        static let base = -1.2
        static let title = 4.0
        static let titleHints = 0.9
        static let otherThemeBesideElections = -1.7
        static let otherTheme = -2.5
        static let humanitarian = -4.5
        static let description = 1.2
        static let descriptionShare = 1.6
        static let firstSentence = 1.0
        static let otherThemesShare = -1.5
        static let outputs = 1.0
        static let purposeCode = 0.9
        static let body = 0.5
        /// The publisher names a registered vote, or themes of electoral assistance.
        static let statedEvent = 4.0
        static let statedThemes = 2.5
        /// One electoral word in so many words of a description is as much as counts.
        static let wordsPerMention = 25.0
    }

    func electoral(_ record: AssistanceRecord, _ texts: Texts) -> Double {
        var odds = Sign.base
        let title = texts.titleHits
        if texts.titleIsElectoral {
            odds += Sign.title
        } else if title.has(.hintsAtElections) {
            odds += Sign.titleHints
        }
        if namesOtherTheme(title) {
            odds +=
                texts.titleIsElectoral ? Sign.otherThemeBesideElections : Sign.otherTheme
        }
        if title.has(.humanitarian) { odds += Sign.humanitarian }
        let full = max(4, Double(texts.description.count) / Sign.wordsPerMention)
        let mentions = texts.descriptionHits.count { $0.concept == .electoral }
        if mentions > 0 {
            odds += Sign.description + Sign.descriptionShare * min(1, Double(mentions) / full)
            if texts.firstSentenceHits.has(.electoral)
                || texts.firstSentenceHits.has(group: "body")
            {
                odds += Sign.firstSentence
            }
        }
        let others = texts.descriptionHits.count { $0.concept == .otherTheme }
        odds += Sign.otherThemesShare * min(1, Double(others) / full)
        if texts.outputNameHits.has(.electoral) { odds += Sign.outputs }
        if record.sectors.contains("15151") || record.sectors.contains("15161") {
            odds += Sign.purposeCode
        }
        if texts.descriptionHits.has(group: "body") { odds += Sign.body }
        if record.event != nil { odds += Sign.statedEvent }
        if record.themes.contains(where: { lexicon.kindsOfTheme[$0] != nil }) {
            odds += Sign.statedThemes
        }
        return odds
    }

    /// "Parliamentary" inside "parliamentary election" is no theme of its own.
    private func namesOtherTheme(_ hits: [Lexicon.Hit]) -> Bool {
        let levels = hits.filter { $0.concept.group == "level" && $0.words.count > 1 }
        return hits.contains { hit in
            hit.concept == .otherTheme
                && !levels.contains { $0.words.contains(hit.words.lowerBound) }
        }
    }
}
