import Overlap
import Testing

@Suite struct FoldedTextTests {
    @Test(
        "Case, accents, articles and scripts fold to comparable words",
        arguments: [
            ("L'ÉLECTION — 2ème tour", ["l", "election", "2eme", "tour"]),
            ("e\u{0301}lection", ["election"]),
            ("Straße, Ærø", ["strasse", "aero"]),
            ("الانتخابات", ["انتخابات"]),
            ("ВЫБОРЫ й", ["выборы", "и"]),
            ("选民x登记", ["选", "民", "x", "登", "记"]),
            ("", []), ("…!?", []),
        ])
    func folds(text: String, words: [String]) { #expect(folded(text) == words) }

    @Test("Days are read as far as they go, and the rest is filled from the side asked for")
    func days() {
        #expect(Day("2008", atEnd: true) == Day(year: 2008, month: 12, day: 31))
        #expect(Day("2008-02", atEnd: true) == Day(year: 2008, month: 2, day: 29))
        #expect(Day("2007-02-31", atEnd: false) == Day(year: 2007, month: 2, day: 28))
        #expect(Day("2007-12-31T10:00:00Z", atEnd: false)?.year == 2007)
        #expect(Day("1970-01-01", atEnd: false)?.number == 0)
        for bad in ["", "07", "2007-13-01", "2007-00-01", "0000", "x", "99999-01-01"] {
            #expect(Day(bad, atEnd: false) == nil, "\(bad)")
        }
    }

    @Test("Fields in quotes keep their commas and quotes")
    func csv() {
        #expect(csvFields("a,\"b, \"\"c\"\"\",,d") == ["a", "b, \"c\"", "", "d"])
    }
}
