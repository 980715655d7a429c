import BusCore
import CoordBus
import Foundation
import Platform
import TestSupport
import Testing
import ZeroMQ

/// The watch in the real daemon: flags and gaps as events, questions, answers, across kill -9.
@Suite struct OverlapWatchProcessTests {
    private static let event = "KEN-2017-general"

    private func planned(
        _ agency: String, _ activity: String, _ title: String, status: String = "actual",
        classification: String = "un-system"
    ) -> String {
        #"{"specversion":"1.0","id":"planned-\#(activity)","source":"urn:coordbus:agency:\#(agency)","type":"org.coordbus.assistance.planned","time":"2017-01-10T09:00:00Z","subject":"\#(activity)","status":"\#(status)","dataclassification":"\#(classification)","data":{"activity":"\#(activity)","title":{"en":"\#(title)"},"country":"KEN","activityStatus":"pipeline","type":"ta","themes":["edr"],"event":"\#(Self.event)","period":{"start":"2017-02-01","end":"2017-10-31"},"basis":{"request":"REQ-KEN-2017-1"}}}"#
    }

    /// Who may see what, without keys.
    private static let roll = """
        [[agency]]
        code = "fp"
        roles = ["focal-point"]
        clearance = "focal-point"

        [[agency]]
        code = "desk-uga"
        clearance = "focal-point"
        countries = ["UGA"]

        [[agency]]
        code = "desk-ken"
        clearance = "focal-point"
        countries = ["KEN"]

        """ + ["idea", "ifes", "osce", "undp"].map { "[[agency]]\ncode = \"\($0)\"\n" }.joined()

