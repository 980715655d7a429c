internal import Events
internal import SQLite

/// Looks things up in an index. Who may see a document is asked before anything is ranked or counted, and it is fast however
/// many hold a word: at most `candidatesMax` documents, the newest, are compared, and nothing walks through all that match.
///
/// Not for two threads at once.
package final class SearchReader {
    /// Documents that are ranked against each other, and up to where matches are counted.
    package static let candidatesMax = 1_000
    /// Documents of its label that a reader of some topics only is looked through for, the newest first.
    static let lookedAtMax = 50_000
    /// How often something occurs is estimated from so many stretches of documents, of so many each.
    private static let samples: Int64 = 4
    private static let sampleWidth: Int64 = 2_048
    /// Where the samples hold fewer, all is counted.
    private static let sampledMin: Int64 = 200
    package let path: String
    let database: SQLiteConnection
    private let judge: SearchJudge
    /// By their SQL: compiled once.
    private var statements: [String: SQLiteStatement] = [:]

    /// Opens an index to read from.
    /// - Parameter patience: tests have less of it, so that small indexes go every way.
    package init(
        _ path: String, patience: SearchPatience = SearchPatience()
    ) throws(FoldError) {
        self.path = path
        do throws(SQLiteError) {
            database = try SQLiteConnection(path: path, access: .readOnly)
            guard let found = try SearchIndex.state(database), found.version == SearchIndex.version
            else {
                throw SQLiteError(code: 1, message: "it is no index of this version", sql: path)
            }
            // Lists of words are read where the page cache holds them.
            try database.execute("PRAGMA mmap_size=1073741824")
            try database.execute("PRAGMA cache_size=-4096")
            try database.execute(
                "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, instance)")
            let judge = SearchJudge(try SearchBlockReader(database), patience)
            self.judge = judge
            try database.defineRelevance()
            try database.defineFilter("visible") { [unowned judge] in judge.verdict(on: $0) }
        } catch {
            throw FoldError(
                "\(path): \(error.message); coordd makes it, or coordctl register index")
        }
    }

    package func answer(_ query: SearchQuery) throws(FoldError) -> SearchAnswer {
        do throws(SQLiteError) {
            // One picture of the index, while the fold goes on.
            return try database.transaction(.deferred) { () throws(SQLiteError) in
                defer { judge.end() }
                return try answerWithin(query)
            }
        } catch {
            throw FoldError("\(path): \(error)")
        }
    }

    private func answerWithin(_ query: SearchQuery) throws(SQLiteError) -> SearchAnswer {
        let through = UInt64(clamping: try number("SELECT applied FROM meta"))
        judge.begin(
            SearchSieve(query, agencies: try agencies()),
            newest: try number("SELECT max(id) FROM documents"))
        for isWidened in [false, true] {
            let words = try words(of: query, isWidened: isWidened)
            guard !words.isEmpty || query.hasFilter else { break }
            let found = try candidates(words, query)
            if found.ids.isEmpty, !isWidened, !words.isEmpty { continue }
            return SearchAnswer(
                hits: try hits(found.ids, query, isWidened: isWidened), matches: found.ids.count,
                isCut: found.isCut, isWidened: isWidened,
                areEndingsCut: words.contains(where: \.isCut), through: through)
        }
        return SearchAnswer(
            hits: [], matches: 0, isCut: false, isWidened: false, areEndingsCut: false,
            through: through)
    }

    private func agencies() throws(SQLiteError) -> [AgencyCode] {
        let statement = try prepared("SELECT code FROM agencies ORDER BY number")
        var agencies: [AgencyCode] = []
        while try statement.step() {
            guard let code = AgencyCode(statement.text(at: 0)) else { continue }
            agencies.append(code)
        }
        return agencies
    }

    // MARK: Ranking

    private typealias Found = (ids: [Int64], isCut: Bool)

    /// Documents that the reader may see, in the order of their rank.
    ///
    /// Words alone are looked up first, and filters and rights asked of each document. Where that leaves few of very many, the
    /// index is asked for them as well.
    private func candidates(
        _ words: [SearchWord], _ query: SearchQuery
    ) throws(SQLiteError) -> Found {
        let ranking = try ranking(words)
        var expression = words.map(\.expression)
        var left = (filters: query.filters, rights: query.rights)
        if words.isEmpty { expression += left.filters.take() }
        while true {
            judge.start(mayNeedIndex: !left.filters.isEmpty || !left.rights.isEmpty)
            let all = expression.joined(separator: " AND ")
            if let found = try ranked(all, ranking) { return found }
            let before = expression.count
            if judge.fewMatch { expression += left.filters.take() }
            if judge.fewAllowed { expression += left.rights.take() }
            // Nothing more can be left to the index.
            if expression.count == before { left = ([], []) }
        }
    }

    /// - Returns: nil when the judge wants the index asked for more.
    private func ranked(_ expression: String, _ ranking: String) throws(SQLiteError) -> Found? {
        let statement = try prepared(
            "SELECT -rowid, \(ranking) FROM words WHERE words MATCH ? AND visible(-rowid)"
                + " ORDER BY rowid")
        try statement.bind(1, expression)
        defer { statement.reset() }
        var found: [(rank: Double, id: Int64)] = []
        var isCut = false
        do throws(SQLiteError) {
            while found.count <= Self.candidatesMax, try statement.step() {
                found.append((statement.double(at: 1), statement.integer(at: 0)))
            }
        } catch {
            switch judge.stop {
            case nil: throw error
            case .failed(let failure): throw failure
            case .isCut: isCut = true
            case .needsIndex: return nil
            }
        }
        if found.count > Self.candidatesMax {
            isCut = true
            found.removeLast()
        }
        found.sort { ($0.rank, $1.id) < ($1.rank, $0.id) }
        return (found.map(\.id), isCut)
    }

    /// bm25, a title's word counts as four of a text's. One word alone need not be weighed against others.
    private func ranking(_ words: [SearchWord]) throws(SQLiteError) -> String {
        guard !words.isEmpty else { return "0" }
        var ranking = "relevance(words, 4.0, 1.0, 0.0"
        for word in words {
            let holders = words.count == 1 ? 1 : try holders(of: word)
            ranking += ", \(word.phrases.count), \(holders)"
        }
        return ranking + ")"
    }

    /// How many documents hold it: counted, or where it is common estimated.
    private func holders(of word: SearchWord) throws(SQLiteError) -> Int64 {
        let sampled = Self.samples * Self.sampleWidth
        guard judge.newest > 2 * sampled else { return try counted(word) }
        var sum: Int64 = 0
        for sample in 0..<Self.samples {
            let first = 1 + (judge.newest - Self.sampleWidth) * sample / (Self.samples - 1)
            sum += try number(
                "SELECT count(*) FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?",
                word.expression, 1 - first - Self.sampleWidth, -first)
        }
        return sum < Self.sampledMin ? try counted(word) : sum * judge.newest / sampled
    }

    private func counted(_ word: SearchWord) throws(SQLiteError) -> Int64 {
        try number("SELECT count(*) FROM words WHERE words MATCH ?", word.expression)
    }

    // MARK: Words

    private func words(
        of query: SearchQuery, isWidened: Bool
    ) throws(SQLiteError) -> [SearchWord] {
        var words: [SearchWord] = []
        for term in query.terms {
            let text = SearchText.prepared(term.text).replacing("\"", with: " ")
            guard term.isPrefix || isWidened else {
                words.append(SearchWord(text))
                continue
            }
            let endings = try endings(of: term.text)
            words.append(
                endings.isEmpty
                    ? SearchWord(beginning: text)
                    : SearchWord(
                        anyOf: Array(endings.prefix(SearchWord.endingsMax)),
                        isCut: endings.count > SearchWord.endingsMax))
        }
        return words
    }

    /// Words of the index that begin so: each of their lists is walked from its newest end, where FTS5's own prefix search
    /// would first put all of them together.
    private func endings(of text: String) throws(SQLiteError) -> [String] {
        let folded = Excerpts.folded(text)
        guard folded.count == 1, let beginning = folded.first else { return [] }
        let next = try prepared("SELECT term FROM temp.vocabulary WHERE term >= ? LIMIT 1")
        var endings: [String] = []
        var from = beginning
        while endings.count <= SearchWord.endingsMax {
            try next.bind(1, from)
            guard try next.step() else { break }
            let term = next.text(at: 0)
            next.reset()
            guard term.utf8.starts(with: beginning.utf8) else { break }
            endings.append(term)
            // No word holds this sign, so nothing lies between.
            from = term + "\u{1}"
        }
        return endings
    }

    // MARK: Showing

    private func hits(
        _ ids: [Int64], _ query: SearchQuery, isWidened: Bool
    ) throws(SQLiteError) -> [SearchHit] {
        let statement = try prepared(
            "SELECT kind, key, agency, country, date, titles, texts, sequence, first_sequence"
                + " FROM documents WHERE id = ?")
        var hits: [SearchHit] = []
        let excerpts = Excerpts(
            query.terms.map { ($0.text, isBeginning: $0.isPrefix || isWidened) })
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

    // MARK: Statements

    private func prepared(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
        if let known = statements[sql] { return known }
        // Numbers of holders make many of them.
        if statements.count >= 64 { statements.removeAll() }
        let statement = try database.prepare(sql)
        statements[sql] = statement
        return statement
    }

    /// The number in the first row; 0 without one.
    private func number(
        _ sql: String, _ text: String? = nil, _ numbers: Int64...
    ) throws(SQLiteError) -> Int64 {
        let statement = try prepared(sql)
        if let text { try statement.bind(1, text) }
        for (place, number) in numbers.enumerated() { try statement.bind(place + 2, number) }
        defer { statement.reset() }
        return try statement.step() ? statement.integer(at: 0) : 0
    }
}

extension [String] {
    /// All of it, leaving nothing.
    fileprivate mutating func take() -> [String] {
        defer { removeAll() }
        return self
    }
}
