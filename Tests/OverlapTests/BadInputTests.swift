import Overlap
import Testing

@Suite struct BadInputTests {
    static let odd: [(name: String, record: AssistanceRecord)] = {
        let title = "Support to the electoral process"
        var itself = Fixtures.record("self", "GB", title)
        itself.identifiers = ["X-1"]
        itself.pointsAt = ["X-1"]
        var poor = Fixtures.record("currency", "GB", title, from: "", to: "")
        poor.amount = .infinity
        poor.currency = "QQQ"
        return [
            ("no dates", Fixtures.record("dates", "GB", title, from: "", to: "")),
            ("impossible dates", Fixtures.record("feb", "GB", title, from: "2007-13-40", to: "x")),
            ("end before start", Fixtures.record("back", "GB", title, from: "2008", to: "2001")),
            ("no country", Fixtures.record("country", "GB", title, in: [])),
            ("no agency", Fixtures.record("agency", "", title)),
            ("no title", Fixtures.record("title", "GB", "")),
            ("currency that does not exist", poor),
            (
                "mixed scripts",
                Fixtures.record("mixed", "GB", "选举 выборы انتخابات \u{202E}\u{0301}🗳")
            ),
            ("points at itself", itself),
        ]
    }()

    @Test("Odd records are taken, and those that lack what an overlap needs raise no flag")
    func oddRecords() throws {
        let reader = try Fixtures.reader()
        let scorer = try Fixtures.scorer()
        let other = reader.read(
            Fixtures.record("other", "UNDP", "Support to the electoral process"))
        let complete: Set<String> = ["mixed scripts", "points at itself"]
        for (name, record) in Self.odd {
            let reading = reader.read(record)
            let verdict = scorer.verdict(reading, other)
            if !complete.contains(name) {
                #expect(!verdict.isFlagged, "\(name): \(verdict)")
                #expect(verdict.terms.isEmpty || verdict.band == .none, "\(name)")
            }
            #expect(scorer.verdict(reading, reading).kind == .nothing, "\(name)")
        }
    }

    @Test("A title of 60 KiB and a thousand places are read, and change nothing for others")
    func largeRecords() throws {
        let reader = try Fixtures.reader()
        let scorer = try Fixtures.scorer()
        let long = String(repeating: "selection of seeds and ", count: 2_800)
        let places = (0..<1_000).map { "P\($0)" }
        let large = reader.read(Fixtures.record("large", "GB", long, in: places + ["XA"]))
        let other = reader.read(Fixtures.record("other", "UNDP", "Support to elections"))
        #expect(!large.isElectoral)
        #expect(!scorer.verdict(large, other).isFlagged)
    }

    static let lacking: [(name: String, record: AssistanceRecord, reason: PairVerdict.Reason)] = {
        let title = "Support to the electoral process"
        return [
            ("no dates", Fixtures.record("a", "GB", title, from: "", to: ""), .periodMissing),
            (
                "end before start", Fixtures.record("b", "GB", title, from: "2008", to: "2001"),
                .periodMissing
            ),
            ("no country", Fixtures.record("c", "GB", title, in: []), .countryMissing),
            ("no agency", Fixtures.record("d", "", title), .agencyMissing),
            (
                "no word of elections", Fixtures.record("e", "GB", "Rural roads"), .notElectoral
            ),
        ]
    }()

    @Test("The reason says what was missing", arguments: lacking.indices)
    func reasonSaysWhatIsMissing(index: Int) throws {
        let (name, record, reason) = Self.lacking[index]
        let reader = try Fixtures.reader()
        let other = reader.read(
            Fixtures.record("other", "UNDP", "Support to the electoral process"))
        let verdict = try Fixtures.scorer().verdict(reader.read(record), other)
        #expect(verdict.reason == reason, "\(name)")
        #expect(verdict.terms.isEmpty && !verdict.reason.words.isEmpty, "\(name)")
    }

