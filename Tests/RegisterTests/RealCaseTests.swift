import Agents
import CoordBus
import Foundation
import Platform
import Reports
import SQLite
import TestSupport
import Testing

/// The public development data, where it is beside the package; COORDBUS_DATA names another place.
private let data: String =
    ProcessInfo.processInfo.environment["COORDBUS_DATA"]
    ?? packageRoot.appending(path: "../shared/data").standardizedFileURL.path
private let isHere = FileManager.default.fileExists(atPath: data + "/un-requests")

@Suite struct RealCaseTests {
    private func events(_ path: String) throws -> [MadeEvent] {
        let configuration = try AdapterConfiguration(
            folder: packageRoot.appending(path: "config").path, files: DiskFileSystem())
        let source = try configuration.source(path: "\(data)/\(path)", format: .table)
        var events: [MadeEvent] = []
        while let item = source.next() {
            if case .event(let event) = item { events.append(event) }
        }
        return events
    }

    @Test(
        "The requests of 1990 to 2003 and the elections stand in the register, each with its history",
        .enabled(if: isHere, "the development data is not at \(data); set COORDBUS_DATA"))
    func realCases() throws {
        let folder = TestFolder()
        let log = MadeLog()
        try log.add(
            events("un-requests/un-election-assistance-requests-1990-2003.csv").map(\.bytes))
        try log.add(events("elections-calendar/national-elections.csv").map(\.bytes))
        let path = folder.file("r.sqlite")
        _ = try fold(log, into: path, chunkBytes: 1 << 20)
        let database = try Register.open(path).database
        func count(_ sql: String) throws -> Int {
            let statement = try database.prepare(sql)
            return try statement.step() ? Int(statement.integer(at: 0)) : -1
        }
        // Of 266 requests one has no country code and is refused by the adapter.
        #expect(try count("SELECT count(*) FROM requests WHERE received IS NOT NULL") == 265)
        #expect(try count("SELECT count(*) FROM requests WHERE state = 'closed'") == 265)
        #expect(try count("SELECT count(*) FROM decisions WHERE outcome = 'approved'") == 56)
        #expect(
            try count(
                "SELECT count(*) FROM assistance a JOIN requests r ON r.request = a.request"
                    + " WHERE a.state = 'completed' AND r.decision IS NOT NULL") == 56)
        #expect(try count("SELECT count(*) FROM elections") > 2_700)
        #expect(
            try count("SELECT count(*) FROM cases WHERE kind = 'request' AND state = 'closed'")
                == 265)
    }

    @Test(
        "The report on 1990 to 2003 counts what the events say, and can be read in Arabic and English",
        .enabled(if: isHere, "the development data is not at \(data); set COORDBUS_DATA"))
    func realReport() throws {
        let folder = TestFolder()
        let log = MadeLog()
        try log.add(
            events("un-requests/un-election-assistance-requests-1990-2003.csv").map(\.bytes))
        let path = folder.file("r.sqlite")
        _ = try fold(log, into: path, chunkBytes: 1 << 20)
        var reader = try FactReader(Register.open(path).database)
        let period = "1990-01-01"..."2003-12-31"
        let report = GAReport(
            try reader.read(), ReportScope(period: period, audience: 3), session: 58
        ).report()
        let said = try log.counted(report, period, audience: 3)
        #expect(said.contains("265 requests listed"), "\(said)")
        for (language, words) in [
            (ReportLanguage.english, "Report to the General Assembly, session 58"),
            (.arabic, "تقرير إلى الجمعية العامة"),
        ] {
            let page = report.written(as: .html, in: language)
            #expect(page.contains(words))
            try ExampleReportTests.hold(page, as: "ga-58-1990-2003-\(language.rawValue).html")
            try ExampleReportTests.hold(
                report.written(as: .markdown, in: language),
                as: "ga-58-1990-2003-\(language.rawValue).md")
        }
    }

    @Test(
        "Rules judge old cases in their own time: nothing is overdue because it is long ago",
        .enabled(if: isHere, "the development data is not at \(data); set COORDBUS_DATA"))
    func oldCasesAreQuiet() throws {
        let bus = try RuleBus()
        try bus.publish(
            events("un-requests/un-election-assistance-requests-1990-2003.csv").map(\.bytes))
        let rules = Dictionary(grouping: bus.breached().map { $0.rule }, by: { $0 })
            .mapValues { $0.count }
        #expect(rules.keys.sorted() == [], "\(rules)")
    }
}
