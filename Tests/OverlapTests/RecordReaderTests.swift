import Overlap
import Testing

@Suite struct RecordReaderTests {
    /// Titles made up for this test in the languages of the data.
    static let titles: [(title: String, kind: String?)] = [
        ("Support to the electoral process", "EMB"),
        ("Appui au processus électoral : éducation civique", "CIVED"),
        ("APPUI AU PROCESSUS ELECTORAL", "EMB"),
        ("Fortalecimiento del tribunal electoral", "EMB"),
        ("Observación electoral ciudadana", "OBS"),
        ("Apoio ao recenseamento eleitoral", "VREG"),
        ("Stöd till valmyndigheten", "EMB"),
        ("Deutsche Wahlbeobachtung", "OBS"),
        ("تسجيل الناخبين", "VREG"),
        ("Регистрация избирателей", "VREG"),
        ("选民登记支持", "VREG"),
        ("Selection of seeds for farmers", nil),
        ("Support to Parliament", nil),
        ("Appui à la décentralisation", nil),
        ("Humanitarian response to post-election violence", nil),
    ]

    @Test(
        "A title says in its own language whether it is electoral, and which kind",
        arguments: titles)
    func titleIsRead(title: String, kind: String?) throws {
        let reading = try Fixtures.reader().read(Fixtures.record("a", "GB", title))
        #expect(reading.isElectoral == (kind != nil))
        if let kind { #expect(reading.kinds[kind] == 1, "\(reading.kinds)") }
    }

    @Test("A special kind in the title beats the general one")
    func specialBeatsGeneral() throws {
        let reading = try Fixtures.reader().read(
            Fixtures.record("a", "CH", "Support to the electoral process/voter education"))
        #expect(reading.specialKinds == ["CIVED"])
        #expect((reading.kinds["EMB"] ?? 0) < 0.5)
    }

    @Test("A title that says nothing gives way to the description")
    func genericTitleGivesWay() throws {
        var record = Fixtures.record("a", "FI", "Local Cooperation Fund")
        record.description = "Support to the electoral cycle 2012. The commission is trained."
        let reading = try Fixtures.reader().read(record)
        #expect(reading.isElectoral)
        #expect(reading.titleWords.contains("electoral"))
    }

    @Test("A year in the title names the vote and bounds the record to a year after it")
    func yearInTitle() throws {
        let reading = try Fixtures.reader().read(
            Fixtures.record(
                "a", "UNDP", "General elections 2007", from: "2006-12-12", to: "2016-12-31"))
        #expect(reading.votes == VoteYears([2007]))
        #expect(reading.voteSource == .title)
        #expect(reading.period?.end == Day(year: 2008, month: 12, day: 30))
    }

    @Test("Without a year the first vote after the start counts; referendums open no season")
    func firstVoteAfterStart() throws {
        let reader = try Fixtures.reader()
        let title = "Support to elections"
        #expect(reader.read(Fixtures.record("a", "GB", title)).votes == VoteYears([2007]))
        let late = Fixtures.record("b", "GB", title, from: "2010-01-01", to: "2012-12-31")
        #expect(reader.read(late).votes == VoteYears([2012]))
        let over = Fixtures.record("c", "GB", title, from: "2014-01-01", to: "2015-12-31")
        #expect(reader.read(over).votes.isEmpty)
    }

    @Test("The level of a vote is read from the title")
    func level() throws {
        let reader = try Fixtures.reader()
        func level(_ title: String) -> RecordReading.Level {
            reader.read(Fixtures.record("a", "GB", title)).level
        }
        #expect(level("Support for Local Government Elections") == .local)
        #expect(level("Appui aux élections municipales") == .local)
        #expect(level("National and local elections") == .national)
        #expect(level("Support to elections") == .unmarked)
        #expect(level("Constitutional referendum") == .referendum)
    }

    @Test(
        "The form of the help names a kind as a title does: invited trainees are no election management"
    )
    func form() throws {
        var record = Fixtures.record("k", "KR", "Election Management")
        record.form = "Invitation of Trainees"
        let kinds = try Fixtures.reader().read(record).kinds
        #expect(kinds["TRAIN"] == 1)
        #expect((kinds[RecordReading.generalKind] ?? 0) < 0.5)
    }

    @Test(
        "Years alone are days in the middle: two years in a row are common time, a single one is not sure"
    )
    func years() throws {
        let whole = try #require(RecordPeriod(start: "2005-01-01", end: "2010-12-31"))
        let two = try #require(RecordPeriod(start: "2007", end: "2008"))
        let one = try #require(RecordPeriod(start: "2007", end: "2007"))
        #expect(whole.likelyDays(two) >= PairComparer.commonDaysMin)
        #expect(whole.likelyDays(one) < PairComparer.commonDaysMin)
        #expect(whole.commonDays(one) == 365)
    }
}
