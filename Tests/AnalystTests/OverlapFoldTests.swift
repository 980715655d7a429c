import BusCore
import Foundation
import JSON
import TestSupport
import Testing

@testable import CoordBus

/// The watch as a function of the log: the same log, the same flags, whoever is in it and however often it starts.
@Suite struct OverlapFoldTests {
    private static func planned(
        _ agency: String, _ activity: String, _ title: String, version: Int = 1,
        status: String = "actual", theme: String = "edr", partner: String? = nil
    ) -> String {
        let partners =
            partner.map { #","partners":[{"role":"funding","name":"\#($0)","agency":"\#($0)"}]"# }
            ?? ""
        return
            #"{"specversion":"1.0","id":"\#(activity)-\#(version)","source":"urn:coordbus:agency:\#(agency)","type":"org.coordbus.assistance.planned","time":"2017-01-1\#(version)T09:00:00Z","subject":"\#(activity)","status":"\#(status)","data":{"activity":"\#(activity)","title":{"en":"\#(title)"},"country":"KEN","themes":["\#(theme)"],"event":"KEN-2017-general","period":{"start":"2017-02-01","end":"2017-10-31"}\#(partners)}}"#
    }

    private static func cancelled(_ agency: String, _ activity: String) -> String {
        planned(agency, activity, "Given up", version: 5).replacing(
            "assistance.planned", with: "assistance.cancelled")
    }

    private static func reviewed(
        _ flag: String, _ agency: String, _ verdict: String, status: String
    ) -> String {
        #"{"specversion":"1.0","id":"review-\#(flag)-\#(status)","source":"urn:coordbus:agency:\#(agency)","type":"org.coordbus.overlap.reviewed","time":"2017-01-20T09:00:00Z","subject":"\#(flag)","status":"\#(status)","data":{"overlap":"\#(flag)","verdict":"\#(verdict)","note":"seen"}}"#
    }

    /// Four agencies, one basket, one of them changes its mind and one gives up.
    private static let story = [
        planned("alpha", "A1", "Electoral dispute resolution for judges"),
        planned("beta", "B1", "Training of judges in electoral disputes", partner: "alpha"),
        planned("alpha", "A2", "Registration of voters", theme: "vr"),
        planned("gamma", "G1", "Electoral dispute resolution"),
        planned("beta", "B2", "Voter registration kits", theme: "vr", partner: "gamma"),
        planned("beta", "B1", "Civic education", version: 2, theme: "ve"),
        planned("delta", "D1", "Electoral dispute resolution for the courts", partner: "beta"),
        cancelled("gamma", "G1"),
        planned("beta", "B1", "Training of judges", version: 3, theme: "edr"),
    ]

    private func played(_ events: [String]) throws -> FoldedLog {
        var log = try FoldedLog()
        for event in events { try log.add(event) }
        return log
    }

    @Test("two runs over one log derive the same events, byte for byte")
    func replay() throws {
        let first = try played(Self.story)
        let second = try played(Self.story)
        #expect(first.told.count > 6)
        #expect(first.told == second.told)
        // Read again from nothing, once all of it is there.
        let agencies = try Self.story.enumerated().map { at, event in
            try FoldedLog.record(Array(event.utf8), sequence: UInt64(at + 1))
        }
        let again = try FoldedLog(startingOn: agencies).told
        #expect(!again.isEmpty)
        #expect(try FoldedLog(startingOn: agencies).told == again)
        // With its own flags in it nothing is left to tell.
        #expect(try FoldedLog(startingOn: first.records).told.isEmpty)
    }

    @Test(
        "killed behind any event, before, amid or behind its flags, the log ends the same, byte for byte",
        arguments: 0..<9)
    func kill(at place: Int) throws {
        let whole = try played(Self.story)
        for published in 0..<4 {
            var log = try FoldedLog()
            for event in Self.story[..<place] { try log.add(event) }
            try log.add(Self.story[place], killedAfter: published)
            log = try FoldedLog(startingOn: log.records)
            for event in Self.story[(place + 1)...] { try log.add(event) }
            #expect(log.records == whole.records, "\(published) flags published")
        }
    }

    @Test(
        "killed again before what it tells at a start is published, it tells the same at the next")
    func killedAtTheStart() throws {
        let agencies = try Self.story.enumerated().map { at, event in
            try FoldedLog.record(Array(event.utf8), sequence: UInt64(at + 1))
        }
        let lost = try FoldedLog(startingOn: agencies, isLosing: true)
        #expect(lost.told.isEmpty)
        #expect(
            try FoldedLog(startingOn: lost.records).told
                == (try FoldedLog(startingOn: agencies).told))
    }