    private func guarded(_ folder: TestFolder) throws -> RunningDaemon {
        try folder.write(Self.roll, to: "agencies.toml")
        return try RunningDaemon(
            in: folder, ["--security", "none", "--roll", folder.file("agencies.toml")])
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

    private func coordctl(_ endpoint: String, _ words: [String], as agency: String = "fp") throws
        -> ProcessRunner.Result
    {
        try ProcessRunner.run("coordctl", words + ["--bus", endpoint, "--agency", agency])
    }

    /// The answer to `coordctl overlaps --json`, asked until the watch has read the whole log and `count` flags are there.
    private func overlaps(_ endpoint: String, _ count: Int, as agency: String = "fp") throws
        -> [[String: Any]]
    {
        let deadline = monotonicNanoseconds() + 60_000_000_000
        var flags: [[String: Any]] = []
        var isCurrent = false
        repeat {
            let result = try coordctl(
                endpoint, ["overlaps", "--state", "all", "--json"], as: agency)
            #expect(result.end == .exited(0), "\(result.errors)")
            let json =
                try JSONSerialization.jsonObject(with: Data(result.output.utf8))
                as? [String: Any]
            flags = json?["overlaps"] as? [[String: Any]] ?? []
            isCurrent = json?["current"] as? Bool ?? false
        } while (!isCurrent || flags.count < count) && monotonicNanoseconds() < deadline
        return flags
    }

    /// How often each flag was told, from the log.
    private func told(_ endpoint: String) throws -> [String: Int] {
        let tail = try coordctl(
            endpoint, ["tail", "--from", "1", "--topic", "overlap.flagged.>", "--json"])
        var told: [String: Int] = [:]
        for line in tail.output.split(separator: "\n") {
            let json =
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let event = json?["event"] as? [String: Any]
            // An exercise has flags of its own.
            guard event?["status"] == nil else { continue }
            told[event?["subject"] as? String ?? "", default: 0] += 1
        }
        return told
    }

    @Test("two agencies plan the same: flagged, asked, answered; a third screens first")
    func wholeWay() throws {
        let daemon = try guarded(TestFolder())
        let bus = daemon.endpoint
        try publish(
            bus, "idea", [planned("idea", "I1", "Electoral dispute resolution for judges")])
        try publish(
            bus, "ifes", [planned("ifes", "F1", "Electoral dispute resolution, training of judges")]
        )
        let flag = try #require(try overlaps(bus, 1).first)
        let id = try #require(flag["overlap"] as? String)
        #expect(flag["state"] as? String == "open")
        let shown = try coordctl(bus, ["overlaps", "show", id])
        #expect(shown.output.contains("the same vote"), "\(shown.output)\(shown.errors)")
        let french = try coordctl(bus, ["overlaps", "show", id, "--language", "fr"])
        #expect(french.output.contains("le même scrutin"), "\(french.output)\(french.errors)")
        #expect(try coordctl(bus, ["overlaps", "show", id, "--language", "xx"]).end != .exited(0))
        // Not for who has nothing to do with it; it is counted.
        let other = try coordctl(bus, ["overlaps"], as: "osce")
        #expect(other.output.contains("1 more overlaps that osce may not see"), "\(other.output)")
        #expect(try coordctl(bus, ["overlaps", "show", id], as: "osce").end != .exited(0))
        // Rights by country count as well as clearance.
        #expect(try coordctl(bus, ["overlaps", "show", id], as: "desk-ken").end == .exited(0))
        #expect(try coordctl(bus, ["overlaps", "show", id], as: "desk-uga").end != .exited(0))
        // Screened, not published.
        let folder = TestFolder()
        try folder.write(
            planned("undp", "U1", "Training of judges in electoral disputes") + "\n",
            to: "draft.ndjson")
        let screened = try coordctl(
            bus, ["overlaps", "screen", folder.file("draft.ndjson")], as: "undp")
        #expect(screened.end == .exited(1), "\(screened.errors)")
        #expect(screened.output.contains("2 of 2 live records come near"), "\(screened.output)")
        #expect(try overlaps(bus, 1).count == 1)
        let answered = try coordctl(
            bus, ["overlaps", "verdict", id, "--is", "not-related", "--note", "another court"],
            as: "ifes")
        #expect(answered.end == .exited(0), "\(answered.errors)")
        let deadline = monotonicNanoseconds() + 20_000_000_000
        var state = ""
        while state != "answered", monotonicNanoseconds() < deadline {
            state = try overlaps(bus, 1).first?["state"] as? String ?? ""
        }
        #expect(state == "answered")
        // Neither an unknown verdict nor a flag that is not there does anything.
        #expect(
            try coordctl(bus, ["overlaps", "verdict", id, "--is", "same"]).end == .exited(64))
        #expect(
            try coordctl(bus, ["overlaps", "verdict", "OV-0", "--is", "joint"]).end != .exited(0))
        #expect(daemon.terminate() == .exited(0))
    }

    @Test("a narrow record is counted by screen and not shown; an exercise stays apart")
    func narrow() throws {
        let daemon = try guarded(TestFolder())
        let bus = daemon.endpoint
        let title = "Electoral dispute resolution for judges"
        try publish(
            bus, "idea", [planned("idea", "I1", title, classification: "focal-point")])
        try publish(bus, "ifes", [planned("ifes", "F1", title, status: "exercise")])
        let folder = TestFolder()
        try folder.write(planned("undp", "U1", title) + "\n", to: "draft.ndjson")
        let deadline = monotonicNanoseconds() + 20_000_000_000
        var text = ""
        while !text.contains("\"hidden\":1"), monotonicNanoseconds() < deadline {
            text = try coordctl(
                bus, ["overlaps", "screen", "--json", folder.file("draft.ndjson")], as: "undp"
            ).output
        }
        #expect(text.contains("\"count\":0,\"hidden\":1"), "\(text)")
        #expect(!text.contains("I1"))
        #expect(try overlaps(bus, 0).isEmpty)
    }

    @Test(
        "the planted overlaps and gaps are found; killed again and again, no flag is lost or told twice"
    )
    func planted() throws {
        let folder = TestFolder()
        let listen = "ipc://\(folder.path)/bus"
        var daemon = try RunningDaemon(in: folder, listen: listen)
        let scenario = AgencyPrograms.root.appending(path: "config/scenarios/demo.toml").path()
        let planted = folder.file("planted.json")
        let played = try ProcessRunner.run(
            "agency",
            [
                "simulate", "--scenario", scenario, "--seed", "1", "--planted", planted, "--bus",
                listen, "--outbox", folder.file("outbox.db"),
            ])
        // One of its breaches is an event that the bus refuses.
        #expect(played.end == .exited(1), "\(played.errors)")
        for _ in 0..<3 {
            daemon.kill()
            daemon = try RunningDaemon(in: folder, listen: listen)
        }
        let world =
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: planted)))
            as? [String: Any]
        let things = try #require(world?["planted"] as? [[String: Any]])
        func expected(_ thing: [String: Any], _ key: String) -> String? {
            (thing["expected"] as? [String: Any])?[key] as? String
        }
        func activities(_ thing: [String: Any]) -> Set<String> {
            Set(thing["activities"] as? [String] ?? [])
        }
        let wanted = things.filter { expected($0, "finding") == "overlap.flagged" }
        #expect(wanted.count == 10)
        let flags = try overlaps(listen, wanted.count)
        var found: [Set<String>: String] = [:]
        for flag in flags {
            let parties = flag["parties"] as? [[String: Any]] ?? []
            found[Set(parties.compactMap { $0["activity"] as? String })] =
                flag["kind"] as? String
        }
        for thing in wanted {
            #expect(
                found[activities(thing)] == expected(thing, "kind"),
                "\(thing["detail"] ?? "") \(activities(thing))")
        }
        // What else is flagged, on 28 planted things and 600 events of assistance.
        #expect(flags.count - wanted.count <= 5, "\(flags.count) flags")
        let gaps = try coordctl(listen, ["gaps", "--json"])
        #expect(gaps.output.contains("\"count\":3"), "\(gaps.output.prefix(200))")
        let told = try told(listen)
        #expect(told.values.allSatisfy { $0 == 1 }, "\(told.filter { $0.value > 1 })")
        #expect(Set(told.keys) == Set(flags.compactMap { $0["overlap"] as? String }))
    }
}
