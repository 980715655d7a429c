import Testing

@testable import Events

@Suite struct CalendarTests {
    @Test(
        "Dates",
        arguments: [
            ("2017", Calendar.Verdict.valid), ("2017-08", .valid), ("2017-08-08", .valid),
            ("2016-02-29", .valid), ("2000-02-29", .valid), ("2017-02-29", .impossible),
            ("1900-02-29", .impossible), ("2017-13", .impossible), ("2017-00", .impossible),
            ("2017-04-31", .impossible), ("2017-04-00", .impossible), ("", .malformed),
            ("17", .malformed), ("2017-8", .malformed), ("2017/08/08", .malformed),
            ("0999", .malformed), ("2017-08-08Z", .malformed), ("2017-08-0a", .malformed),
        ])
    func dates(text: String, verdict: Calendar.Verdict) {
        let found = Calendar.check(text.utf8.span)
        #expect(found == verdict)
    }

    @Test(
        "One date before another, as far as both go",
        arguments: [
            ("2016", "2017", true), ("2017", "2017-03-01", false), ("2017-03-01", "2017", false),
            ("2017-02-28", "2017-03", true), ("2017-03-01", "2017-03-01", false),
        ])
    func order(end: String, start: String, isBefore: Bool) {
        let found = Calendar.isBefore(end.utf8.span, start.utf8.span)
        #expect(found == isBefore)
    }

    @Test(
        "Moments",
        arguments: [
            ("1970-01-01T00:00:00Z", 0 as Int64?), ("1970-01-01T00:00:00.000000001Z", 1),
            ("1969-12-31T23:59:59Z", -1_000_000_000),
            ("2016-03-01T09:00:00Z", 1_456_822_800_000_000_000),
            ("2016-03-01T12:00:00+03:00", 1_456_822_800_000_000_000),
            ("2016-03-01t05:30:00.5-03:30", 1_456_822_800_500_000_000),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000_000_000),
            ("2016-03-01T09:00:00", nil), ("2016-03-01 09:00:00Z", nil),
            ("2016-03-01T24:00:00Z", nil),
            ("2016-02-30T09:00:00Z", nil), ("2016-03-01T09:00:00.Z", nil),
            ("2016-03-01T09:00:00+3", nil),
            ("2016-03-01T09:00:00Zx", nil), ("2016-03-01T09:60:00Z", nil),
            ("0001-01-01T00:00:00Z", nil),
            ("2016-03-01T09:00:00+24:00", nil), ("", nil),
        ])
    func moments(text: String, nanoseconds: Int64?) {
        let found = Calendar.nanoseconds(text.utf8.span)
        #expect(found == nanoseconds)
    }
}
