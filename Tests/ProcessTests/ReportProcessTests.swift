import BusCore
import CoordBus
import Foundation
import Platform
import TestSupport
import Testing
import ZeroMQ

/// Reports and search through the programs, on the register of a running daemon.
@Suite struct ReportProcessTests {
    private let folder = TestFolder()

    private func request(_ id: String, country: String, label: String) -> String {
        #"{"specversion":"1.0","id":"\#(id)","source":"urn:coordbus:agency:ead","type":"org.coordbus.request.received","time":"2018-02-15T10:30:00Z","subject":"\#(id)","correlationid":"\#(id)","dataclassification":"\#(label)","data":{"request":"\#(id)","country":"\#(country)","requester":{"kind":"foreign-ministry","authority":"can-bind-state","name":"Ministry"},"received":"2018-02-15","types":["ta"]}}"#
    }

    private func publish(_ endpoint: String, _ agency: String, _ events: [String]) throws {
        let client = try BusClient(
            endpoint: endpoint, agency: agency, name: "test", context: Context())
        var publisher = Publisher(client, window: 100)
        for event in events {
            try publisher.publish(Array(event.utf8).span) { run in
                #expect(!run.isRefusal, "\(run.text)")
            }
        }
        try publisher.finish { run in #expect(!run.isRefusal, "\(run.text)") }
    }

    private func coordctl(_ words: [String]) throws -> ProcessRunner.Result {
        try ProcessRunner.run("coordctl", words + ["--data", folder.file("log")])
    }

    /// A daemon that has two requests and a lesson in its register.
    private func daemon() throws -> RunningDaemon {
        let daemon = try RunningDaemon(in: folder)
        try publish(
            daemon.endpoint, "ead",
            [
                request("REQ-KEN-2018-1", country: "KEN", label: "member-states"),
                request("REQ-NPL-2018-1", country: "NPL", label: "case-parties"),
                String(decoding: lesson("L-1", agency: "ead"), as: UTF8.self),
            ])
        let deadline = monotonicNanoseconds() + 60_000_000_000
        while monotonicNanoseconds() < deadline {
            // Each look starts a program, so it does not spin.
            _ = try coordctl(["register", "digest"])
            let register = try? Register.open(folder.file("log/register.sqlite"))
            let index = try? SearchReader(folder.file("log/search.sqlite"))
            let found = try? index?.answer(SearchQuery("L", audience: 4))
            if register?.applied ?? 0 >= 3, found?.through ?? 0 >= 3 { break }
        }
        return daemon
    }

    @Test("the bulletin tells what Member States may know, and counts the rest")
    func bulletin() throws {
        let daemon = try daemon()
        let result = try coordctl(["bulletin", "--since", "2018-01-01", "--form", "csv"])
        #expect(result.end == .exited(0), "\(result.errors)")
        #expect(result.output.contains("summary,requestsReceived,,,Requests received,1,count,1"))
        #expect(result.output.contains("requestsWithheld") && result.output.contains(",1,count,"))
        #expect(!result.output.contains("NPL") && !result.output.contains("Nepal"))
        // By sequence: only what came in behind the first.
        let later = try coordctl(["bulletin", "--since", "2", "--form", "csv"])
        #expect(later.output.contains("summary,requestsReceived,,,Requests received,0,count"))
        let wrong = try coordctl(["bulletin", "--since", "2018-02-31"])
        #expect(wrong.end == .exited(64) && wrong.errors.contains("write a day such as"))
        _ = daemon.endpoint
    }

    @Test("issuing is one event with the digest of the text, and only for Member States")
    func issue() throws {
        let daemon = try daemon()
        // A register that does not move on: it does not learn of its own report.
        let register = folder.file("still.sqlite")
        #expect(try coordctl(["register", "rebuild", "--register", register]).end == .exited(0))
        let words = [
            "report", "ga", "--from", "2018-01-01", "--to", "2018-12-31", "--session", "76",
            "--issue", "A/76/1", "--issued", "2021-08-01", "--output", folder.file("r.html"),
            "--bus", daemon.endpoint, "--register", register,
        ]
        let wide = try coordctl(words + ["--audience", "case-parties"])
        #expect(wide.end == .exited(64) && wide.errors.contains("public or member-states"))
        for _ in 1...2 {
            let result = try coordctl(words + ["--answers", "74/158"])
            #expect(result.end == .exited(0), "\(result.errors)")
        }
        let page = try String(contentsOfFile: folder.file("r.html"), encoding: .utf8)
        #expect(page.contains("74/158") && !page.contains("Nepal"))
        let tail = try ProcessRunner.run(
            "coordctl",
            ["tail", "--from", "1", "--topic", "report.ga-issued.>", "--json", "--bus"]
                + [daemon.endpoint])
        let lines = tail.output.split(separator: "\n")
        #expect(lines.count == 1, "sent twice, recorded once")
        let line = try #require(lines.first)
        let record = try #require(
            JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let event = try #require(record["event"] as? [String: Any])
        let data = try #require(event["data"] as? [String: Any])
        #expect(data["answers"] as? String == "74/158")
        #expect(data["countries"] as? [String] == ["KEN"] && data["requests"] as? Int == 1)
    }

    @Test("case, country and search answer from the running daemon's files")
    func views() throws {
        let daemon = try daemon()
        let aCase = try coordctl(["case", "REQ-NPL-2018-1"])
        #expect(aCase.end == .exited(0) && aCase.output.contains("REQ-NPL-2018-1"))
        #expect(
            try coordctl(["case", "REQ-XXX"]).errors.contains("nothing is recorded of REQ-XXX"))
        let country = try coordctl(["country", "ke", "--language", "fr", "--form", "json"])
        #expect(country.output.contains("REQ-KEN-2018-1"), "\(country.errors)")
        let found = try coordctl(["search", "--kind", "lesson", "--form", "json"])
        #expect(found.end == .exited(0) && found.output.contains("L-1"), "\(found.errors)")
        let none = try coordctl(["search", "nowheretobefound"])
        #expect(none.end == .exited(1))
        #expect(try coordctl(["search"]).errors.contains("say what to look for"))
        let other = folder.file("other.sqlite")
        let made = try coordctl(["register", "index", "--index", other])
        #expect(made.output.contains("events read"), "\(made.errors)")
        let again = try coordctl(
            ["search", "--kind", "lesson", "--form", "json", "--index", other])
        #expect(again.output == found.output)
        _ = daemon.endpoint
    }
}
