import Foundation
import Reports
import TestSupport
import Testing

extension MadeLog {
    /// As `coordctl tail --json` gives it, a line an event.
    var lines: String {
        (1...lastDurable).map { sequence in
            #"{"sequence":\#(sequence),"event":\#(String(decoding: event(at: sequence), as: UTF8.self))}"#
        }.joined(separator: "\n")
    }

    /// Has every number of a report to the General Assembly counted again, in Python, from the events alone.
    /// - Returns: what the count says: `137 numbers agree, ...`.
    func counted(_ report: Report, _ period: ClosedRange<String>, audience: Int) throws -> String {
        let folder = TestFolder()
        try folder.write(lines, to: "events.ndjson")
        try folder.write(report.written(as: .json, in: .english), to: "report.json")
        func source(_ path: String) -> String { packageRoot.appending(path: path).path() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [
            "-B", source("Tests/RegisterTests/count_report.py"), folder.file("events.ndjson"),
            folder.file("report.json"), period.lowerBound, period.upperBound, String(audience),
            source("docs/events.md"), source("Sources/Reports/Data/regions.toml"),
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        return said
    }
}
