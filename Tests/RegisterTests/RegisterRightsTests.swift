import BusCore
import CoordBus
import Events
import Foundation
import TestSupport
import Testing

/// Rows that several events made, asked for by agencies that may read some of these, all, or none.
@Suite struct RegisterRightsTests {
    private let folder = TestFolder()
    private let queries: RegisterQueries

    /// REQ-1 is known to the UN system and decided on for the focal point's eyes; REQ-2 is known; REQ-3 is the focal point's.
    init() throws {
        func event(
            _ id: String, _ type: String, _ agency: String, _ label: String, _ aCase: String,
            _ data: String
        ) -> [UInt8] {
            Array(
                """
                {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:\(agency)",\
                "type":"org.coordbus.\(type)","time":"2018-03-0\(id)T10:00:00Z","subject":"\(id)",\
                "correlationid":"\(aCase)","dataclassification":"\(label)","data":{\(data)}}
                """.utf8)
        }
        func request(_ id: String, _ name: String, _ label: String) -> [UInt8] {
            event(
                id, "request.received", "ead", label, name,
                #""request":"\#(name)","country":"KEN","requester":{"kind":"foreign-ministry","authority":"can-bind-state","name":"Ministry"},"received":"2018-02-15","types":["ta"]"#
            )
        }
        let log = MadeLog()
        try log.add([
            request("1", "REQ-1", "un-system"), request("2", "REQ-2", "un-system"),
            request("3", "REQ-3", "focal-point"),
            event(
                "4", "decision.issued", "fp", "focal-point", "REQ-1",
                #""decision":"DEC-1","country":"KEN","stage":"assist","outcome":"declined","basis":{"request":"REQ-1"},"decided":"2018-03-04""#
            ),
            event(
                "5", "decision.issued", "fp", "focal-point", "REQ-4",
                #""decision":"DEC-4","country":"KEN","stage":"assist","outcome":"approved","basis":{"request":"REQ-4"},"decided":"2018-03-05""#
            ),
        ])
        let path = folder.file("r.sqlite")
        _ = try fold(log, into: path)
        queries = RegisterQueries(path)
    }

    private func answer(_ text: String, _ sight: Sight) throws -> (text: String, [String: Any]) {
        let question = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let reader = Reader(agency: try #require(AgencyCode("ohchr")), sight: sight)
        let text = try queries.answer(
            Question(name: question["query"] as? String ?? "", text: Array(text.utf8)), for: reader)
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return (text, try #require(json))
    }

    private func requests(_ answer: [String: Any]) -> [String] {
        (answer["requests"] as? [[String: Any]] ?? []).compactMap { $0["request"] as? String }
    }

    private let system = Sight(
        clearance: .unSystem, agencies: [AgencyCode("ohchr")!], topics: .all)

    @Test("a row that a narrower event changed is withheld whole, and counted for who knows of it")
    func label() throws {
        for query in [#"{"query":"requests"}"#, #"{"query":"country","country":"KEN"}"#] {
            let (text, json) = try answer(query, system)
            #expect(requests(json) == ["REQ-2"])
            // REQ-1 is known from its request; of REQ-3, and of what was decided, not even the number is told.
            #expect(json["withheld"] as? Int == 1)
            #expect(!text.contains("REQ-1") && !text.contains("REQ-3") && !text.contains("DEC-"))
            let (_, all) = try answer(query, .all)
            // One that is known by its decision only has a row too.
            #expect(requests(all) == ["REQ-1", "REQ-2", "REQ-3", "REQ-4"])
            #expect(all["withheld"] as? Int == 0)
        }
    }

    @Test("what an event of another topic changed is withheld from a reader of one topic")
    func topic() throws {
        let sight = Sight(
            clearance: .focalPoint, agencies: [AgencyCode("ohchr")!],
            topics: TopicRights(patterns: [try TopicPattern("request.>")], countries: []))
        let (text, json) = try answer(#"{"query":"requests"}"#, sight)
        #expect(requests(json) == ["REQ-2", "REQ-3"] && json["withheld"] as? Int == 1)
        #expect(!text.contains("declined") && !text.contains("DEC-"))
    }

    @Test("one's own events are read whatever their label")
    func own() throws {
        let sight = Sight(
            clearance: .unSystem, agencies: [AgencyCode("fp")!], topics: .all)
        let (_, json) = try answer(#"{"query":"requests"}"#, sight)
        // REQ-4 was only ever spoken of by its own decision.
        #expect(requests(json) == ["REQ-1", "REQ-2", "REQ-4"] && json["withheld"] as? Int == 0)
    }

    @Test("a case shows what may be read, and one of which nothing may be read looks like none")
    func aCase() throws {
        let (text, json) = try answer(#"{"query":"case","case":"REQ-1"}"#, system)
        #expect((json["events"] as? [[String: Any]])?.map { $0["id"] as? String } == ["1"])
        #expect(requests(json).isEmpty && !text.contains("DEC-") && !text.contains("declined"))
        #expect(json["withheld"] as? Int ?? 0 > 0)
        let (hidden, _) = try answer(#"{"query":"case","case":"REQ-3"}"#, system)
        let (none, _) = try answer(#"{"query":"case","case":"REQ-9"}"#, system)
        #expect(hidden.replacing("REQ-3", with: "REQ-9") == none)
    }
}
