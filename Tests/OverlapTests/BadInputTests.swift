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
