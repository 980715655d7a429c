/// Reads one record: is it electoral assistance, which kinds of support, which vote, who takes part.
///
/// Reading one record well decides more than any comparison of two (docs/overlap.md). All knowledge of words comes from
/// the lexicon, all knowledge of votes from the calendar; what is here are the rules between them.
package struct RecordReader: Sendable {
    package let lexicon: Lexicon
    package let calendar: ElectionCalendar

    /// Longer texts are read up to here, in bytes.
    static let titleBytesMax = 4_000
    static let descriptionBytesMax = 30_000
    static let nameBytesMax = 500

    package init(lexicon: Lexicon, calendar: ElectionCalendar) {
        self.lexicon = lexicon
        self.calendar = calendar
    }

    /// The record's texts with what the lexicon found in them.
    struct Texts {
        var title: FoldedText
        var titleHits: [Lexicon.Hit]
        /// The title said nothing and the description's beginning stands in its place.
        var titleIsGeneric = false
        var titleHasList: Bool
        var description: FoldedText
        var descriptionHits: [Lexicon.Hit]
        var firstSentenceHits: [Lexicon.Hit]
        var outputHits: [Lexicon.Hit]
        var outputNameHits: [Lexicon.Hit]

        /// Does the title itself speak of elections?
        var titleIsElectoral: Bool { titleHits.has(.electoral) || titleHits.has(group: "body") }
    }

    package func read(_ record: AssistanceRecord) -> RecordReading {
        let texts = texts(of: record)
        var period = RecordPeriod(start: record.start, end: record.end)
        let vote = vote(of: record, texts, start: period?.start, end: period?.end)
        if let bound = vote.bound { period?.close(by: bound) }
        return RecordReading(
            id: record.id, agencies: Set(record.agencies.map(agency)),
            countries: Set(record.countries), period: period,
            electoral: electoral(record, texts), kinds: kinds(of: record, texts),
            themes: record.themes.filter { lexicon.kindsOfTheme[$0] != nil }, level: level(texts),
            votes: vote.years,
            voteSource: vote.source, event: record.event, names: names(in: record, texts),
            isBasketFund: texts.titleHits.has(group: "fund")
                || texts.descriptionHits.has(group: "fund"),
            places: places(of: record), beneficiaries: record.beneficiaries,
            instrument: record.instrument, titleWords: texts.title.words,
            identifiers: record.identifiers,
            pointsAt: record.pointsAt.subtracting(record.identifiers),
            jointWith: record.jointWith.subtracting(record.identifiers),
            reportsOn: record.reportsOn.subtracting(record.identifiers),
            amount: record.amount.flatMap { $0.isFinite && $0 > 0 ? $0 : nil },
            currency: record.currency)
    }

    private func texts(of record: AssistanceRecord) -> Texts {
        var title = FoldedText(record.title, bytesMax: Self.titleBytesMax)
        var titleHits = lexicon.hits(in: title)
        var description = FoldedText(record.description, bytesMax: Self.descriptionBytesMax)
        var descriptionHits = lexicon.hits(in: description)
        if descriptionHits.names("title").contains("missing") {
            description = FoldedText("")
            descriptionHits = []
        }
        let hasList = hasList(record.title, title)
        var isGeneric = false
        if !titleHits.has(.electoral), titleHits.names("title").contains("generic"),
            let beginning = description.sentences.last
        {
            isGeneric = true
            title = FoldedText(description, words: beginning)
            titleHits = descriptionHits.filter { $0.words.upperBound <= beginning }
        }
        let firstSentence = description.sentences.first ?? 0
        let outputs = FoldedText(record.outputs, bytesMax: Self.descriptionBytesMax)
        let names = record.outputs.isEmpty ? "" : Self.outputNames(record.outputs)
        return Texts(
            title: title, titleHits: titleHits, titleIsGeneric: isGeneric, titleHasList: hasList,
            description: description, descriptionHits: descriptionHits,
            firstSentenceHits: descriptionHits.filter { $0.words.upperBound <= firstSentence },
            outputHits: lexicon.hits(in: outputs),
            outputNameHits: lexicon.hits(
                in: FoldedText(names, bytesMax: Self.descriptionBytesMax)))
    }

    /// Parts of an activity are written `name: description; name: description`.
    private static func outputNames(_ outputs: String) -> String {
        outputs.split(separator: ";").map { $0.prefix { $0 != ":" } }.joined(separator: " . ")
    }

    private static let joiningWords: Set<String> = [
        "and", "et", "y", "e", "och", "og", "und", "en", "و", "и",
    ]

    /// Titles that list several things: each item gives a kind of its own.
    private func hasList(_ title: String, _ folded: FoldedText) -> Bool {
        if title.utf8.contains(0x2C) || title.utf8.contains(0x26) { return true }  // , &
        // None of them is longer than three bytes.
        return (0..<folded.count).contains {
            folded.range($0).count <= 3 && Self.joiningWords.contains(folded[$0])
        }
    }

    private func level(_ texts: Texts) -> RecordReading.Level {
        let levels = texts.titleHits.names("level")
        if levels.contains("national") { return .national }
        if levels.contains("local") { return .local }
        return levels.contains("referendum") ? .referendum : .unmarked
    }

    /// The one code of an agency that goes by several names: "DFID" and "gb" are `GB`.
    package func agency(_ name: String) -> String {
        let folded = FoldedText(name, bytesMax: Self.nameBytesMax)
        let whole = lexicon.hits(in: folded).first {
            $0.concept.group == "alias" && $0.words.count == folded.count
        }
        return whole?.concept.name ?? name.uppercased()
    }

    private func names(in record: AssistanceRecord, _ texts: Texts) -> Set<String> {
        var names = texts.titleHits.names("party").union(texts.descriptionHits.names("party"))
        for partner in record.partners {
            if let agency = partner.agency, agency != "UNDP-CORE" {
                names.insert(self.agency(agency))
            }
            let name = FoldedText(partner.name, bytesMax: Self.nameBytesMax)
            for hit in lexicon.hits(in: name)
            where hit.concept.group == "party"
                || (hit.concept.group == "alias" && hit.words.count == name.count)
            {
                names.insert(hit.concept.name)
            }
        }
        return names
    }

    /// Places as they compare: folded, without doubles. A record that names more than `placesMax` means everywhere.
    private func places(of record: AssistanceRecord) -> Set<String> {
        var places = Set<String>()
        for place in record.places {
            if places.count > RecordReading.placesMax { return [] }
            let words = FoldedText(place, bytesMax: Self.nameBytesMax).words
            if !words.isEmpty { places.insert(words.joined(separator: " ")) }
        }
        return places
    }
}
