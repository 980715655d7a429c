internal import Agents
internal import TestSupport
internal import Testing

struct TextTests {
    @Test(arguments: [
        ("Projet d'appui au processus électoral et à la démocratie", "fr"),
        ("PROGRAMME DE DEVELOPPEMENT DE L'AQUACULTURE", "fr"),
        ("Fortalecimiento de la Carrera Judicial", "es"),
        ("Support to the electoral cycle in Kenya", "en"),
        ("Förderung der Zusammenarbeit mit den ländlichen Gemeinden", "de"),
        ("Stöd till kvinnor och barn i Mali", "sv"),
        ("De impact van de Belgische samenwerking verhogen", "nl"),
        ("Apoio às mulheres e ao desenvolvimento da saúde", "pt"),
        ("دعم العملية الانتخابية في اليمن", "ar"),
        ("Поддержка избирательного процесса", "ru"),
        ("支持选举进程", "zh"), ("የምርጫ ድጋፍ", "am"),
    ])
    func theLanguageIsFoundInTheText(text: String, language: String) {
        #expect(LanguageDetector.language(of: text) == language)
        if language != "en" {
            #expect(LanguageDetector.language(of: text, declared: "en") == language)
        }
    }

    @Test(arguments: [
        ("PACE", "en"), ("Abfallwirtschaft Kafr El Sheikh", "de"), ("Stand Proud", "fr"),
        ("", "en"),
        ("تقویت انتخابات", "fa"), ("Підтримка виборів", "uk"), ("Jordanien, Phase I", "de"),
        ("Vaalien tukeminen Keniassa", "fi"),
    ])
    func shortOrMixedTextsLeaveTheDeclaredLanguageAlone(text: String, declared: String) {
        let found = LanguageDetector.language(of: text, declared: declared)
        #expect(found == nil || found == declared)
    }

    @Test(arguments: [
        ("Write to jane.doe@example.org.", "Write to [contact withheld]."),
        ("<a_b+c@mail.example.co.uk>", "<[contact withheld]>"),
        ("call +41 22 917 1234 now", "call [contact withheld] now"),
        ("+41229171234", "[contact withheld]"),
        ("Tel. 917 12 34", "[contact withheld]"),
        ("Téléphone : (22) 917-1234, Genève", "[contact withheld], Genève"),
        ("Ring 08\u{2013}698 50 00 eller", "[contact withheld] eller"),
        ("from 0041-22-917 12 34.", "from [contact withheld]."),
        ("FAX:0049228123456", "[contact withheld]"),
        ("电话 010-85320800", "[contact withheld]"),
    ])
    func contactDetailsAreWithheld(text: String, scrubbed: String) {
        #expect(ContactScrubber.scrubbed(text) == scrubbed)
    }

    @Test(arguments: [
        "from 2012-01-01 to 2013-12-31", "USD 1 250 000 and 00081406", "@UNDP at 3 @ 5",
        "+12 percent of 2000-2005", "Phone voting in 2017", "A/RES/72/164", "hotel 123456789",
        "XM-DAC-41114-00012345", "COVID-19 and (Rio+20) 2012", "007/2003/12345-67",
    ])
    func amountsYearsAndCodesStay(text: String) {
        #expect(ContactScrubber.scrubbed(text) == nil)
    }

    /// Whatever bytes: no crash, and nothing is left that would be withheld again.
    @Test(arguments: UInt64(0)..<40)
    func withholdingTwiceIsWithholdingOnce(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let parts = [
            "a", "@", ".", "b.org", "+4122", "tel ", " 917", "-", "é", "08", "\u{2013}", "(", " ",
            "fax:",
            "0041 22 ", "х",
        ]
        let text = (0..<30).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }
            .joined()
        let once = ContactScrubber.scrubbed(text) ?? text
        #expect(!once.contains("@b.org"))
        #expect((ContactScrubber.scrubbed(once) ?? once).utf8.count <= text.utf8.count + 600)
    }

    @Test func blanksAreTidiedAndCharactersNeverSplit() {
        #expect("\n\t  a\u{A0}\r\n b\u{0}c \u{7}".tidied == "a bc")
        #expect("\u{A0} ".tidied == "")
        #expect("é€".clipped(toBytes: 4) == "é")
        #expect("e\u{301}x".clipped(toBytes: 2) == "")
        #expect("👩‍👩‍👧x".clipped(toBytes: 5) == "")
        #expect("abc".clipped(toBytes: 3) == "abc")
    }
}

