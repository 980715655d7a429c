package import BusCore
internal import Events

/// What somebody looks for.
package struct SearchQuery: Sendable {
    /// Words that must all occur; `"in quotes"` as they stand, `elect*` for all that begins so.
    package var words: String
    /// ISO 3166-1 alpha-3.
    package var country: String?
    package var theme: String?
    package var phase: String?
    package var years: ClosedRange<Int>?
    /// lesson, practice, policy, assistance, report.
    package var kind: String?
    /// Documents of this label and wider ones.
    package var audience: Int
    /// Agencies whose own activities are found whatever their label.
    package var owners: [String] = []
    /// Topics that the reader may read.
    package var topics = TopicRights.all
    /// Years that may be asked for.
    package static let yearsMax = 1900...2099
    package static let termsMax = 32
    /// How many at most, and how many to pass over.
    package var limit = 20
    package var offset = 0

    package init(_ words: String, audience: Int) {
        self.words = words
        self.audience = audience
    }

    /// What a reader of the bus may find.
    package init(_ words: String, for reader: Reader) {
        self.words = words
        audience = Int(reader.sight.clearance.rawValue)
        owners = reader.sight.agencies.map(\.description)
        topics = reader.sight.topics
    }

    /// Is there anything to look for?
    package var isAsking: Bool { !terms.isEmpty || hasFilter }

    /// Years alone are none: too much has one.
    var hasFilter: Bool { country != nil || theme != nil || phase != nil || kind != nil }

    /// The words one by one, and whether what begins so is meant too.
    var terms: [(text: String, isPrefix: Bool)] {
        var terms: [(String, Bool)] = []
        for (index, part) in words.split(separator: "\"", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index.isMultiple(of: 2) {
                for word in part.split(whereSeparator: \.isWhitespace) {
                    terms.append((String(word.filter { $0 != "*" }), word.hasSuffix("*")))
                }
            } else {
                terms.append((String(part), false))
            }
        }
        return terms.filter { SearchText.isWord($0.0) }
    }

    /// Filters as expressions for FTS5, which let through what `SearchSieve.matches` does.
    var filters: [String] {
        var facets: [String] = []
        if let country { facets.append(SearchFacet.country(country)) }
        if let theme { facets.append(SearchFacet.theme(theme)) }
        if let phase { facets.append(SearchFacet.phase(phase)) }
        if let kind { facets.append(SearchFacet.kind(kind)) }
        if let years { facets.append(Self.any(years.map(SearchFacet.year))) }
        return facets
    }

    /// Rights likewise; they may let through more than the sieve does, and never less.
    var rights: [String] {
        let own = owners.map(SearchFacet.agency)
        let label = min(max(audience, 0), Int(Classification.focalPoint.rawValue))
        var facets = [Self.any([SearchFacet.cleared(label)] + own)]
        if !topics.countries.isEmpty, topics.countries.count <= Self.countriesMax {
            let countries = topics.countries.map(\.description).sorted()
            facets.append(Self.any(countries.map(SearchFacet.country) + own))
        }
        return facets
    }

    private static func any(_ words: [String]) -> String {
        "(\(words.joined(separator: " OR ")))"
    }

    /// Beyond, lists of countries are no help.
    private static let countriesMax = 32
}

/// One document that was found.
package struct SearchHit: Sendable {
    package let kind: String
    package let key: String
    package let agency: String
    package let country: String?
    package let date: String
    package let titles: [(language: String, text: String)]
    /// Some words around what was looked for, and their language.
    package let excerpt: (language: String, text: String)?
    package let sequence: UInt64
    package let firstSequence: UInt64

    /// Its identifier alone.
    package var id: String { String(key.split(separator: "\t").last ?? "") }
}

/// What was found: the best first.
package struct SearchAnswer: Sendable {
    package let hits: [SearchHit]
    /// How many documents match, counted up to `SearchReader.candidatesMax`.
    package let matches: Int
    /// There are more than were counted; the newest of them were ranked.
    package let isCut: Bool
    /// Nothing held the words as they were; what begins with them was taken.
    package let isWidened: Bool
    /// More words than `SearchWord.endingsMax` begin as asked; the others were not looked for.
    package let areEndingsCut: Bool
    /// The last sequence of the log that the index knows of.
    package let through: UInt64
}
