import BusCore
import CoordBus
import Events
import Foundation
import TestSupport
import Testing

/// Random lessons and questions, answered by the index and by a reading of every lesson that knows nothing of indexes.
@Suite struct SearchRankTests {
    private struct Lesson {
        let id: String
        let title: [String]
        let text: [String]
        let country: String
        let theme: String
        let year: Int
        let label: Classification
        let agency: String
        let isActual: Bool

        var words: [String] { title + text }

        func event() throws -> [UInt8] {
            var event: [String: Any] = [
                "specversion": "1.0", "id": "e-\(id)", "source": "urn:coordbus:agency:\(agency)",
                "type": "org.coordbus.lesson.recorded", "time": "2018-05-14T09:00:00Z",
                "dataclassification": label.description,
                "data": [
                    "lesson": id, "recorded": "\(year)-05-14", "country": country,
                    "themes": [theme], "title": ["en": title.joined(separator: " ")],
                    "text": ["en": text.joined(separator: " ")],
                ] as [String: Any],
            ]
            if !isActual { event["status"] = "exercise" }
            return Array(try JSONSerialization.data(withJSONObject: event))
        }
    }

    private static let vocabulary = (0..<30).map {
        "w\(Character(UnicodeScalar(97 + $0 % 26)!))\($0)"
    }
    private static let countries = ["KEN", "NPL", "FJI"]
    private static let themes = ["vr", "obs-int", "women"]
    private static let agencies = ["undp", "iom", "un-women"]

    private struct World {
        let lessons: [Lesson]
        let readers: [SearchReader]
        let folder = TestFolder()

        /// - Parameter commits: how many lessons one commit of the index holds.
        init(seed: UInt64, count: Int, commits: Int) throws {
            var random = SplitMix64(seed: seed)
            func word() -> String {
                // The first words far more often than the last.
                let last = Int.random(in: 0..<vocabulary.count, using: &random)
                return vocabulary[Int.random(in: 0...last, using: &random)]
            }
            lessons = (0..<count).map { number in
                Lesson(
                    id: "L\(number)",
                    title: (0..<Int.random(in: 1...4, using: &random)).map { _ in word() },
                    text: (0..<Int.random(in: 1...12, using: &random)).map { _ in word() },
                    country: countries.randomElement(using: &random)!,
                    theme: themes.randomElement(using: &random)!,
                    year: Int.random(in: 2010...2014, using: &random),
                    label: Classification.allCases.randomElement(using: &random)!,
                    agency: agencies.randomElement(using: &random)!,
                    isActual: Int.random(in: 0..<10, using: &random) > 0)
            }
            let log = MadeLog()
            try log.add(try lessons.map { try $0.event() })
            let path = folder.file("search.sqlite")
            let fold = try SearchFold(
                SearchIndex.open(
                    path, log: log.identity.description, lastDurable: log.lastDurable))
            var reader = FoldReader(log: log)
            while try reader.applyChunk(to: [fold], bytesMax: commits * 300) { try fold.commit() }
            // The one looks at all documents, the other has no patience and goes every other way.
            readers = [
                try SearchReader(path),
                try SearchReader(path, patience: SearchPatience(probe: 8, lookedAtMax: 0)),
            ]
        }

        /// Actual lessons only are words of the index.
        var indexed: [Lesson] { lessons.filter(\.isActual) }

        func expected(_ query: SearchQuery) -> [String] {
            let terms = query.words.split(separator: " ").map(String.init)
            func holds(_ lesson: Lesson, _ term: String) -> Bool { lesson.words.contains(term) }
            let seen = indexed.filter { lesson in
                lesson.label.rawValue <= query.audience
                    && terms.allSatisfy { holds(lesson, $0) }
                    && (query.country == nil || query.country == lesson.country)
                    && (query.theme == nil || query.theme == lesson.theme)
                    && query.years?.contains(lesson.year) ?? true
                    && query.topics.allow(
                        type: EventCatalogue.type(name: "lesson.recorded")!.number,
                        country: CountryCode(lesson.country)!, agency: AgencyCode(lesson.agency)!)
            }
            let places = Dictionary(
                uniqueKeysWithValues: lessons.enumerated().map { ($1.id, $0) })
            // Words, and a facet each for kind, agency, country, theme, year and clearance that is enough.
            func size(_ lesson: Lesson) -> Double {
                Double(lesson.words.count + 5 + 5 - Int(lesson.label.rawValue))
            }
            let average = indexed.map(size).reduce(0, +) / Double(indexed.count)
            func rank(_ lesson: Lesson) -> Double {
                terms.reduce(0) { sum, term in
                    let holders = Double(indexed.count { holds($0, term) })
                    let rarity = log((Double(indexed.count) - holders + 0.5) / (holders + 0.5))
                    let often =
                        4 * Double(lesson.title.count { $0 == term })
                        + Double(lesson.text.count { $0 == term })
                    let long = 1.2 * (1 - 0.75 + 0.75 * size(lesson) / average)
                    return sum + max(rarity, 1e-6) * (often * 2.2 / (often + long))
                }
            }
            // Equal ranks: the newest first.
            return seen.map { (rank($0), $0.id) }.sorted {
                (-$0.0, -places[$0.1]!) < (-$1.0, -places[$1.1]!)
            }.map(\.1)
        }
    }

