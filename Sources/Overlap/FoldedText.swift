/// A text as words that compare across case, accents and the Arabic article; each Chinese character is a word.
///
/// "L'Élection" becomes `l`, `election`; "الانتخابات" loses its article. Marks above and below letters are dropped, so
/// the words of config/overlap/lexicon.toml are written without them.
package func folded(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func close() {
        if !word.isEmpty { words.append(withoutArticle(word)) }
        word = ""
    }
    for scalar in text.unicodeScalars {
        if scalar.isASCII {
            switch scalar.value {
            case 0x61...0x7A, 0x30...0x39: word.unicodeScalars.append(scalar)
            case 0x41...0x5A:
                if let small = Unicode.Scalar(scalar.value + 32) {
                    word.unicodeScalars.append(small)
                }
            default: close()
            }
        } else if (0x4E00..<0xA000).contains(scalar.value) {
            close()
            words.append(String(Character(scalar)))
        } else if scalar.properties.generalCategory == .nonspacingMark {
            continue
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal {
            for small in scalar.properties.lowercaseMapping.unicodeScalars
            where small.properties.generalCategory != .nonspacingMark {
                if let plain = plainLetters[small] {
                    word += plain
                } else {
                    word.unicodeScalars.append(small)
                }
            }
        } else {
            close()
        }
    }
    close()
    return words
}

private func withoutArticle(_ word: String) -> String {
    guard let first = word.unicodeScalars.first, (0x600..<0x700).contains(first.value) else {
        return word
    }
    for article in ["وال", "بال", "لل", "ال"]
    where word.hasPrefix(article) && word.unicodeScalars.count > article.unicodeScalars.count + 1 {
        return String(word.dropFirst(article.count))
    }
    return word
}

/// Letters with marks that are one scalar, and what they are without the mark.
private let plainLetters: [Unicode.Scalar: String] = {
    let groups: [(plain: String, marked: String)] = [
        ("a", "àáâãäåāăąǎ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
        ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"),
        ("o", "òóôõöøōŏő"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"), ("u", "ùúûüũūŭůűų"),
        ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"), ("ae", "æ"), ("oe", "œ"), ("ss", "ß"), ("th", "þ"),
        ("и", "й"), ("е", "ё"), ("ا", "أإآٱ"), ("و", "ؤ"), ("ي", "ئى"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for group in groups {
        for scalar in group.marked.unicodeScalars { table[scalar] = group.plain }
    }
    return table
}()

/// The sentences of a text, in order: what `.`, `;`, `:`, `!`, `?` or a line end close before a space.
package func sentences(_ text: String) -> [Substring] {
    var result: [Substring] = []
    var start = text.startIndex
    var closing = false
    for index in text.indices {
        let character = text[index]
        if closing, character.isWhitespace {
            if text[start..<index].contains(where: { !$0.isWhitespace }) {
                result.append(text[start..<index])
            }
            start = index
        }
        closing = ".;:!?\n。".contains(character)
    }
    if text[start...].contains(where: { !$0.isWhitespace }) { result.append(text[start...]) }
    return result
}
