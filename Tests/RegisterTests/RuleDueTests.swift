import BusCore
import Foundation
import TestSupport
import Testing

/// `rule.due`: a deadline is told of before it passes.
@Suite struct RuleDueTests {
    private func event(
        _ id: String, _ type: String, _ day: String, _ data: String
    ) -> [UInt8] {
        Array(
            """
            {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:ead",\
            "type":"org.coordbus.\(type)","time":"\(day)T00:00:00Z","data":{\(data)}}
            """.utf8)
    }

    private var closed: [UInt8] {
        event(
            "closed", "mission.closed", "2018-03-01",
            #""mission":"M","country":"KEN","closed":"2018-03-01","reportDue":"2018-03-31""#)
    }

    /// Something else happens on that day: the log's clock goes on.
    private func heard(_ day: String) -> [UInt8] {
        event(day, "roster.summary", day, #""asOf":"2018-01-01","total":1,"counts":[]"#)
    }

    private func told(_ bus: RuleBus) -> [String] {
        bus.findings.map { event in
            let type = (event["type"] as? String ?? "").dropFirst("org.coordbus.".count)
            let data = event["data"] as? [String: Any]
            let day = (event["time"] as? String ?? "").prefix(10)
            return "\(type) \(data?["breach"] as? String ?? "") \(day)"
        }
    }

    @Test("A deadline is told of once, so many days before it, and then passes")
    func beforeTheDeadline() throws {
        let bus = try RuleBus()
        try bus.publish([closed, heard("2018-03-23")])
        #expect(bus.findings.isEmpty)
        try bus.publish([heard("2018-03-24"), heard("2018-03-25"), heard("2018-03-31")])
        #expect(told(bus) == ["rule.due R-REPORT:M 2018-03-24"])
        let data = try #require(bus.findings.first?["data"] as? [String: Any])
        #expect(data["due"] as? String == "2018-03-31")
        #expect(data["evidence"] as? [UInt64] == [1])
        #expect(bus.open.isEmpty)
        try bus.publish([heard("2018-04-01"), heard("2018-04-02")])
        #expect(
            told(bus) == [
                "rule.due R-REPORT:M 2018-03-24",
                "rule.breached R-REPORT:M 2018-04-01",
            ])
        #expect(try RuleBus(rereading: bus).derivedOnRereading == [])
    }

    @Test("What was done in time is not told of again, and is no breach")
    func remedy() throws {
        let bus = try RuleBus()
        let reported = event(
            "reported", "mission.reported", "2018-03-29",
            #""mission":"M","country":"KEN","kind":"final","reported":"2018-03-29","#
                + #""report":{"symbol":"X"}"#)
        try bus.publish([closed, heard("2018-03-25"), reported, heard("2018-03-30")])
        try bus.publish([heard("2018-04-01"), heard("2018-05-01")])
        #expect(told(bus) == ["rule.due R-REPORT:M 2018-03-24"])
        #expect(bus.open.isEmpty)
        #expect(try RuleBus(rereading: bus).derivedOnRereading == [])
    }

    @Test("A deadline that has passed when it is heard of is a breach without a notice before")
    func tooLateForANotice() throws {
        let bus = try RuleBus()
        try bus.publish([heard("2018-06-01"), closed])
        #expect(told(bus) == ["rule.breached R-REPORT:M 2018-04-01"])
    }
}
