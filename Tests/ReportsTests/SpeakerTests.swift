import Reports
import Testing

/// Numbers, dates and names as each language writes them.
@Suite struct SpeakerTests {
    @Test(
        "a number is grouped as the language groups it",
        arguments: [
            (ReportLanguage.english, "1,234,567"), (.chinese, "1,234,567"),
            (.french, "1\u{202F}234\u{202F}567"), (.russian, "1\u{A0}234\u{A0}567"),
            (.spanish, "1\u{A0}234\u{A0}567"), (.arabic, "١٬٢٣٤٬٥٦٧"),
        ])
    func numbers(language: ReportLanguage, text: String) {
        #expect(Speaker(language).number(1_234_567) == text)
    }

    @Test("four digits stand together where the language does so")
    func fourDigits() {
        #expect(Speaker(.spanish).number(1234) == "1234")
        #expect(Speaker(.russian).number(1234) == "1234")
        #expect(Speaker(.english).number(1234) == "1,234")
        #expect(Speaker(.english).number(-1234) == "-1,234")
        #expect(Speaker(.english).number(0) == "0")
    }

    @Test(
        "a day is written out",
        arguments: [
            (ReportLanguage.english, "1 March 2018"), (.french, "1er mars 2018"),
            (.spanish, "1 de marzo de 2018"), (.russian, "1 марта 2018 года"),
            (.chinese, "2018年3月1日"), (.arabic, "١ آذار/مارس ٢٠١٨"),
        ])
    func days(language: ReportLanguage, text: String) {
        #expect(Speaker(language).date("2018-03-01") == text)
    }

    @Test("a month and a year are written as far as they are known")
    func months() {
        #expect(Speaker(.russian).date("2018-03") == "март 2018 года")
        #expect(Speaker(.chinese).date("2018") == "2018年")
        #expect(Speaker(.arabic).date("1993") == "١٩٩٣")
        #expect(Speaker(.english).date("soon") == "soon")
    }

    @Test("money keeps its hundredths, and its currency stands where the language puts it")
    func money() {
        let amount = Amount(hundredths: 125_000_050, currency: "USD")
        #expect(Speaker(.english).amount(amount) == "USD 1,250,000.50")
        #expect(Speaker(.french).amount(amount) == "1\u{202F}250\u{202F}000,50\u{A0}USD")
        #expect(Speaker(.arabic).amount(amount) == "١٬٢٥٠٬٠٠٠٫٥٠\u{A0}USD")
        #expect(Speaker(.english).amount(Amount(hundredths: -5, currency: "EUR")) == "EUR -0.05")
        #expect(Speaker(.english).amount(Amount(hundredths: 700, currency: "EUR")) == "EUR 7")
    }

    @Test("codes and texts of others are isolated where the report runs from right to left")
    func isolation() {
        let words = Words.label("title.case", [.identifier("REQ-KEN-1")])
        #expect(Speaker(.arabic).text(words) == "الحالة \u{2066}REQ-KEN-1\u{2069}")
        #expect(Speaker(.english).text(words) == "Case REQ-KEN-1")
    }

    @Test("a published text is taken in the report's language, else in English, else as there is")
    func published() {
        #expect(Speaker(.french).text(.published(["fr": "a", "en": "b"])) == "a")
        #expect(Speaker(.russian).text(.published(["fr": "a", "en": "b"])) == "b")
        #expect(Speaker(.russian).text(.published(["fr": "a"])) == "a")
        #expect(Speaker(.english).runs(.published(["fr": "a"])) == [Run("a", .foreign("fr"))])
        #expect(Speaker(.english).text(.published([:])) == "Not stated")
    }

    @Test(
        "days of the calendar count as they should",
        arguments: [-719_528, -1, 0, 59, 11_016, 17_956, 2_932_896])
    func calendar(days: Int) throws {
        let day = CivilDay(days: days)
        #expect(day.days == days)
        #expect(CivilDay(firstOf: day.description) == day || day.year < 1)
    }

    @Test("the first and last day of a month and year")
    func edges() {
        #expect(CivilDay(lastOf: "2020-02")?.description == "2020-02-29")
        #expect(CivilDay(lastOf: "2019")?.description == "2019-12-31")
        #expect(CivilDay(firstOf: "2019-13") == nil)
        #expect(CivilDay(nanoseconds: -1).description == "1969-12-31")
    }
}
