package import BusCore
internal import Events
internal import JSON

/// Answers `search` from the index, read-only: what a reader may not see is neither found nor counted.
package struct SearchQueries: QueryHandler {
    package let names = ["search"]
    private let shelf: SearchShelf

    static let rowsMax = 100
    static let rowsStandard = 20

    /// - Parameter path: of the index.
    package init(_ path: String) { shelf = SearchShelf(path) }

    package func answer(
        _ question: Question, for reader: Reader
    ) throws(ProtocolError) -> String {
        let query = try Self.query(question, for: reader)
        let answer: SearchAnswer
        do throws(FoldError) { answer = try shelf.answer(query) } catch {
            throw ProtocolError(
                .badQuery, "the search index is not there yet; ask again in a second")
        }
        let end = query.offset + answer.hits.count
        var json = JSONWriter(capacity: 16 << 10)
        json.object { json in
            json.member("through", answer.through)
            json.member("matches", answer.matches)
            json.member("more", answer.isCut)
            if answer.areEndingsCut { json.member("moreEndings", true) }
            json.member("widened", answer.isWidened)
            json.key("found")
            json.array { json in for hit in answer.hits { json.hit(hit) } }
            if end < answer.matches, !answer.hits.isEmpty {
                json.member("next", end)
            }
        }
        return json.text
    }

    private static func query(
        _ question: Question, for reader: Reader
    ) throws(ProtocolError) -> SearchQuery {
        var query = SearchQuery(try question.text("words") ?? "", for: reader)
        query.country = try question.text("country")
        query.theme = try question.text("theme")
        query.phase = try question.text("phase")
        query.kind = try question.text("kind")
        if let kind = query.kind, !SearchDocument.kinds.contains(kind) {
            throw ProtocolError(
                .badQuery,
                "kind is \(kind.clipped(toBytes: 64)); use one of \(SearchDocument.kinds.joined(separator: ", "))"
            )
        }
        let years = SearchQuery.yearsMax
        let first = try question.integer("from", in: years)
        let last = try question.integer("to", in: years)
        if first != nil || last != nil {
            let (first, last) = (first ?? years.lowerBound, last ?? years.upperBound)
            guard first <= last else {
                throw ProtocolError(.badQuery, "from \(first) is after to \(last)")
            }
            query.years = first...last
        }
        query.limit = try question.integer("limit", in: 1...rowsMax) ?? rowsStandard
        query.offset = try question.integer("after", in: 0...SearchReader.candidatesMax) ?? 0
        guard query.isAsking else {
            throw ProtocolError(
                .badQuery,
                "the query search needs words or a filter; send {\"query\":\"search\",\"words\":\"...\"}"
            )
        }
        guard query.terms.count <= SearchQuery.termsMax else {
            throw ProtocolError(
                .badQuery,
                "\(query.terms.count) words are too many; use at most \(SearchQuery.termsMax)")
        }
        return query
    }
}

extension JSONWriter {
    fileprivate mutating func hit(_ hit: SearchHit) {
        object { json in
            json.member("kind", hit.kind)
            json.member("id", hit.id)
            json.member("agency", hit.agency)
            if let country = hit.country { json.member("country", country) }
            json.member("date", hit.date)
            json.key("title")
            json.object { json in
                for (language, text) in hit.titles { json.member(language, text) }
            }
            if let (language, text) = hit.excerpt {
                json.key("excerpt")
                json.object { json in
                    json.member("language", language)
                    json.member("text", text)
                }
            }
            json.member("sequence", hit.sequence)
            json.member("firstSequence", hit.firstSequence)
        }
    }
}
