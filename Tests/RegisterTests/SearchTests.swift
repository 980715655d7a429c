import BusCore
import CoordBus
import Events
import Foundation
import TestSupport
import Testing

/// Lessons as agencies publish them, found again.
@Suite struct SearchTests {
    private let folder = TestFolder()
    private let log = MadeLog()

    private func lesson(
        _ id: String, _ title: [String: String], text: [String: String] = ["en": "x"],
        agency: String = "undp", country: String? = nil, themes: [String] = [],
        time: String = "2018-05-14T09:00:00Z", label: String? = nil, status: String? = nil
    ) throws {
        try log.add([
            event(
                id, title, text: text, agency: agency, country: country, themes: themes, time: time,
                label: label, status: status)
        ])
    }

    private func event(
        _ id: String, _ title: [String: String], text: [String: String] = ["en": "x"],
        agency: String = "undp", country: String? = nil, themes: [String] = [],
        time: String = "2018-05-14T09:00:00Z", label: String? = nil, status: String? = nil
    ) throws -> [UInt8] {
        var data: [String: Any] = [
            "lesson": id, "recorded": String(time.prefix(10)), "title": title, "text": text,
        ]
        if let country { data["country"] = country }
        if !themes.isEmpty { data["themes"] = themes }
        var event: [String: Any] = [
            "specversion": "1.0", "id": "\(id)-\(time)-\(agency)",
            "source": "urn:coordbus:agency:\(agency)", "type": "org.coordbus.lesson.recorded",
            "time": time, "data": data,
        ]
        if let label { event["dataclassification"] = label }
        if let status { event["status"] = status }
        return Array(try JSONSerialization.data(withJSONObject: event))
    }

    private func index() throws -> SearchReader {
        let path = folder.file("search.sqlite")
        let index = try SearchIndex.open(
            path, log: log.identity.description, lastDurable: log.lastDurable)
        let fold = try SearchFold(index)
        var reader = FoldReader(log: log, through: fold.appliedThrough)
        while try reader.applyChunk(to: [fold], bytesMax: 1 << 16) {
            try fold.commit(through: reader.through)
        }
        try fold.commit()
        return try SearchReader(path)
    }

    private func found(_ words: String, audience: Int = 4) throws -> [String] {
        try index().answer(SearchQuery(words, audience: audience)).hits.map(\.id)
    }

    @Test(
        "words are found whatever the accents, case and spelling",
        arguments: [
            ("election", "L-fr"), ("ÉLECTION", "L-fr"), ("Bénin", "L-fr"), ("benin", "L-fr"),
            ("ELECCION", "L-es"), ("elección", "L-es"), ("учет", "L-ru"), ("УЧЁТ", "L-ru"),
            ("الناخبين", "L-ar"), ("ناخبين", "L-ar"), ("إنتخابات", "L-ar"), ("登记", "L-zh"),
            ("选民登记", "L-zh"),
        ])
    func languages(word: String, id: String) throws {
        try lesson("L-fr", ["fr": "L’élection au Bénin"])
        try lesson("L-es", ["es": "La elección municipal"])
        try lesson("L-ru", ["ru": "Учёт избирателей"])
        try lesson("L-ar", ["ar": "تسجيل الناخبين قبل الانتخابات"])
        try lesson("L-zh", ["zh": "生物特征选民登记工作"])
        let ids = try found(word)
        #expect(ids.contains(id))
        #expect(!ids.contains("L-zh") || id == "L-zh")
    }

    @Test("what a reader may not see is neither found nor counted, however much of it there is")
    func labels() throws {
        try lesson("L-open", ["en": "Kits early"], label: "public")
        try log.add(
            (0..<2_100).map { try event("L-\($0)", ["en": "Kits \($0)"], label: "focal-point") })
        try lesson("L-exercise", ["en": "Kits early"], label: "public", status: "exercise")
        let index = try index()
        let seen = try index.answer(SearchQuery("kits", audience: 1))
        #expect(seen.hits.map(\.id) == ["L-open"])
        #expect(seen.matches == 1)
        let all = try index.answer(SearchQuery("kits", audience: 4))
        #expect(all.matches == SearchReader.candidatesMax && all.isCut && !seen.isCut)
        // What no longer starts so is not looked for either.
        #expect(try index.answer(SearchQuery("early", audience: 0)).matches == 1)
    }

