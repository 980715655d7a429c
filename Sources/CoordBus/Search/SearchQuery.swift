package import BusCore
internal import Events
internal import SQLite

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

    /// Has the reader the right to the topic of a row of id, type, country and agency?
    func maySee(_ row: SQLiteStatement) -> Bool {
        if topics.isAll { return true }
        guard let agency = AgencyCode(row.text(at: 3)) else { return false }
        let country = row.isNull(at: 2) ? CountryCode.none : CountryCode(row.text(at: 2))
        return owners.contains(agency.description)
            || topics.allow(
                type: UInt16(clamping: row.integer(at: 1)), country: country ?? .none,
                agency: agency)
    }

    /// Is there anything to look for?
    package var isAsking: Bool {
        !terms.isEmpty || country != nil || theme != nil || phase != nil || kind != nil
    }

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

    /// As FTS5 takes it; nil when there is nothing to look for.
    /// - Parameter widened: every word stands for all that begins with it.
    func expression(widened: Bool) -> String? {
        var parts = terms.map { term in
            let text = SearchText.prepared(term.text).replacing("\"", with: " ")
            return "{title text} : \"\(text)\"" + (term.isPrefix || widened ? " *" : "")
        }
        var facets: [String] = []
        if let country { facets.append(SearchFacet.country(country)) }
        if let theme { facets.append(SearchFacet.theme(theme)) }
        if let phase { facets.append(SearchFacet.phase(phase)) }
        if let kind { facets.append(SearchFacet.kind(kind)) }
        parts += facets.map { "facets : \($0)" }
        if let years, !parts.isEmpty {
            let some = years.prefix(200).map(SearchFacet.year).joined(separator: " OR ")
            parts.append("facets : (\(some))")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " AND ")
    }
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
    /// How many documents match, counted up to `SearchIndex.countMax`.
    package let matches: Int
    /// Nothing held the words as they were; what begins with them was taken.
    package let isWidened: Bool
}
