internal import BusCore
internal import CoordBus
internal import Events
internal import Platform

/// How fast questions are answered from an index of many documents.
enum SearchMeter {
    /// Questions of one kind.
    private static let questions = 250
    /// One question, not counted, opens what is opened once.
    private static let milliseconds = 20.0

    /// Times questions over an index of made-up lessons. Log and index that are in the folder already are used again.
    static func measure(
        documents: Int, folder: String, _ report: inout RegisterReport
    ) throws {
        let corpus = SearchCorpus()
        let log = try corpus.log(documents: documents, folder: folder)
        let path = "\(folder)/\(SearchIndex.defaultName)"
        let index = try SearchIndex.open(
            path, log: log.identity.description, lastDurable: log.lastDurable)
        let fold = try SearchFold(index)
        var reader = FoldReader(log: log, through: fold.appliedThrough)
        let start = monotonicNanoseconds()
        let before = reader.through
        while try reader.applyChunk(to: [fold], bytesMax: 256 << 10) {
            try fold.commit(through: reader.through)
        }
        try fold.commit()
        if reader.through > before {
            let seconds = Double(monotonicNanoseconds() - start) / 1e9
            report.add("search index", Double(reader.through - before) / seconds, nil, "events/s")
        }
        try fold.tidy()
        report.add("documents", Double(reader.through), nil, "")
        try ask(SearchReader(path), corpus, &report)
    }

    private enum Kind: String, CaseIterable {
        case oneWord = "one word"
        case twoWords = "two words"
        case threeWords = "three words"
        case quoted = "two words in quotes"
        case filtered = "a word, a theme, three years"
        case inCountry = "two words, a country"
        case beginning = "a beginning"
        case onlyPublic = "two words, public only"
        case someCountries = "a word, a reader of two countries"
        case onlyFilters = "no word, a theme and three years"
    }

    private static func ask(
        _ index: SearchReader, _ corpus: SearchCorpus, _ report: inout RegisterReport
    ) throws {
        var random = BenchRandom(seed: 11)
        var (all, processor) = (Histogram(), Histogram())
        _ = try index.answer(SearchQuery(corpus.word(&random), audience: 2))
        for kind in Kind.allCases {
            var times = Histogram()
            for _ in 0..<questions {
                let query = question(kind, corpus, &random)
                let (start, used) = (monotonicNanoseconds(), processorNanoseconds())
                _ = try index.answer(query)
                let time = monotonicNanoseconds() - start
                processor.add(processorNanoseconds() - used)
                times.add(time)
                all.add(time)
            }
            report.add(
                "search, \(kind.rawValue), p50", Double(times.quantile(0.5)) / 1e6, nil, "ms")
            report.add(
                "search, \(kind.rawValue)", Double(times.quantile(0.99)) / 1e6, nil, "ms p99")
        }
        report.add(
            "search, all, of the processor", Double(processor.quantile(0.99)) / 1e6, nil, "ms p99")
        report.add("search, all", Double(all.quantile(0.99)) / 1e6, milliseconds, "ms p99")
    }

    private static func question(
        _ kind: Kind, _ corpus: SearchCorpus, _ random: inout BenchRandom
    ) -> SearchQuery {
        var query = SearchQuery(corpus.word(&random), audience: 2)
        let first = Int.random(in: 2000...2022, using: &random)
        switch kind {
        case .oneWord: break
        case .twoWords: query.words += " " + corpus.word(&random)
        case .threeWords:
            query.words += " " + corpus.word(&random) + " " + corpus.word(&random)
        case .quoted: query.words = "\"\(query.words) \(corpus.word(&random))\""
        case .filtered:
            query.theme = SearchCorpus.theme(Int.random(in: 0..<28, using: &random))
            query.years = first...(first + 2)
        case .inCountry:
            query.words += " " + corpus.word(&random)
            query.country = corpus.country(&random)
        case .beginning:
            let length = Int.random(in: 3...5, using: &random)
            query.words = query.words.prefix(length) + "*"
        case .onlyPublic:
            query.audience = 0
            query.words += " " + corpus.word(&random)
        case .someCountries:
            let countries = [corpus.country(&random), corpus.country(&random)]
            query.topics = TopicRights(
                patterns: [.all], countries: Set(countries.compactMap { CountryCode($0) }))
        case .onlyFilters:
            query.words = ""
            query.theme = SearchCorpus.theme(Int.random(in: 0..<28, using: &random))
            query.years = first...(first + 2)
        }
        return query
    }
}
