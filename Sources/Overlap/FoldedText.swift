/// A text as words that compare across case, accents and the Arabic article; each Chinese character is a word.
///
/// "L'Élection" becomes `l`, `election`; "الانتخابات" loses its article. Marks above and below letters are dropped, so
/// the words of config/overlap/lexicon.toml are written without them. All words lie in one array of UTF-8, because a
/// long description is hundreds of words and a million records are read in a minute.
package struct FoldedText: Sendable, Equatable {
    private(set) var bytes: [UInt8] = []
    /// Where each word ends in `bytes`.
    private(set) var ends: [Int32] = []
    /// How many words stand before the end of the first and of the second sentence; fewer when there are fewer.
    private(set) var sentences: [Int] = []

    /// - Parameter bytesMax: longer texts are read up to here.
    package init(_ text: String, bytesMax: Int = .max) {
        var text = text
        text.makeContiguousUTF8()
        let source = text.utf8.span
        let count = min(source.count, bytesMax)
        bytes.reserveCapacity(count)
        var at = 0
        var closing = false
        while at < count {
            let byte = source[at]
            if byte < 0x80 {
                at += 1
                let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
                if closing, isSpace { closeSentence() }
                let folded = asciiFolds[Int(byte)]
                if folded == 0 { close() } else { bytes.append(folded) }
                // `.`, `;`, `:`, `!`, `?` and line ends close a sentence before a space.
                closing =
                    byte == 0x2E || byte == 0x3B || byte == 0x3A || byte == 0x21 || byte == 0x3F
                    || byte == 0x0A
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            guard at + length <= count else { break }
            var value = UInt32(byte) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
            for offset in 1..<length { value = value << 6 | UInt32(source[at + offset] & 0x3F) }
            at += length
            closing = append(value)
        }
        close()
        closeSentence()
    }

    /// The first words of another text.
    init(_ other: FoldedText, words: Int) {
        ends = Array(other.ends.prefix(words))
        bytes = Array(other.bytes.prefix(Int(ends.last ?? 0)))
        sentences = other.sentences.filter { $0 <= words }
    }

    package var count: Int { ends.count }
    package var isEmpty: Bool { ends.isEmpty }

    package subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }
    package var words: [String] { ends.indices.map { self[$0] } }

    /// Where a word lies in `bytes`.
    func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    /// The year that a word is, 1900 to 2099; nil when it is none.
    func year(_ index: Int) -> Int? {
        let range = range(index)
        guard range.count == 4 else { return nil }
        var year = 0
        for byte in bytes[range] {
            guard (0x30...0x39).contains(byte) else { return nil }
            year = year * 10 + Int(byte - 0x30)
        }
        return (1900...2099).contains(year) ? year : nil
    }

    /// - Returns: true when a sentence may close here.
    private mutating func append(_ value: UInt32) -> Bool {
        if (0x4E00..<0xA000).contains(value) {
            close()
            bytes.append(UInt8(0xE0 | value >> 12))
            bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | value & 0x3F))
            close()
            return false
        }
        let fold = value < 0x800 ? letterFolds[Int(value)] : LetterFold(of: value)
        switch fold {
        case .separator: close()
        case .mark: break
        case .letters(let letters, let count):
            for index in 0..<count {
                bytes.append(UInt8(truncatingIfNeeded: letters >> (8 * UInt64(index))))
            }
        }
        return value == 0x3002  // ideographic full stop
    }

    private mutating func close() {
        let start = Int(ends.last ?? 0)
        guard bytes.count > start else { return }
        if bytes[start] >= 0xD8, bytes[start] <= 0xDB { dropArticle(start) }
        ends.append(Int32(bytes.count))
    }

    private mutating func closeSentence() {
        let last = sentences.last ?? 0
        if sentences.count < 2, ends.count > last { sentences.append(ends.count) }
    }

    /// Arabic joins the article, and prepositions before it, to the word.
    private mutating func dropArticle(_ start: Int) {
        for article in arabicArticles where bytes[start...].starts(with: article) {
            // At least two letters of two bytes must remain.
            if bytes.count - start >= article.count + 4 {
                bytes.removeSubrange(start..<(start + article.count))
            }
            return
        }
    }
}

/// The words of a text. For short texts; the reader keeps `FoldedText`.
package func folded(_ text: String) -> [String] { FoldedText(text).words }

private let arabicArticles = ["وال", "بال", "لل", "ال"].map { Array($0.utf8) }

/// Small letters and digits stay, capitals become small, everything else parts words.
private let asciiFolds: [UInt8] = (0..<128).map { byte in
    switch byte {
    case 0x61...0x7A, 0x30...0x39: UInt8(byte)
    case 0x41...0x5A: UInt8(byte + 32)
    default: 0
    }
}

/// Latin, Greek, Cyrillic, Hebrew and Arabic, asked of Unicode once.
private let letterFolds: [LetterFold] = (0..<0x800).map { LetterFold(of: $0) }
