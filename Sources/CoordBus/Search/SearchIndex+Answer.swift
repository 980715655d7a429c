internal import SQLite

/// Looking up. Who may see a document is asked before anything is ranked or counted. Bounded: however common a word is, at
/// most `candidatesMax` documents, the newest, are compared.
extension SearchIndex {
    /// Documents that are ranked against each other.
    static let candidatesMax = 2_000
    /// Documents of its label that a reader of some topics only is looked through for, the newest first.
    static let lookedAtMax = 50_000
    /// Up to where matches are counted.
    package static let countMax = 10_000

    package func answer(_ query: SearchQuery) throws(FoldError) -> SearchAnswer {
        do throws(SQLiteError) {
            for widened in [false, true] {
                guard let expression = query.expression(widened: widened) else { break }
                let (candidates, matches) = try candidates(expression, query)
                if candidates.isEmpty, !widened { continue }
                let hits = try hits(candidates, query, widened: widened)
                return SearchAnswer(hits: hits, matches: matches, isWidened: widened)
            }
            return SearchAnswer(hits: [], matches: 0, isWidened: false)
        } catch {
            throw FoldError("\(path): \(error)")
        }
    }

    /// Documents that the reader may see, in the order of their rank (bm25, a title's word counts as four of a text's), and how
    /// many match.
    private func candidates(
        _ expression: String, _ query: SearchQuery
    ) throws(SQLiteError) -> (ids: [Int64], matches: Int) {
        var ranked: [(rank: Double, id: Int64)] = []
        let visible = try matching("bm25(words, 4.0, 1.0, 0.0)", expression, query)
        while ranked.count < Self.candidatesMax, try visible.step() {
            guard query.maySee(visible) else { continue }
            ranked.append((visible.double(at: 4), visible.integer(at: 0)))
        }
        visible.reset()
        ranked.sort { ($0.rank, $1.id) < ($1.rank, $0.id) }
        let ids = ranked.map(\.id)
        guard ranked.count == Self.candidatesMax else { return (ids, ranked.count) }
        let all = try matching("0", expression, query)
        var matches = 0
        while matches < Self.countMax, try all.step() {
            if query.maySee(all) { matches += 1 }
        }
        all.reset()
        return (ids, matches)
    }

    /// Rows of id, type, country, agency and one more column, the newest first.
    private func matching(
        _ column: String, _ expression: String, _ query: SearchQuery
    ) throws(SQLiteError) -> SQLiteStatement {
        let owners = query.owners.map { _ in "?" }.joined(separator: ",")
        let statement = try database.prepare(
            "SELECT d.id, d.type, d.country, d.agency, \(column)"
                + " FROM words CROSS JOIN documents d ON d.id = words.rowid WHERE words MATCH ?"
                + " AND d.status = 0 AND (d.label <= ? OR d.kind = 'assistance' AND d.agency IN (\(owners)))"
                + " ORDER BY words.rowid DESC LIMIT \(Self.lookedAtMax)")
        try statement.bind(1, expression)
        try statement.bind(2, Int64(query.audience))
        for (index, owner) in query.owners.enumerated() {
            try statement.bind(index + 3, owner)
        }
        return statement
    }

    private func hits(
        _ ids: [Int64], _ query: SearchQuery, widened: Bool
    ) throws(SQLiteError) -> [SearchHit] {
        let statement = try database.prepare(
            "SELECT kind, key, agency, country, date, titles, texts, sequence, first_sequence"
                + " FROM documents WHERE id = ?")
        var hits: [SearchHit] = []
        let excerpts = Excerpts(query.terms.map(\.text), widened: widened)
        for id in ids.dropFirst(query.offset).prefix(query.limit) {
            try statement.bind(1, id)
            guard try statement.step() else { continue }
            defer { statement.reset() }
            hits.append(
                SearchHit(
                    kind: statement.text(at: 0), key: statement.text(at: 1),
                    agency: statement.text(at: 2),
                    country: statement.isNull(at: 3) ? nil : statement.text(at: 3),
                    date: statement.text(at: 4),
                    titles: SearchDocument.unpacked(statement.text(at: 5)),
                    excerpt: excerpts.best(SearchDocument.unpacked(statement.text(at: 6))),
                    sequence: UInt64(clamping: statement.integer(at: 7)),
                    firstSequence: UInt64(clamping: statement.integer(at: 8))))
        }
        return hits
    }
}

/// Finds some words around what was looked for.
struct Excerpts {
    private static let around = 90
    private let words: [String]
    private let widened: Bool

    init(_ words: [String], widened: Bool) {
        self.words = words.flatMap(Self.folded)
        self.widened = widened
    }

    /// The first place where a word occurs; else the beginning of the first text.
    func best(_ texts: [(language: String, text: String)]) -> (language: String, text: String)? {
        for (language, text) in texts {
            if let place = place(in: text) { return (language, cut(text, around: place)) }
        }
        return texts.first.map { ($0.language, cut($0.text, around: $0.text.startIndex)) }
    }

    private func place(in text: String) -> String.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            guard SearchText.isWord(String(text[index])) else {
                index = text.index(after: index)
                continue
            }
            var end = index
            while end < text.endIndex, SearchText.isWord(String(text[end])) {
                end = text.index(after: end)
            }
            let found = Self.folded(String(text[index..<end]))
            if found.contains(where: { word in
                words.contains { widened ? word.hasPrefix($0) : word == $0 }
            }) {
                return index
            }
            index = end
        }
        return nil
    }

    private func cut(_ text: String, around place: String.Index) -> String {
        let start =
            text.index(place, offsetBy: -Self.around, limitedBy: text.startIndex)
            ?? text.startIndex
        let end =
            text.index(place, offsetBy: Self.around, limitedBy: text.endIndex)
            ?? text.endIndex
        let middle = text[start..<end].map { $0.isNewline ? " " : String($0) }.joined()
        return (start > text.startIndex ? "…" : "") + middle + (end < text.endIndex ? "…" : "")
    }

    /// As near to what the tokenizer does as an excerpt needs.
    private static func folded(_ word: String) -> [String] {
        var plain = String.UnicodeScalarView()
        for scalar in SearchText.prepared(word).unicodeScalars {
            // A letter with a mark as Latin writing has it: the letter is the first of what it is made of.
            let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            plain.append(Self.unmarked(small))
        }
        return String(plain).split(separator: " ").map(String.init)
    }

    private static let marked: [Unicode.Scalar: Unicode.Scalar] = {
        let groups: [(Unicode.Scalar, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ď"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
            ("i", "ìíîïĩīĭį"), ("n", "ñńņň"), ("o", "òóôõöōŏő"), ("r", "ŕŗř"), ("s", "śŝşš"),
            ("t", "ţť"), ("u", "ùúûüũūŭůűų"), ("y", "ýÿŷ"), ("z", "źżž"),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (plain, letters) in groups {
            for letter in letters.unicodeScalars { table[letter] = plain }
        }
        return table
    }()

    private static func unmarked(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        marked[scalar] ?? scalar
    }
}
