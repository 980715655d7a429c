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
        /// Tokens of `words`, one a word.
        var tokens: [Int32]
        var concept: Concept
    }

    private var words = WordTrie()
    private var phrases: [Phrase] = []
    /// Phrases by their first token.
    private var byFirst: [[Int32]] = []
    package private(set) var confidence: [Concept: Double] = [:]
    /// Kinds of support that a theme of the vocabulary means, by its code (`[means.vr]`).
    package private(set) var kindsOfTheme: [String: [String]] = [:]
    private static let meaning = "means"

    package init(_ text: String) throws(RuleError) {
        for section in try RuleFile(text).sections {
            guard let dot = section.name.firstIndex(of: ".") else {
                throw RuleError(line: 0, reason: "[\(section.name)] must be [group.name]")
            }
            let concept = Concept(
                group: String(section.name[..<dot]),
                name: String(section.name[section.name.index(after: dot)...]))
            if concept.group == Self.meaning {
                kindsOfTheme[concept.name] = section.lists.flatMap(\.words)
                continue
            }
            confidence[concept] = section.number("confidence") ?? 0.5
            for list in section.lists {
                for phrase in list.words { add(phrase, concept) }
            }
        }
    }

    private mutating func add(_ text: String, _ concept: Concept) {
        var tokens: [Int32] = []
        for part in text.split(separator: " ") {
            let folded = FoldedText(String(part))
            for index in 0..<folded.count {
                let isBeginning = part.hasSuffix("*") && index == folded.count - 1
                tokens.append(
                    words.insert(folded.bytes[folded.range(index)], isBeginning: isBeginning))
            }
        }
        guard let first = tokens.first else { return }
        while byFirst.count < words.tokenCount { byFirst.append([]) }
        byFirst[Int(first)].append(Int32(phrases.count))
        phrases.append(Phrase(tokens: tokens, concept: concept))
    }

    /// Everything the words say, in order. What `electoral.false` covers no longer speaks of elections.
    package func hits(in text: FoldedText) -> [Hit] {
        var tokens: [Int32] = []
        var starts: [Int32] = [0]
        starts.reserveCapacity(text.count + 1)
        for index in 0..<text.count {
            words.tokens(of: text, word: index, into: &tokens)
            starts.append(Int32(tokens.count))
        }
        guard !tokens.isEmpty else { return [] }
        func isSaid(_ token: Int32, by word: Int) -> Bool {
            for at in Int(starts[word])..<Int(starts[word + 1]) where tokens[at] == token {
                return true
            }
            return false
        }
        var found: [Hit] = []
        for start in 0..<text.count {
            for at in Int(starts[start])..<Int(starts[start + 1]) {
                candidates: for index in byFirst[Int(tokens[at])] {
                    let wanted = phrases[Int(index)].tokens
                    guard start + wanted.count <= text.count else { continue }
                    for offset in 1..<max(1, wanted.count)
                    where !isSaid(wanted[offset], by: start + offset) { continue candidates }
                    found.append(
                        Hit(
                            concept: phrases[Int(index)].concept,
                            words: start..<(start + wanted.count)))
                }
            }
        }
        let misleading = found.filter { $0.concept == Self.misleading }
        guard !misleading.isEmpty else { return found }
        return found.filter { hit in
            hit.concept != Self.misleading
                && !(hit.concept == .electoral
                    && misleading.contains { $0.words.contains(hit.words.lowerBound) })
        }
    }

    private static let misleading = Concept(group: "electoral", name: "false")
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
        var names = Set<String>()
        for hit in self where hit.concept.group == group { names.insert(hit.concept.name) }
        return names
    }
}
