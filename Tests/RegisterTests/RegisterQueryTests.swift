import Agents
import BusCore
import CoordBus
import Events
import Foundation
import TestSupport
import Testing

@Suite struct RegisterQueryTests {
    private let folder = TestFolder()
    private let played: PlayedScenario
    private let queries: RegisterQueries

    init() throws {
        played = try PlayedScenario("demo", seed: 7)
        let log = MadeLog()
        try log.add(played.events.map(\.bytes))
        let path = folder.file("r.sqlite")
        _ = try fold(log, into: path, chunkBytes: 1 << 20)
        queries = RegisterQueries(path)
    }

    private func ask(_ text: String, as agency: String = "fp") throws -> [String: Any] {
        let question = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let name = try #require(question["query"] as? String)
        let code = try #require(AgencyCode(agency))
        let reader = Reader(
            agency: code,
            sight: agency == "fp"
                ? .all : Sight(clearance: .unSystem, agencies: [code], topics: .all))
        let answer = try queries.answer(
            Question(name: name, text: Array(text.utf8)), for: reader)
        return try #require(
            JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
    }

    @Test("Pages put together are the whole list, each row once")
    func pages() throws {
        let whole = try #require(
            try ask(#"{"query":"assistance","limit":500}"#)["assistance"] as? [[String: Any]])
        var seen: [String] = []
        var after = ""
        while true {
            let page = try ask(#"{"query":"assistance","limit":7\#(after)}"#)
            seen += (page["assistance"] as? [[String: Any]] ?? []).compactMap {
                $0["activity"] as? String
            }
            guard let next = page["next"] as? Int else { break }
            after = #","after":\#(next)"#
        }
        #expect(seen == whole.compactMap { $0["activity"] as? String } && seen.count > 20)
    }

    @Test("A case gives everything that traces to it, its events in order")
    func aCase() throws {
        let id = try #require(
            played.events.first { $0.type == "request.received" }.map {
                (try? JSONSerialization.jsonObject(with: Data($0.bytes)) as? [String: Any])?[
                    "correlationid"]
                    as? String ?? ""
            })
        let answer = try ask(#"{"query":"case","case":"\#(id)","limit":500}"#)
        let events = try #require(answer["events"] as? [[String: Any]])
        let expected = played.events.filter {
            String(decoding: $0.bytes, as: UTF8.self).contains("\"correlationid\":\"\(id)\"")
        }
        #expect(events.compactMap { $0["id"] as? String } == expected.map(\.id))
        #expect((answer["requests"] as? [Any])?.count == 1)
    }

    @Test("Filters hold, and what is above a reader's clearance is left out")
    func filtersAndClearance() throws {
        let all = try #require(try ask(#"{"query":"requests"}"#)["requests"] as? [[String: Any]])
        let country = try #require(all.first?["country"] as? String)
        let some = try #require(
            try ask(#"{"query":"requests","country":"\#(country)"}"#)["requests"]
                as? [[String: Any]])
        #expect(some.count == all.filter { $0["country"] as? String == country }.count)
        // Requests are for the parties to the case.
        let stranger = try #require(
            try ask(#"{"query":"requests"}"#, as: "stranger")["requests"] as? [Any])
        #expect(stranger.isEmpty && !all.isEmpty)
        let party = try #require(
            try ask(#"{"query":"requests"}"#, as: "undp")["requests"] as? [Any])
        #expect(!party.isEmpty && party.count < all.count)
        let exercise = try #require(
            try ask(#"{"query":"requests","status":"exercise"}"#)["requests"] as? [Any])
        #expect(exercise.count == 1)
    }

    @Test("A reader of some countries and topics is shown no row and no event of others")
    func readingRights() throws {
        let all = try #require(
            try ask(#"{"query":"assistance","limit":500}"#)["assistance"] as? [[String: Any]])
        let countries = Set(all.compactMap { $0["country"] as? String })
        let country = try #require(countries.sorted().first)
        #expect(countries.count > 1)
        let code = try #require(AgencyCode("stranger"))
        func answer(_ text: String, _ patterns: [String], _ countries: [String]) throws
            -> [String: Any]
        {
            let question = try #require(
                JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let sight = Sight(
                clearance: .focalPoint, agencies: [code],
                topics: TopicRights(
                    patterns: try patterns.map(TopicPattern.init),
                    countries: Set(countries.compactMap { CountryCode($0) })))
            let answer = try queries.answer(
                Question(name: question["query"] as? String ?? "", text: Array(text.utf8)),
                for: Reader(agency: code, sight: sight))
            return try #require(
                JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
        }
        func rows(_ answer: [String: Any]) -> [[String: Any]] {
            answer.values.compactMap { $0 as? [[String: Any]] }.flatMap { $0 }
        }
        // One country: all of it and nothing else, whatever is asked.
        for query in ["requests", "assistance", "flags"] {
            let found = rows(try answer(#"{"query":"\#(query)","limit":500}"#, [">"], [country]))
            #expect(found.allSatisfy { $0["country"] as? String == country }, "\(query)")
        }
        let some = rows(try answer(#"{"query":"assistance","limit":500}"#, [">"], [country]))
        #expect(some.count == all.filter { $0["country"] as? String == country }.count)
        let other = try #require(countries.sorted().last)
        #expect(
            rows(try answer(#"{"query":"country","country":"\#(other)"}"#, [">"], [country]))
                .isEmpty)
        // One family: its tables, and its events in the timeline of a case.
        #expect(rows(try answer(#"{"query":"requests"}"#, ["assistance.>"], [])).isEmpty)
        #expect(
            rows(try answer(#"{"query":"assistance","limit":500}"#, ["assistance.>"], [])).count
                == all.count)
        let agency = try #require(all.first?["agency"] as? String)
        let own = rows(
            try answer(#"{"query":"assistance","limit":500}"#, ["*.*.*.\(agency)"], []))
        #expect(!own.isEmpty && own.allSatisfy { $0["agency"] as? String == agency })
        let id = try #require(all.compactMap { $0["case_id"] as? String }.first)
        let events =
            try answer(#"{"query":"case","case":"\#(id)","limit":500}"#, ["assistance.>"], [])[
                "events"] as? [[String: Any]] ?? []
        #expect(
            !events.isEmpty
                && events.allSatisfy { ($0["type"] as? String)?.hasPrefix("assistance.") == true })
        #expect(rows(try answer(#"{"query":"assistance"}"#, [], [])).isEmpty)
    }

    @Test(
        "A question that cannot be answered says how to ask",
        arguments: [
            (#"{"query":"case"}"#, "needs case"), (#"{"query":"country"}"#, "needs country"),
            (#"{"query":"requests","limit":0}"#, "limit must be a whole number from 1 to 500"),
            (#"{"query":"requests","status":"real"}"#, "use actual, exercise or test"),
        ])
    func faults(text: String, words: String) throws {
        let error = #expect(throws: ProtocolError.self) { try ask(text) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
}
