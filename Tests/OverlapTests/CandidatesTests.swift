import Overlap
import TestSupport
import Testing

@Suite struct CandidatesTests {
    /// Every pair whose answer is more than "nothing" must be among the candidates.
    private func expectNoLoss(_ readings: [RecordReading]) throws {
        let scorer = try Fixtures.scorer()
        let found = Set(Candidates.pairs(of: readings).map { [$0.0, $0.1] })
        for a in readings.indices {
            for b in readings.indices where a < b {
                let verdict = scorer.verdict(readings[a], readings[b])
                let isAnswer = ![.nothing, .joint].contains(verdict.kind)
                #expect(
                    !isAnswer || found.contains([a, b]),
                    "lost \(verdict.kind) of \(readings[a].id) and \(readings[b].id)")
            }
        }
    }

    @Test("No pair is lost among random records", arguments: UInt64(0)..<40)
    func randomRecords(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let reader = try Fixtures.reader()
        let titles = ["Support to elections", "Voter education", "Élections locales 2012", "", "水"]
        let records = (0..<40).map { index in
            var record = Fixtures.record(
                "r\(index)", ["GB", "FR", "UNDP", ""].randomElement(using: &random) ?? "",
                titles.randomElement(using: &random) ?? "",
                from: ["", "2006", "2007-03-05", "2011-01-01"].randomElement(using: &random) ?? "",
                to: ["", "2005", "2007-04-01", "2013"].randomElement(using: &random) ?? "",
                in: [[], ["XA"], ["XA", "XB"], ["XB"]].randomElement(using: &random) ?? [])
            record.identifiers = ["r\(index)"]
            if Int.random(in: 0..<8, using: &random) == 0 {
                record.pointsAt = ["r\(Int.random(in: 0..<40, using: &random))"]
            }
            return record
        }
        try expectNoLoss(records.map(reader.read))
    }

    @Test("No pair is lost among real records", .enabled(if: Fixtures.hasData))
    func realRecords() throws {
        let reader = try Fixtures.reader()
        try expectNoLoss(try Fixtures.realRecords().prefix(250).map(reader.read))
    }

    @Test("The order of the records does not change the pairs", arguments: UInt64(0)..<10)
    func orderDoesNotMatter(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let reader = try Fixtures.reader()
        let readings = (0..<30).map { index in
            reader.read(
                Fixtures.record(
                    "r\(index)", ["GB", "FR"][index % 2], "Support to elections",
                    from: "\(2004 + index % 7)", to: "\(2006 + index % 7)"))
        }
        func ids(_ readings: [RecordReading]) -> Set<Set<String>> {
            Set(Candidates.pairs(of: readings).map { [readings[$0.0].id, readings[$0.1].id] })
        }
        #expect(!ids(readings).isEmpty)
        #expect(ids(readings) == ids(readings.shuffled(using: &random)))
    }
}
