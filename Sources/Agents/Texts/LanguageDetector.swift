/// Says in which language a text is, where the text itself shows it clearly.
///
/// Script decides for Arabic, Amharic, Chinese and Russian; common words for en, fr, es, de, sv, nl and pt. Only
/// the first 1,000 letters are read. Meant for declared languages that may be wrong, so it would rather say
/// nothing than guess.
package enum LanguageDetector {
    /// - Parameter declared: what the source says; a language outside our lists takes stronger evidence to overrule.
    /// - Returns: nil when the text is too short or too mixed to say.
    package static func language(of text: String, declared: String? = nil) -> String? {
        var scripts = ScriptCount()
        var words = WordScores()
        var word = ""
        for scalar in text.unicodeScalars.prefix(1_000) {
            scripts.count(scalar)
            if scalar.properties.isAlphabetic {
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty {
                // French elides: l'appui, d'eau.
                if scalar == "'" || scalar == "\u{2019}" { word += "'" }
                words.add(word)
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.add(word) }
        if let language = scripts.language {
            // The script fits what is declared: Persian is not Arabic, Ukrainian not Russian.
            if let declared, sameScript[language, default: []].contains(declared) {
                return declared
            }
            return language
        }
        let isUnknown = declared.map { !LanguageWords.languages.contains($0) } ?? false
        let found = words.best(evidence: isUnknown ? 5 : 1, ratio: isUnknown ? 2.5 : 1.5)
        guard let found, let declared, found != declared else { return found }
        // One word may be a name: El Sheikh is not Spanish.
        return words.hits(of: found) >= 2
            && words.score(of: declared) * 3 <= words.score(of: found) ? found : nil
    }

    private static let sameScript: [String: Set<String>] = [
        "ar": ["fa", "ur", "ps", "ku", "sd", "ug"], "am": ["ti"], "zh": ["ja", "ko"],
        "ru": ["uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"],
    ]

    private struct ScriptCount {
        var latin = 0
        var arabic = 0
        var ethiopic = 0
        var han = 0
        var kana = 0
        var cyrillic = 0

        mutating func count(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: latin += 1
            case 0x400...0x4FF: cyrillic += 1
            case 0x600...0x6FF, 0x750...0x77F: arabic += 1
            case 0x1200...0x137F: ethiopic += 1
            case 0x3040...0x30FF: kana += 1
            case 0x4E00...0x9FFF: han += 1
            default: break
            }
        }

        /// Of texts that are mostly in another script; a name in Latin letters does not make them Latin.
        var language: String? {
            let others = [
                ("ar", arabic), ("am", ethiopic), (kana > 0 ? "ja" : "zh", han * 2 + kana * 2),
                ("ru", cyrillic),
            ]
            guard let most = others.max(by: { $0.1 < $1.1 }), most.1 >= 3, most.1 > latin else {
                return nil
            }
            return most.0
        }
    }

    private struct WordScores {
        private var scores = [Double](repeating: 0, count: LanguageWords.languages.count)
        private var hits = [Int](repeating: 0, count: LanguageWords.languages.count)
        private var count = 0

        mutating func add(_ word: String) {
            count += 1
            guard let bits = LanguageWords.bits[LanguageWords.folded(word)] else { return }
            // A word of one language says more than a word of four.
            let weight = 1 / Double(bits.nonzeroBitCount)
            for at in scores.indices where bits & (1 << UInt8(at)) != 0 {
                scores[at] += weight
                hits[at] += 1
            }
        }

        func score(of language: String) -> Double {
            LanguageWords.languages.firstIndex(of: language).map { scores[$0] } ?? 0
        }

        func hits(of language: String) -> Int {
            LanguageWords.languages.firstIndex(of: language).map { hits[$0] } ?? 0
        }

        func best(evidence: Double, ratio: Double) -> String? {
            guard count >= 3, let most = scores.max(), most >= evidence,
                most >= Double(count) / 12,
                let at = scores.firstIndex(of: most)
            else { return nil }
            let second = scores.enumerated().filter { $0.offset != at }.map(\.element).max() ?? 0
            return most >= second * ratio ? LanguageWords.languages[at] : nil
        }
    }
}
