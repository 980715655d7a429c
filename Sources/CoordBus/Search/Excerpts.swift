/// Finds some words around what was looked for.
struct Excerpts {
    private static let around = 90
    /// As folded, and whether all that begins so is meant.
    private let words: [(text: String, isBeginning: Bool)]

    init(_ words: [(text: String, isBeginning: Bool)]) {
        self.words = words.flatMap { word in
            Self.folded(word.text).map { ($0, word.isBeginning) }
        }
    }

    /// The first place where a word occurs; else the beginning of the first text.
    func best(_ texts: [(language: String, text: String)]) -> (language: String, text: String)? {
        for (language, text) in texts {
            if let place = place(in: text) { return (language, cut(text, around: place)) }
        }
        return texts.first.map { ($0.language, cut($0.text, around: $0.text.startIndex)) }
    }

    private func place(in text: String) -> String.Index? {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            guard Self.isPart(scalars[index]) else {
                index = scalars.index(after: index)
                continue
            }
            var end = index
            while end < scalars.endIndex, Self.isPart(scalars[end]) {
                end = scalars.index(after: end)
            }
            let found = Self.folded(String(scalars[index..<end]))
            if found.contains(where: { word in
                words.contains { $0.isBeginning ? word.hasPrefix($0.text) : word == $0.text }
            }) {
                return index
            }
            index = end
        }
        return nil
    }

    /// Is it part of a word: a letter, a digit, or a mark on one?
    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (0x30...0x39).contains(scalar.value)
                || (0x61...0x7A).contains(scalar.value | 0x20)
        }
        let properties = scalar.properties
        return properties.isAlphabetic || properties.numericType != nil
            || properties.canonicalCombiningClass != .notReordered
    }

    private func cut(_ text: String, around place: String.Index) -> String {
        let start =
            text.index(place, offsetBy: -Self.around, limitedBy: text.startIndex)
            ?? text.startIndex
        let end =
            text.index(place, offsetBy: Self.around, limitedBy: text.endIndex)
            ?? text.endIndex
        let middle = text[start..<end].map { $0.isNewline ? " " : String($0) }.joined()
        return (start > text.startIndex ? "…" : "") + middle + (end < text.endIndex ? "…" : "")
    }

    /// As near to what the tokenizer does as an excerpt needs.
    static func folded(_ word: String) -> [String] {
        var plain = String.UnicodeScalarView()
        for scalar in SearchText.prepared(word).unicodeScalars {
            if scalar.isASCII {
                plain.append(
                    (0x41...0x5A).contains(scalar.value)
                        ? Unicode.Scalar(UInt8(scalar.value | 0x20)) : scalar)
                continue
            }
            // A letter with a mark as Latin writing has it: the letter is the first of what it is made of.
            let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            plain.append(Self.unmarked(small))
        }
        return String(plain).split(separator: " ").map(String.init)
    }

    private static let marked: [Unicode.Scalar: Unicode.Scalar] = {
        let groups: [(Unicode.Scalar, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ď"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
            ("i", "ìíîïĩīĭį"), ("n", "ñńņň"), ("o", "òóôõöōŏő"), ("r", "ŕŗř"), ("s", "śŝşš"),
            ("t", "ţť"), ("u", "ùúûüũūŭůűų"), ("y", "ýÿŷ"), ("z", "źżž"),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (plain, letters) in groups {
            for letter in letters.unicodeScalars { table[letter] = plain }
        }
        return table
    }()

    private static func unmarked(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        marked[scalar] ?? scalar
    }
}
