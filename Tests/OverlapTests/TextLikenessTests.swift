import Overlap
import Testing

/// How alike two texts are, by measures that fail in different ways.
@Suite struct TextLikenessTests {
    private static let frequencies: WordFrequencies = {
        var frequencies = WordFrequencies()
        for number in 0..<50 { frequencies.add(["support", "to", "the", "word\(number)"]) }
        return frequencies
    }()

    private func likeness(_ a: String, _ b: String) -> TextLikeness {
        TextLikeness(
            ComparedText(a, Self.frequencies), ComparedText(b, Self.frequencies), Self.frequencies)
    }

    @Test("Case, accents and the order of words change nothing; frequent words weigh little")
    func words() {
        #expect(likeness("Éducation Électorale", "electorale EDUCATION").words == 1000)
        #expect(likeness("support to the zebra", "support to the giraffe").words < 50)
    }

    @Test("A title that was cut is contained in the whole one, and keeps its letters")
    func cut() {
        let cut = likeness(
            "Strengthening Election Management", "Strengthening Election Management in Bangladesh")
        #expect(cut.contained == 1000)
        #expect(cut.words < 1000)
        let shortened = likeness("Strengthening Election Mgt.", "Strengthening Election Management")
        #expect(shortened.letters > 700)
    }

    static let codes: [(String, String, TextLikeness.Codes)] = [
        ("player DVD-2930CI", "player dvd2930ci", .same),
        ("310/246-1501", "310-246-1501", .same),
        ("case mbaclr2", "case mbaclr2see", .begins),
        ("phase A1234", "phase B5678", .other),
        ("phase one", "phase B5678", .unknown),
    ]

    @Test("Codes compare without hyphens", arguments: codes)
    func code(_ a: String, _ b: String, _ codes: TextLikeness.Codes) {
        #expect(likeness(a, b).codes == codes)
    }

    @Test("Numbers compare by value; empty texts have nothing in common")
    func values() {
        #expect(likeness("$1,999.00", "2000").values == 999)
        #expect(likeness("1999 and 5", "2000").values == nil)
        #expect(likeness("", "support").sameBeginning == nil)
        #expect(likeness("", "").letters == 0)
    }

    @Test("What two texts have in common is the same from both sides")
    func symmetric() {
        let texts = ["Support to elections", "Appui aux élections 2010", "DVD-2930", "", "选举 援助"]
        for a in texts { for b in texts { #expect(likeness(a, b) == likeness(b, a)) } }
    }
}
