import Foundation
import Platform
import TestSupport
import Testing

/// `coordctl overlap learn`: repeatable, and what is shipped comes from it.
@Suite struct OverlapLearnTests {
    private static func learn(_ options: [String], seconds: Int32 = 300) throws
        -> ProcessRunner.Result
    {
        try ProcessRunner.run(
            "coordctl",
            ["overlap", "learn", "--config", packageRoot.appending(path: "config").path()]
                + options,
            seconds: seconds)
    }

    @Test(
        "The weights that are shipped are those that the command learns from the labelled pairs",
        .enabled(if: RealData.isThere, Comment(rawValue: RealData.absent)))
    func shipped() throws {
        let folder = TestFolder()
        let result = try Self.learn([
            "--pairs", RealData.file("labels/pairs-elections.csv"), "--calendar",
            RealData.file("elections-calendar/national-elections.csv"), "--output",
            folder.file("weights.toml"), RealData.file("activities/elections.ndjson"),
        ])
        #expect(result.end == .exited(0), "\(result.errors)")
        #expect(
            result.output.contains("each country judged by weights and thresholds of the others"))
        let learned = try String(contentsOfFile: folder.file("weights.toml"), encoding: .utf8)
        let shipped = try String(
            contentsOf: packageRoot.appending(path: "config/overlap/weights.toml"), encoding: .utf8)
        #expect(learned == shipped, "run make overlap-weights and look at what changed")
    }

    /// Ten pairs a country, of which those of one kind and vote overlap.
    private func labelled(_ folder: TestFolder) throws {
        var records: [String] = []
        var pairs = ["id_a,id_b,country,label,overlap"]
        for (index, country) in ["BD", "NP", "KE", "SL"].enumerated() {
            let year = 2007 + index
            for number in 0..<10 {
                let isSame = number % 2 == 0
                let titles =
                    isSame
                    ? ["Voter education", "Education of voters"]
                    : ["Voter registration", "Election observation mission"]
                for (agency, title) in zip(["GB", "US"], titles) {
                    records.append(
                        #"{"record_id":"\#(agency)\#(country)\#(number)","agency":"\#(agency)","title":"\#(title)","countries":["\#(country)"],"start":"\#(year)-01-01","end":"\#(year + 1)-12-31"}"#
                    )
                }
                pairs.append(
                    "GB\(country)\(number),US\(country)\(number),\(country),\(isSame ? "SAME_AID" : "RELATED"),\(isSame ? 1 : 0)"
                )
            }
        }
        try folder.write(records.joined(separator: "\n") + "\n", to: "records.ndjson")
        try folder.write(pairs.joined(separator: "\n") + "\n", to: "pairs.csv")
    }

    @Test("The same files give the same weights, and files without labels are refused by name")
    func repeatable() throws {
        let folder = TestFolder()
        try labelled(folder)
        let options = ["--pairs", folder.file("pairs.csv"), folder.file("records.ndjson")]
        let first = try Self.learn(options)
        #expect(first.end == .exited(0), "\(first.errors)")
        #expect(first.output.contains("learned from 40 pairs in 4 countries"))
        #expect(first.output.contains("flagged of SAME_AID: 20 of 20"), "\(first.output)")
        #expect(first.output.contains("flagged of RELATED: 0 of 20"), "\(first.output)")
        #expect(try Self.learn(options).output == first.output)
        let none = try Self.learn(["--pairs", folder.file("pairs.csv")])
        #expect(none.end == .exited(64) && none.errors.contains("name the files of records"))
        let wrong = try Self.learn([
            "--pairs", folder.file("records.ndjson"), folder.file("records.ndjson"),
        ])
        #expect(wrong.end == .exited(64) && wrong.errors.contains("id_a and id_b"))
    }

    @Test("Plain pairs are learned by the same command and judged on pairs it has not seen")
    func plain() throws {
        let folder = TestFolder()
        func pairs(_ range: Range<Int>) -> String {
            range.map { number in
                let isMatch = number % 2 == 0
                let other = isMatch ? "DVD-\(1_000 + number)" : "dvd\(5_000 + number)"
                return
                    #"{"left":{"name":"Player dvd\#(1_000 + number) black"},"right":{"name":"player \#(other)"},"match":\#(isMatch ? 1 : 0)}"#
            }.joined(separator: "\n") + "\n"
        }
        try folder.write(pairs(0..<60), to: "train.ndjson")
        try folder.write(pairs(60..<100), to: "test.ndjson")
        let result = try Self.learn([
            "--plain", folder.file("train.ndjson"), "--judge", folder.file("test.ndjson"),
        ])
        #expect(result.end == .exited(0), "\(result.errors)")
        #expect(result.output.contains("judged 40 others: precision 1.00, recall 1.00, F1 1.00"))
        #expect(result.output.contains("same_code"))
    }
}
