/// A text prepared for being compared: its words, letter triples, codes, and its value when it is a number.
package struct ComparedText: Sendable {
    let words: [String]
    let wordSet: Set<String>
    /// Sum of the weights of its different words, thousandths.
    let weight: Int
    /// Three bytes each of the folded words written without a gap, ascending, with repetitions.
    let triples: [UInt32]
    /// Model numbers, telephone numbers, reference numbers: letters and digits that hold a digit, hyphens left out.
    let codes: Set<String>
    let number: Double?

    static let codeLengthMin = 4

    package init(_ text: String, _ frequencies: WordFrequencies) {
        let folded = FoldedText(text)
        words = folded.words
        wordSet = Set(words)
        weight = wordSet.reduce(0) { $0 + frequencies.weight($1) }
        let bytes = folded.bytes
        triples =
            bytes.count < 3
            ? []
            : (2..<bytes.count).map { at in
                UInt32(bytes[at - 2]) << 16 | UInt32(bytes[at - 1]) << 8 | UInt32(bytes[at])
            }.sorted()
        codes = Self.codes(text)
        number = Self.number(text)
    }

    /// "DVD-2930CI" and "dvd2930ci" are one code, "310/246-1501" and "310-246-1501" one telephone number.
    private static func codes(_ text: String) -> Set<String> {
        var codes = Set<String>()
        var code: [UInt8] = []
        var hasDigit = false
        func close() {
            if hasDigit, code.count >= codeLengthMin {
                codes.insert(String(decoding: code, as: UTF8.self))
            }
            code.removeAll(keepingCapacity: true)
            hasDigit = false
        }
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39:
                hasDigit = true
                code.append(byte)
            case 0x61...0x7A: code.append(byte)
            case 0x41...0x5A: code.append(byte + 32)
            case 0x2D, 0x2E,
                0x2F where !code.isEmpty:
                break  // - . /
            default: close()
            }
        }
        close()
        return codes
    }

    /// The value of a text that is one number, whatever stands around it: "$1,999.00".
    private static func number(_ text: String) -> Double? {
        var digits = ""
        var isOver = false
        for character in text.utf8 {
            switch character {
            case 0x30...0x39,
                0x2E where !digits.isEmpty:
                if isOver { return nil }
                digits.unicodeScalars.append(Unicode.Scalar(character))
            case 0x2C where !digits.isEmpty && !isOver: break
            case 0x41...0x5A, 0x61...0x7A: return nil
            default: isOver = !digits.isEmpty
            }
        }
        return Double(digits)
    }
}
