/// Reads one record: is it electoral assistance, which kinds of support, which vote, who takes part.
///
/// Reading one record well decides more than any comparison of two (docs/overlap.md). All knowledge of words comes from
/// the lexicon, all knowledge of votes from the calendar; what is here are the rules between them.
package struct RecordReader: Sendable {
    package let lexicon: Lexicon
    package let calendar: ElectionCalendar

    /// Longer texts are read up to here, in characters.
    static let titleCharactersMax = 2_000
    static let descriptionCharactersMax = 20_000

    package init(lexicon: Lexicon, calendar: ElectionCalendar) {
        self.lexicon = lexicon
        self.calendar = calendar
    }

    /// The record's texts with what the lexicon found in them.
    struct Texts {
        var title: [String]
        var titleHits: [Lexicon.Hit]
        /// The title said nothing and the description's beginning stands in its place.
        var titleIsGeneric = false
        var titleHasList: Bool
        var description: [String]
        var descriptionHits: [Lexicon.Hit]
        var firstSentenceHits: [Lexicon.Hit]
        var outputHits: [Lexicon.Hit]
        var outputNameHits: [Lexicon.Hit]

        /// Does the title itself speak of elections?
        var titleIsElectoral: Bool { titleHits.has(.electoral) || titleHits.has(group: "body") }
    }

    package func read(_ record: AssistanceRecord) -> RecordReading {
        let texts = texts(of: record)
        let start = Day(record.start, atEnd: false)
        var end = Day(record.end, atEnd: true)
        if end == nil, let start { end = Day(year: start.year, month: 12, day: 31) }
        let vote = vote(of: record, texts, start: start, end: end)
        if let bound = vote.bound, let start, let planned = end, bound > start {
            end = min(planned, bound)
        }
        return RecordReading(
            id: record.id, agencies: record.agencies, countries: Set(record.countries),
            start: start, end: end, electoral: electoral(record, texts),
            kinds: kinds(of: record, texts), level: level(texts), votes: vote.seasons,
            voteSource: vote.source, names: names(in: record, texts),
            isBasketFund: texts.titleHits.has(group: "fund")
                || texts.descriptionHits.has(group: "fund"),
            titleWords: texts.title, identifiers: record.identifiers, pointsAt: record.pointsAt,
            amount: record.amount)
    }

    private func texts(of record: AssistanceRecord) -> Texts {
        let title = String(record.title.prefix(Self.titleCharactersMax))
        var description = String(record.description.prefix(Self.descriptionCharactersMax))
        if lexicon.hits(in: folded(description)).names("title").contains("missing") {
            description = ""
        }
        let sentences = sentences(description)
        var titleWords = folded(title)
        var titleHits = lexicon.hits(in: titleWords)
        var isGeneric = false
        if !titleHits.has(.electoral), titleHits.names("title").contains("generic"),
            !sentences.isEmpty
        {
            isGeneric = true
            titleWords = folded(sentences.prefix(2).joined(separator: " "))
            titleHits = lexicon.hits(in: titleWords)
        }
        let words = folded(description)
        let outputs = String(record.outputs.prefix(Self.descriptionCharactersMax))
        let names = outputs.split(separator: ";").map { $0.prefix { $0 != ":" } }
        return Texts(
            title: titleWords, titleHits: titleHits, titleIsGeneric: isGeneric,
            titleHasList: Self.hasList(title), description: words,
            descriptionHits: lexicon.hits(in: words),
            firstSentenceHits: sentences.first.map { lexicon.hits(in: folded(String($0))) } ?? [],
            outputHits: lexicon.hits(in: folded(outputs)),
            outputNameHits: lexicon.hits(in: folded(names.joined(separator: " . "))))
    }

    /// Titles that list several things: each item gives a kind of its own.
    private static func hasList(_ title: String) -> Bool {
        if title.contains(",") || title.contains("&") { return true }
        let joining: Set<String> = ["and", "et", "y", "e", "och", "og", "und", "en", "و", "и"]
        return folded(title).contains { joining.contains($0) }
    }

    private func level(_ texts: Texts) -> RecordReading.Level {
        let levels = texts.titleHits.names("level")
        if levels.contains("national") { return .national }
        if levels.contains("local") { return .local }
        return levels.contains("referendum") ? .referendum : .unmarked
    }

    private func names(in record: AssistanceRecord, _ texts: Texts) -> Set<String> {
        var names = texts.titleHits.names("party").union(texts.descriptionHits.names("party"))
        for partner in record.partners {
            if let agency = partner.agency, agency != "UNDP-CORE" { names.insert(agency) }
            names.formUnion(lexicon.hits(in: folded(partner.name)).names("party"))
        }
        return names
    }
}