    @Test(
        "what is found, in which order, is bm25's over what the reader may see, whichever way it is looked up",
        arguments: UInt64(0)..<6)
    func order(seed: UInt64) throws {
        let world = try World(seed: seed, count: 400, commits: [400, 1, 37][Int(seed % 3)])
        var random = SplitMix64(seed: seed &+ 1_000)
        var found = 0
        for _ in 0..<60 {
            let count = Int.random(in: 1...3, using: &random)
            var query = SearchQuery(
                Set((0..<count).map { _ in Self.vocabulary.randomElement(using: &random)! })
                    .sorted().joined(separator: " "),
                audience: Int.random(in: 0...4, using: &random))
            query.limit = 1_000
            if Bool.random(using: &random) {
                query.country = Self.countries.randomElement(using: &random)
            }
            if Bool.random(using: &random) {
                query.theme = Self.themes.randomElement(using: &random)
            }
            if Bool.random(using: &random) { query.years = 2011...2013 }
            if Bool.random(using: &random) {
                let countries = Self.countries.prefix(2).compactMap { CountryCode($0) }
                query.topics = TopicRights(patterns: [.all], countries: Set(countries))
            }
            let expected = world.expected(query)
            for reader in world.readers {
                let answer = try reader.answer(query)
                // Nothing held the words: what begins with them is another question.
                guard !answer.isWidened else {
                    #expect(expected.isEmpty, "seed \(seed), \(query)")
                    continue
                }
                #expect(answer.hits.map(\.id) == expected, "seed \(seed), \(query)")
                #expect(answer.matches == expected.count && !answer.isCut)
            }
            found += expected.count
        }
        #expect(found > 0)
    }

    @Test("an index that was made in steps is that which was made at once")
    func steps() throws {
        let worlds = try [1, 400].map { try World(seed: 99, count: 200, commits: $0) }
        for word in Self.vocabulary {
            var query = SearchQuery(word, audience: 4)
            query.limit = 1_000
            let answers = try worlds.map { try $0.readers[0].answer(query).hits.map(\.id) }
            #expect(answers[0] == answers[1])
        }
    }

    @Test(
        "of very many matches the newest are ranked, and of very many endings the first are looked for"
    )
    func cut() throws {
        let log = MadeLog()
        let count = SearchReader.candidatesMax + 10
        try log.add(
            (0..<count).map { number in
                try Lesson(
                    id: "L\(number)", title: ["common"], text: ["ending\(1_000 + number % 200)"],
                    country: "KEN", theme: "vr", year: 2012, label: .public, agency: "undp",
                    isActual: true
                ).event()
            })
        let folder = TestFolder()
        let path = folder.file("search.sqlite")
        let fold = try SearchFold(
            SearchIndex.open(path, log: log.identity.description, lastDurable: log.lastDurable))
        var reader = FoldReader(log: log)
        while try reader.applyChunk(to: [fold], bytesMax: 1 << 16) {
            try fold.commit(through: reader.through)
        }
        try fold.settle()
        let index = try SearchReader(path)
        let all = try index.answer(SearchQuery("common", audience: 4))
        #expect(all.matches == SearchReader.candidatesMax && all.isCut)
        #expect(all.hits.first?.id == "L\(count - 1)")
        #expect(all.through == UInt64(count))
        let endings = try index.answer(SearchQuery("ending1*", audience: 4))
        #expect(endings.areEndingsCut && endings.matches > 600 && !endings.isCut)
        let few = try index.answer(SearchQuery("ending110*", audience: 4))
        #expect(!few.areEndingsCut && few.matches == 50)
    }
}