    // MARK: Impartiality

    /// Every flag as it stands in the end, with names put in place: what a flag says whichever of its two comes first.
    private func flags(_ log: FoldedLog, renamed: (String) -> String) throws -> Set<[String]> {
        let answer = try log.ask("overlaps", #"{"query":"overlaps","state":"all"}"#)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
        let list = try #require(json["overlaps"] as? [[String: Any]])
        var all: Set<[String]> = []
        for flag in list {
            let parties = (flag["parties"] as? [[String: Any]] ?? []).map {
                renamed("\($0["agency"] ?? "") \($0["activity"] ?? "")")
            }
            all.insert(
                parties.sorted() + [
                    "\(flag["kind"] ?? "")", "\(flag["band"] ?? "")", "\(flag["state"] ?? "")",
                    "\(flag["probability"] ?? "")",
                ])
        }
        return all
    }

    /// What was told, in the order of telling within one cause, as sets of words.
    private func tellings(_ log: FoldedLog, renamed: (String) -> String) throws -> [String: Int] {
        var all: [String: Int] = [:]
        for event in log.told {
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(event.bytes)) as? [String: Any])
            let data = try #require(json["data"] as? [String: Any])
            let parties = (data["parties"] as? [[String: Any]] ?? []).map {
                renamed("\($0["agency"] ?? "") \($0["activity"] ?? "")")
                    + " \($0["sequence"] ?? "")"
            }
            let terms = (data["terms"] as? [[String: Any]] ?? []).map {
                "\($0["field"] ?? "") \($0["weight"] ?? "")"
            }
            let words =
                ["\(json["type"] ?? "")", "\(json["time"] ?? "")", "\(data["score"] ?? "")"]
                + parties.sorted() + terms
            all[words.joined(separator: "|"), default: 0] += 1
        }
        return all
    }

    @Test(
        "two agencies change names: the same flags at the same moments, as probable, names changed",
        arguments: [("alpha", "beta"), ("beta", "gamma"), ("gamma", "alpha"), ("alpha", "delta")])
    func impartial(first: String, second: String) throws {
        func swapped(_ text: String) -> String {
            text.replacing(first, with: "\u{1}").replacing(second, with: first)
                .replacing("\u{1}", with: second)
        }
        let log = try played(Self.story)
        let other = try played(Self.story.map(swapped))
        let flags = try flags(log) { $0 }
        #expect(flags.count >= 6)
        #expect(flags == (try self.flags(other, renamed: swapped)))
        #expect(try tellings(log) { $0 } == (try tellings(other, renamed: swapped)))
    }

    // MARK: Worlds

    private func state(_ log: FoldedLog, _ flag: String) throws -> String {
        let answer = try log.ask("overlap", #"{"query":"overlap","overlap":"\#(flag)"}"#)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
        return try #require(json["state"] as? String)
    }

    private func flagIDs(_ log: FoldedLog, _ status: String) throws -> [String] {
        let answer = try log.ask("overlaps", #"{"query":"overlaps","status":"\#(status)"}"#)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
        return (json["overlaps"] as? [[String: Any]] ?? []).compactMap { $0["overlap"] as? String }
    }

    @Test("a verdict on a flag of an exercise stays in the exercise's world")
    func exercise() throws {
        var log = try FoldedLog()
        for (number, status) in ["actual", "exercise"].enumerated() {
            for (agency, activity) in [("alpha", "A1"), ("beta", "B1")] {
                try log.add(
                    Self.planned(
                        agency, activity, "Electoral dispute resolution", version: number + 1,
                        status: status))
            }
        }
        let actual = try #require(try flagIDs(log, "actual").first)
        let exercise = try #require(try flagIDs(log, "exercise").first)
        #expect(actual != exercise)
        // Each from the other world: heard, and without effect.
        try log.add(Self.reviewed(exercise, "alpha", "not-related", status: "actual"))
        try log.add(Self.reviewed(actual, "alpha", "not-related", status: "exercise"))
        #expect(try state(log, actual) == "open")
        #expect(try state(log, exercise) == "open")
        let before = log.told.count
        try log.add(
            Self.reviewed(exercise, "beta", "not-related", status: "exercise"))
        #expect(try state(log, exercise) == "answered")
        #expect(try state(log, actual) == "open")
        let told = log.told[before...].map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(told.count == 1)
        #expect(told.allSatisfy { $0.contains(#""status":"exercise""#) && $0.contains(exercise) })
        // And so after a start.
        let again = try FoldedLog(startingOn: log.records)
        #expect(again.told.isEmpty)
        #expect(try state(again, exercise) == "answered")
        #expect(try state(again, actual) == "open")
    }
}
