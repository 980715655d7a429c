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
        /// Tokens of `words`, one a word: where they lie in `tokens`.
        var tokens: Range<Int>
        var concept: Concept
    }

    private var words = WordTrie()
    private var tokens: [Int32] = []
    /// In the order of their first tokens.
    private var phrases: [Phrase] = []
    /// Where the phrases of each first token begin in `phrases`, and behind the last one where they end.
    private var starts: [Int] = []
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
        sortPhrases()
    }

    private mutating func add(_ text: String, _ concept: Concept) {
        let start = tokens.count
        for part in text.split(separator: " ") {
            let folded = FoldedText(String(part))
            for index in 0..<folded.count {
                let isBeginning = part.hasSuffix("*") && index == folded.count - 1
                tokens.append(
                    words.insert(folded.bytes[folded.range(index)], isBeginning: isBeginning))
            }
        }
        guard tokens.count > start else { return }
        phrases.append(Phrase(tokens: start..<tokens.count, concept: concept))
    }

    /// By first token; those of one token as they stand in the file.
    private mutating func sortPhrases() {
        func first(_ phrase: Phrase) -> Int { Int(tokens[phrase.tokens.lowerBound]) }
        let order = phrases.indices.sorted {
            (first(phrases[$0]), $0) < (first(phrases[$1]), $1)
        }
        phrases = order.map { phrases[$0] }
        starts = [Int](repeating: phrases.count, count: words.tokenCount + 1)
        for index in phrases.indices.reversed() { starts[first(phrases[index])] = index }
        // A token that begins no phrase has none: its place is where the next one's begin.
        for token in (0..<words.tokenCount).reversed()
        where starts[token] == phrases.count {
            starts[token] = starts[token + 1]
        }
    }

    /// Everything the words say, in order. What `electoral.false` covers no longer speaks of elections.
    package func hits(in text: FoldedText) -> [Hit] {
        guard !text.isEmpty else { return [] }
        var said: [Int32] = []
        /// Where the tokens of each word end in `said`.
        var ends: [Int32] = [0]
        ends.reserveCapacity(text.count + 1)
        for index in 0..<text.count {
            words.tokens(of: text, word: index, into: &said)
            ends.append(Int32(said.count))
        }
        guard !said.isEmpty else { return [] }
        func isSaid(_ token: Int32, by word: Int) -> Bool {
            for at in Int(ends[word])..<Int(ends[word + 1]) where said[at] == token {
                return true
            }
            return false
        }
        var found: [Hit] = []
        for start in 0..<text.count {
            for at in Int(ends[start])..<Int(ends[start + 1]) {
                let token = Int(said[at])
                candidates: for index in starts[token]..<starts[token + 1] {
                    let wanted = phrases[index].tokens
                    guard start + wanted.count <= text.count else { continue }
                    for offset in 1..<max(1, wanted.count)
                    where !isSaid(tokens[wanted.lowerBound + offset], by: start + offset) {
                        continue candidates
                    }
                    found.append(
                        Hit(
                            concept: phrases[index].concept,
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