    @Test("A thousand places say everywhere: no place is compared")
    func thousandPlaces() throws {
        let reader = try Fixtures.reader()
        let title = "Support to the electoral process"
        var wide = Fixtures.record("wide", "GB", title)
        wide.places = (0..<1_000).map { "Place \($0)" }
        var narrow = Fixtures.record("narrow", "UNDP", title)
        narrow.places = ["Elsewhere"]
        let reading = reader.read(wide)
        #expect(reading.places.isEmpty)
        let verdict = try Fixtures.scorer().verdict(reading, reader.read(narrow))
        #expect(verdict.isFlagged)
        #expect(!verdict.terms.contains { $0.evidence == .otherPlaces })
    }

    @Test("A currency that does not exist compares with itself only")
    func currency() throws {
        let reader = try Fixtures.reader()
        func record(_ agency: String, _ currency: String) -> RecordReading {
            var record = Fixtures.record(agency, agency, "Support to the electoral process")
            record.amount = 1_000
            record.currency = currency
            return reader.read(record)
        }
        let scorer = try Fixtures.scorer()
        func isCompared(_ first: String, _ second: String) -> Bool {
            scorer.verdict(record("GB", first), record("UNDP", second)).terms
                .contains { $0.evidence == .similarAmounts }
        }
        #expect(isCompared("QQQ", "QQQ"))
        #expect(!isCompared("QQQ", "USD"))
    }

    @Test("Activities that link in a circle are linked, each pair once, and no basket comes of it")
    func circle() throws {
        let reader = try Fixtures.reader()
        var live = LiveRecords(scorer: try Fixtures.scorer())
        let agencies = ["GB", "FR", "UNDP"]
        for (index, agency) in agencies.enumerated() {
            var record = Fixtures.record("r\(index)", agency, "Support to the electoral process")
            record.identifiers = ["X-\(index)"]
            record.pointsAt = ["X-\((index + 1) % 3)"]
            live.insert(reader.read(record))
        }
        for slot in live.allSlots {
            var matches: [LiveMatch] = []
            live.matches(of: live.reading(at: slot), into: &matches)
            #expect(matches.count == 2)
            #expect(matches.allSatisfy { $0.kind == .linked && $0.band == .none })
        }
    }

    @Test("A title of 60 KiB about elections is read as far as titles go, and weighed like another")
    func longElectoralTitle() throws {
        let reader = try Fixtures.reader()
        let title =
            "Support to the electoral process " + String(repeating: "and more ", count: 6_800)
        #expect(title.utf8.count > 60_000)
        let reading = reader.read(Fixtures.record("long", "GB", title))
        #expect(reading.isElectoral)
        #expect(reading.titleWords.count < 1_000)
        let other = reader.read(
            Fixtures.record("other", "UNDP", "Support to the electoral process"))
        let verdict = try Fixtures.scorer().verdict(reading, other)
        #expect(verdict == (try Fixtures.scorer().verdict(reading, other)))
    }

    static let broken: [(text: String, line: Int)] = [
        ("key = 1", 1), ("[a]\nkey", 2), ("[a]\nkey = [\"x\"", 2), ("[a]\nk = word", 2),
        ("[a", 1), ("[a]\nk = [x]", 2), ("[a]\nk = [\"x\"] y", 2), ("[a]\nk = nan", 2),
    ]

    @Test("A broken data file is refused with its line", arguments: broken)
    func brokenFile(text: String, line: Int) {
        #expect {
            try RuleFile(text)
        } throws: { error in
            (error as? RuleError)?.line == line
        }
    }

    @Test("A weight may not point the other way than its evidence, and bands must grow")
    func wrongWeights() {
        #expect(throws: RuleError.self) { try Weights("[weights]\nother_kind = 1.0") }
        #expect(throws: RuleError.self) { try Weights("[weights]\nunknown = 1.0") }
        #expect(throws: RuleError.self) { try Weights("[bands]\nlook = 0.9") }
    }

    @Test("A calendar without its columns is refused")
    func calendarWithoutColumns() {
        #expect(throws: RuleError.self) { try ElectionCalendar(csv: "a,b\n1,2") }
    }
}
