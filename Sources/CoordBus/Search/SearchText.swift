/// A text as the index takes it. Case and accents of Latin, Greek and Cyrillic letters are SQLite's tokenizer's business
/// (unicode61, remove_diacritics 2); here is what it does not know: Arabic spelling and the Arabic article, `ё`, and
/// Chinese, where each sign is a word. Queries go the same way, so that both always agree.
enum SearchText {
    static func prepared(_ text: String) -> String {
        // Below 0xD0 there is only Latin and Greek.
        text.utf8.allSatisfy { $0 < 0xD0 } ? text : rewritten(text)
    }

    private static func rewritten(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        var arabic = String.UnicodeScalarView()
        func close(_ result: inout String) {
            guard !arabic.isEmpty else { return }
            result.unicodeScalars.append(contentsOf: withoutArticle(arabic))
            arabic = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x640, 0x64B...0x65F, 0x670: continue  // lengthening, vowel signs
            case 0xE000...0xF8FF: continue  // private use: facets
            case 0x620...0x64A, 0x66E...0x6D3: arabic.append(plainArabic(scalar))
            case 0x451, 0x401:
                close(&result)
                result.unicodeScalars.append("е")
            case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FA1F:
                close(&result)
                result += " "
                result.unicodeScalars.append(scalar)
                result += " "
            default:
                close(&result)
                result.unicodeScalars.append(scalar)
            }
        }
        close(&result)
        return result
    }

    /// Spellings that people mix: the forms of alif, final ya, ta marbuta, hamza on its seats.
    private static func plainArabic(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "أ", "إ", "آ", "ٱ": "ا"
        case "ى", "ئ": "ي"
        case "ؤ": "و"
        case "ة": "ه"
        default: scalar
        }
    }

    private static let articles: [[Unicode.Scalar]] = ["وال", "بال", "فال", "كال", "لل", "ال"]
        .map { Array($0.unicodeScalars) }

    private static func withoutArticle(_ word: String.UnicodeScalarView) -> String.UnicodeScalarView
    {
        for article in articles
        where word.count >= article.count + 3 && word.starts(with: article) {
            return String.UnicodeScalarView(word.dropFirst(article.count))
        }
        return word
    }

    /// Does it hold anything to look for?
    static func isWord(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }
}
