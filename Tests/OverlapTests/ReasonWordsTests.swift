import Overlap
import Testing

@Suite struct ReasonWordsTests {
    private func words() throws -> ReasonWords { try ReasonWords(Fixtures.wordsText) }

    @Test(
        "Every evidence has words in the six languages, with both values where they say something")
    func complete() throws {
        let words = try words()
        #expect(words.languages == ["ar", "en", "es", "fr", "ru", "zh"])
        for evidence in Evidence.allCases {
            let term = EvidenceTerm(evidence: evidence, strength: 1, first: "1", second: "2")
            let english = words.words(for: term, language: "en")
            for language in words.languages where language != "en" {
                let text = words.words(for: term, language: language)
                #expect(text != english && text != evidence.name, "\(language) \(evidence)")
                #expect(!text.contains("{"))
            }
        }
    }

    @Test("A value that looks like a place to fill stays what it is")
    func valuesAreNotTemplates() throws {
        let term = EvidenceTerm(
            evidence: .sameVote, strength: 1, first: "{second}", second: "B")
        let text = try words().words(for: term, language: "en")
        #expect(text.contains("{second} and B"))
    }
}
