/// One thing that is looked for: a word, several in quotes, or all words with one beginning.
struct SearchWord {
    /// Words with one beginning that are looked for, in the order of the alphabet.
    static let endingsMax = 128

    /// In FTS5's quotes; each of them will do.
    let phrases: [String]
    /// More words begin so than are looked for.
    let isCut: Bool

    /// - Parameter text: prepared, without quotes.
    init(_ text: String) {
        phrases = ["\"\(text)\""]
        isCut = false
    }

    /// All that begins so, as FTS5 itself finds it.
    init(beginning text: String) {
        phrases = ["\"\(text)\" *"]
        isCut = false
    }

    init(anyOf words: [String], isCut: Bool) {
        phrases = words.map { "\"\($0)\"" }
        self.isCut = isCut
    }

    var expression: String {
        phrases.count == 1 ? phrases[0] : "(\(phrases.joined(separator: " OR ")))"
    }
}
