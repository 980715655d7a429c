import Agents
import BusCore
import CoordBus
import Events
import Foundation
import Reports
import SQLite
import TestSupport
import Testing

/// A bus in memory: the bundled scenario, and everything that the daemon finds in it, folded into a register.
final class ScenarioRegister: Sendable {
    let folder = TestFolder()
    let log = MadeLog()
    let register: String
    let facts: Facts

    init() throws {
        var configuration = Configuration()
        configuration.folder = folder.path
        configuration.overlapFolder = packageRoot.appending(path: "config/overlap").path()
        configuration.rulesFile = packageRoot.appending(path: "config/rules.toml").path()
        let folds = try Analysis(configuration, roll: .open) { _ in }.folds(log)
        var reader = FoldReader(log: log)
        for fold in folds { try fold.caughtUp(into: &reader.derived) }
        // Recorded an hour after it happened, so that findings bear the scenario's own days.
        var recorded: UInt64 = 0
        for event in try PlayedScenario("demo", seed: 7).events {
            recorded = max(recorded, try Self.time(event.bytes) + 3_600_000_000_000)
            try log.add([event.bytes], recorded: recorded)
            while try reader.applyChunk(to: folds, bytesMax: 1 << 20) {
                let derived = reader.derived
                reader.derived.removeAll()
                try log.add(derived.map(\.bytes), recorded: recorded)
            }
        }
        for fold in folds { try fold.settle() }
        register = try #require(configuration.registerPath)
        var facts = try FactReader(Register.open(register).database)
        self.facts = try facts.read()
    }

    private static func time(_ event: [UInt8]) throws -> UInt64 {
        let json = try JSONSerialization.jsonObject(with: Data(event)) as? [String: Any]
        let text = try #require(json?["time"] as? String)
        return try #require(Timestamp(text)).nanoseconds
    }
}

/// The reports in examples/reports: made from the scenario that comes with the source, and every number counted again.
///
/// `COORDBUS_WRITE_EXAMPLES=1 swift test --filter ExampleReportTests` writes them.
@Suite struct ExampleReportTests {
    private static let scenario = Result { try ScenarioRegister() }
    private static let period = "2018-01-01"..."2019-12-31"

    static func report(audience: Int) throws -> Report {
        let facts = try scenario.get().facts
        return GAReport(
            facts, ReportScope(period: period, audience: audience), session: 74,
            resolution: "72/164"
        ).report()
    }

    static func bulletin(audience: Int) throws -> Report {
        BulletinReport(
            try scenario.get().facts,
            ReportScope(period: "2018-07-01"..."2018-12-31", audience: audience)
        ).report()
    }

    @Test(
        "every number of the report is what an independent count of the events gives",
        arguments: [0, 1, 2, 3, 4])
    func numbers(audience: Int) throws {
        let said = try Self.scenario.get().log.counted(
            Self.report(audience: audience), Self.period, audience: audience)
        #expect(said.contains("numbers agree"))
    }

    @Test("the committed examples are what the scenario gives", arguments: ["en", "ar"])
    func examples(tag: String) throws {
        let language = try #require(ReportLanguage(rawValue: tag))
        let reports = [
            ("ga-74", try Self.report(audience: 3)), ("bulletin", try Self.bulletin(audience: 3)),
        ]
        for (name, report) in reports {
            for (form, ending) in [(ReportForm.html, "html"), (.markdown, "md")] {
                try Self.hold(
                    report.written(as: form, in: language), as: "\(name)-\(tag).\(ending)")
            }
        }
    }

    /// Holds a report against the one in examples/reports, or writes that.
    static func hold(_ text: String, as name: String) throws {
        let folder = packageRoot.appending(path: "examples/reports")
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["COORDBUS_WRITE_EXAMPLES"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let committed = (try? String(contentsOf: file, encoding: .utf8)) ?? ""  // absent: stale
        #expect(
            committed == text, "\(name) differs; write it anew with COORDBUS_WRITE_EXAMPLES=1")
    }

    @Test("the bulletin holds nothing that is not for its readers", arguments: [1, 2, 3])
    func bulletinLabels(audience: Int) throws {
        let world = try Self.scenario.get()
        let text = try Self.bulletin(audience: audience).written(as: .json, in: .english)
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        var sequences: [UInt64] = []
        func walk(_ value: Any) {
            if let list = value as? [Any] { list.forEach(walk) }
            guard let members = value as? [String: Any] else { return }
            for pair in members["sequences"] as? [[UInt64]] ?? [] {
                sequences += Array(pair[0]...pair[1])
            }
            members.values.forEach(walk)
        }
        walk(object["sections"] ?? [])
        #expect(audience < 3 || !sequences.isEmpty)
        let list = sequences.map(String.init).joined(separator: ",")
        let labels = try Register.open(world.register).database.prepare(
            "SELECT max(classification) FROM events WHERE sequence IN (\(list))")
        #expect(try labels.step() && labels.integer(at: 0) <= Int64(audience))
    }
}
