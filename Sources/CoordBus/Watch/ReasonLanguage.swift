internal import BusCore
internal import Overlap

/// Evidence in the language that a question asks for.
struct ReasonLanguage: Sendable {
    /// Nil: plain English, without the values.
    private let language: String?
    private let words: ReasonWords?

    /// - Throws: `badQuery` for a language that there are no words in.
    init(_ question: Question, _ words: ReasonWords?) throws(ProtocolError) {
        language = try question.text("language")
        self.words = words
        guard let language, words?.languages.contains(language) != true else { return }
        throw FlagFilter.unknown(question, "language", language, words?.languages ?? ["none here"])
    }

    func words(_ term: EvidenceTerm) -> String {
        guard let words, let language else { return EvidenceWords.words(term.evidence) }
        return words.words(for: term, language: language)
    }
}