struct DateAndAmountTests {
    @Test(arguments: [
        ("2017-12-19", "2017-12-19"), ("2017-12", "2017-12"), ("2017", "2017"),
        ("2017-12-19T10:00:00Z", "2017-12-19"), ("2017-12-19Z", "2017-12-19"),
        ("2016-02-29", "2016-02-29"), ("2017-12-19+02:00", "2017-12-19"),
    ])
    func datesOfAllPrecisions(text: String, date: String) {
        #expect(CalendarDate.normalised(text) == date)
    }

    @Test(arguments: [
        "", "2017-13", "2017-02-29", "0001-01-01", "19-12-2017", "2017/12/19", "2017-1-1",
        "20171219",
        "2017-12-19x", "-017", "２０１７",
    ])
    func whatIsNoDate(text: String) {
        #expect(CalendarDate.normalised(text) == nil)
    }

    @Test(arguments: [
        ("2016-04-18T14:14:48", "2016-04-18T14:14:48Z"),
        ("2013-03-08 11:41:12", "2013-03-08T11:41:12Z"),
        ("2012-06-01T09:06:01-04:00", "2012-06-01T09:06:01-04:00"),
        ("2012-06-01T09:06:01+0000", "2012-06-01T09:06:01+00:00"),
        ("2013-03-04T06:03:49.353", "2013-03-04T06:03:49Z"),
        ("2023-10-25T15:48:37.572184Z", "2023-10-25T15:48:37Z"),
        ("2012", "2012-01-01T00:00:00Z"), ("2012-05", "2012-05-01T00:00:00Z"),
        ("2012-05-06", "2012-05-06T00:00:00Z"), ("2012-05-06T25:00:00Z", "2012-05-06T00:00:00Z"),
    ])
    func timesGetAnOffset(text: String, time: String) {
        #expect(Timestamp.normalised(text) == time)
    }

    @Test func datesContradictOnlyAsFarAsBothGo() {
        #expect(CalendarDate.contradicts(start: "2017-03-02", end: "2017-03-01"))
        #expect(!CalendarDate.contradicts(start: "2017-03", end: "2017"))
        #expect(!CalendarDate.contradicts(start: "2017", end: "2017-01-01"))
        #expect(CalendarDate.contradicts(start: "2018", end: "2017-12-31"))
    }

    @Test(arguments: [
        ("1250000", "1250000.00"), ("426856.086047", "426856.09"), ("-3.5", "-3.50"),
        ("1,250,000.50", "1250000.50"), ("8.5e6", "8500000.00"), ("0.005", "0.01"),
        ("-0.001", "0.00"),
        ("1 000", "1000.00"), ("999999999999999999", "999999999999999999.00"),
    ])
    func amountsKeepTheirDigits(text: String, amount: String) {
        #expect(Amount(text)?.text == amount)
    }

    @Test(arguments: ["", "abc", "1.2.3", "--5", "1e99", "1234567890123456789012", "5 EUR", "."])
    func whatIsNoAmount(text: String) {
        #expect(Amount(text) == nil)
    }

    @Test func sumsStayWithinTheCurrencyThatOccursMost() throws {
        var sums = AmountsByCurrency()
        sums.add(try #require(Amount("0.1")), currency: "USD")
        sums.add(try #require(Amount("7")), currency: "EUR")
        sums.add(try #require(Amount("0.2")), currency: "USD")
        #expect(sums.main?.currency == "USD")
        #expect(sums.main?.amount.text == "0.30")
    }
}
