/// What a letter becomes: small, without marks.
enum LetterFold: Sendable, Equatable {
    case separator
    case mark
    /// Up to eight bytes of UTF-8, the first one lowest.
    case letters(UInt64, count: Int)

    init(of value: UInt32) {
        guard let scalar = Unicode.Scalar(value) else {
            self = .separator
            return
        }
        if scalar.properties.generalCategory == .nonspacingMark {
            self = .mark
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal {
            var letters: UInt64 = 0
            var count = 0
            for byte in Self.plain(scalar).utf8 where count < 8 {
                letters |= UInt64(byte) << (8 * UInt64(count))
                count += 1
            }
            self = count == 0 ? .mark : .letters(letters, count: count)
        } else {
            self = .separator
        }
    }

    private static func plain(_ scalar: Unicode.Scalar) -> String {
        var text = ""
        for small in scalar.properties.lowercaseMapping.unicodeScalars
        where small.properties.generalCategory != .nonspacingMark {
            if let plain = plainLetters[small] {
                text += plain
            } else {
                text.unicodeScalars.append(small)
            }
        }
        return text
    }
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