    @Test("the wire gives a reader what its clearance and its topics allow")
    func wire() throws {
        try lesson("L-KEN", ["en": "Kits in Kenya"], country: "KEN", label: "un-system")
        try lesson("L-NPL", ["en": "Kits in Nepal"], country: "NPL", label: "un-system")
        try lesson("L-fp", ["en": "Kits, confidential"], label: "focal-point")
        _ = try index()
        let queries = SearchQueries(folder.file("search.sqlite"))
        func ask(_ sight: Sight, _ body: String) throws -> [String: Any] {
            let reader = Reader(agency: try #require(AgencyCode("iom")), sight: sight)
            let text = try queries.answer(
                Question(name: "search", text: Array(body.utf8)), for: reader)
            return try #require(
                JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        }
        func ids(_ answer: [String: Any]) -> Set<String> {
            Set((answer["found"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String })
        }
        let body = #"{"query":"search","words":"kits"}"#
        let all = try ask(.all, body)
        #expect(ids(all) == ["L-KEN", "L-NPL", "L-fp"] && all["matches"] as? Int == 3)
        let cleared = Sight(clearance: .unSystem, agencies: [], topics: .all)
        #expect(ids(try ask(cleared, body)) == ["L-KEN", "L-NPL"])
        let kenya = try #require(CountryCode("KEN"))
        let narrow = Sight(
            clearance: .unSystem, agencies: [],
            topics: TopicRights(patterns: [.all], countries: [kenya]))
        let some = try ask(narrow, body)
        #expect(ids(some) == ["L-KEN"] && some["matches"] as? Int == 1)
        let first = try ask(.all, #"{"query":"search","words":"kits","limit":2}"#)
        let next = try #require(first["next"] as? Int)
        let second = try ask(.all, #"{"query":"search","words":"kits","after":\#(next)}"#)
        #expect(ids(first).union(ids(second)) == ids(all) && ids(second).count == 1)
        #expect(throws: ProtocolError.self) { try ask(.all, #"{"query":"search"}"#) }
    }

    @Test("the latest by time gives the words, in whatever order events come", arguments: [0, 1])
    func late(order: Int) throws {
        // As text, 10:00+05:00 would be later than 06:00Z.
        let times = ["2018-05-14T10:00:00+05:00", "2018-05-14T06:00:00Z"]
        for place in order == 0 ? [0, 1] : [1, 0] {
            try lesson(
                "L", ["en": place == 1 ? "newer" : "older"], time: times[place],
                label: place == 0 ? "case-parties" : "public")
        }
        #expect(try found("newer") == ["L"])
        #expect(try found("older").isEmpty)
        // The narrowest label of all its events holds.
        #expect(try found("newer", audience: 0).isEmpty)
    }

    @Test("a damaged index is made anew")
    func damage() throws {
        try lesson("L", ["en": "Kits"])
        _ = try index()
        try Data(repeating: 0x41, count: 9_000).write(
            to: URL(fileURLWithPath: folder.file("search.sqlite")))
        #expect(try found("kits") == ["L"])
    }

    @Test("filters by theme, country and year, and prefixes")
    func filters() throws {
        try lesson("L-1", ["en": "Kits"], country: "KEN", themes: ["vr"])
        try lesson("L-2", ["en": "Kits"], country: "NPL", time: "2016-01-01T00:00:00Z")
        let index = try index()
        var query = SearchQuery("kit*", audience: 4)
        #expect(try index.answer(query).matches == 2)
        query.theme = "vr"
        #expect(try index.answer(query).hits.map(\.id) == ["L-1"])
        query.theme = nil
        query.years = 2015...2017
        #expect(try index.answer(query).hits.map(\.id) == ["L-2"])
        query.country = "KEN"
        #expect(try index.answer(query).hits.isEmpty)
    }
}
