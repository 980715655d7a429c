/// One text in several languages, each language once, in the order of the codes.
package struct TextByLanguage: Equatable, Sendable {
    package private(set) var texts: [(language: String, text: String)] = []

    package init() {}

    package var isEmpty: Bool { texts.isEmpty }
    package var languages: [String] { texts.map(\.language) }

    package subscript(language: String) -> String? {
        texts.first { $0.language == language }?.text
    }

    /// Sets or replaces the text in a language.
    package mutating func set(_ text: String, language: String) {
        if let at = texts.firstIndex(where: { $0.language == language }) {
            texts[at].text = text
        } else {
            let at = texts.firstIndex { language < $0.language } ?? texts.count
            texts.insert((language, text), at: at)
        }
    }

    /// English if there is, else the first.
    package var preferred: String? { self["en"] ?? texts.first?.text }

    /// Cuts every text to so many bytes.
    /// - Returns: the languages that were cut.
    package mutating func clip(toBytes limit: Int) -> [String] {
        var cut: [String] = []
        for at in texts.indices where texts[at].text.utf8.count > limit {
            texts[at].text = texts[at].text.clipped(toBytes: limit)
            cut.append(texts[at].language)
        }
        return cut
    }

    package static func == (a: TextByLanguage, b: TextByLanguage) -> Bool {
        a.texts.elementsEqual(b.texts) { $0 == $1 }
    }
}
