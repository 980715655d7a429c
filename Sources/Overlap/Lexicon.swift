/// What words mean: phrases in many languages, each standing for a concept such as `kind.VREG` or `level.local`.
///
/// Built from the text of config/overlap/lexicon.toml. Phrases are folded like the texts they are looked for in; `word*`
/// stands for every word that begins so.
package struct Lexicon: Sendable {
    package struct Concept: Hashable, Sendable {
        package let group: String
        package let name: String
    }

    /// A concept found in a text, and the words that say it.
    package struct Hit: Hashable, Sendable {
        package let concept: Concept
        package let words: Range<Int>
    }

    private struct Phrase: Sendable {
        var words: [(text: String, isBeginning: Bool)]
        var concept: Concept
    }

    private var phrases: [Phrase] = []
    private var byFirstWord: [String: [Int]] = [:]
    private var byFirstLetters: [Substring: [Int]] = [:]
    package private(set) var confidence: [Concept: Double] = [:]

    package init(_ text: String) throws(RuleError) {
        for section in try RuleFile(text).sections {
            guard let dot = section.name.firstIndex(of: ".") else {
                throw RuleError(line: 0, reason: "[\(section.name)] must be [group.name]")
            }
            let concept = Concept(
                group: String(section.name[..<dot]),
                name: String(section.name[section.name.index(after: dot)...]))
            confidence[concept] = section.number("confidence") ?? 0.5
            for list in section.lists {
                for phrase in list.words { add(phrase, concept) }
            }
        }
    }

    private mutating func add(_ text: String, _ concept: Concept) {
        var words: [(text: String, isBeginning: Bool)] = []
        for part in text.split(separator: " ") {
            for word in folded(String(part)) { words.append((word, false)) }
            if part.hasSuffix("*"), !words.isEmpty { words[words.count - 1].isBeginning = true }
        }
        guard let first = words.first else { return }
        if first.isBeginning {
            byFirstLetters[first.text.prefix(2), default: []].append(phrases.count)
        } else {
            byFirstWord[first.text, default: []].append(phrases.count)
        }
        phrases.append(Phrase(words: words, concept: concept))
    }

    /// Everything the words say, in order. What `electoral.false` covers no longer speaks of elections.
    package func hits(in words: [String]) -> [Hit] {
        var found: [Hit] = []
        for start in words.indices {
            if let candidates = byFirstWord[words[start]] {
                for index in candidates { match(phrases[index], words, start, &found) }
            }
            if let candidates = byFirstLetters[words[start].prefix(2)] {
                for index in candidates { match(phrases[index], words, start, &found) }
            }
        }
        let misleading = found.filter { $0.concept == Self.misleading }
        return found.filter { hit in
            hit.concept != Self.misleading
                && !(hit.concept == .electoral
                    && misleading.contains { $0.words.contains(hit.words.lowerBound) })
        }
    }

    private static let misleading = Concept(group: "electoral", name: "false")

    private func match(_ phrase: Phrase, _ words: [String], _ start: Int, _ found: inout [Hit]) {
        guard start + phrase.words.count <= words.count else { return }
        for (offset, part) in phrase.words.enumerated() {
            let word = words[start + offset]
            guard part.isBeginning ? word.hasPrefix(part.text) : word == part.text else { return }
        }
        found.append(
            Hit(concept: phrase.concept, words: start..<(start + phrase.words.count)))
    }
}

extension Lexicon.Concept {
    package static let electoral = Self(group: "electoral", name: "strong")
    package static let hintsAtElections = Self(group: "electoral", name: "weak")
    package static let otherTheme = Self(group: "theme", name: "other")
    package static let humanitarian = Self(group: "theme", name: "humanitarian")
}

extension [Lexicon.Hit] {
    package func has(_ concept: Lexicon.Concept) -> Bool { contains { $0.concept == concept } }
    package func has(group: String) -> Bool { contains { $0.concept.group == group } }
    package func names(_ group: String) -> Set<String> {
        Set(lazy.filter { $0.concept.group == group }.map(\.concept.name))
    }
}
