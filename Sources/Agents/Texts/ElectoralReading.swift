/// Concludes type, themes and phases where a source states none, and says how sure it is; and which records are of other work.
///
/// Codes alone say little: only a sector whose meaning is one theme gives that theme (vocabulary section 5). Titles say
/// more, but only titles that speak of elections are read.
enum ElectoralReading {
    private static let electionCodes: Set<String> = ["15151", "15161"]

    private static let themesBySector = [
        "15150": "ce", "15152": "parties", "15153": "media", "15160": "hr", "15170": "women",
    ]

    static func conclude(_ record: inout AssistanceRecord) {
        let titles = record.title.texts.map { $0.text.lowercased() }
        let speaksOfElections = titles.contains { isElectoral($0) }
        let codes = record.sectors.filter { $0.vocabulary == "DAC-5" }.map(\.code)
        let hasElectionCode = !electionCodes.isDisjoint(with: codes)
        markAdjacent(&record, isElectoral: speaksOfElections || hasElectionCode)
        if record.themes.isEmpty {
            var themes: [String] = []
            if speaksOfElections {
                themes = ElectoralWords.themes.filter { entry in
                    titles.contains { title in entry.words.contains { contains(title, $0) } }
                }.map(\.theme)
            }
            if !themes.isEmpty {
                record.derived.append(.init(field: "themes", hundredths: 70, basis: .text))
            } else if speaksOfElections || hasElectionCode {
                // Electoral, and neither code nor title says which part.
            } else {
                for code in codes {
                    if let theme = themesBySector[code], !themes.contains(theme) {
                        themes.append(theme)
                    }
                }
                if !themes.isEmpty {
                    record.derived.append(.init(field: "themes", hundredths: 30, basis: .code))
                }
            }
            record.themes = themes
        }
        if record.phases.isEmpty, speaksOfElections {
            for theme in record.themes {
                if let phase = ElectoralWords.phases[theme], !record.phases.contains(phase) {
                    record.phases.append(phase)
                }
            }
            if !record.phases.isEmpty {
                record.derived.append(.init(field: "phases", hundredths: 50, basis: .text))
            }
        }
        guard record.type == nil, speaksOfElections || hasElectionCode else { return }
        record.type = record.themes.contains("obs-int") ? "opsobs" : "ta"
        let confidence = speaksOfElections && hasElectionCode ? 70 : 50
        record.derived.append(
            .init(
                field: "type", hundredths: confidence, basis: speaksOfElections ? .text : .code))
    }

    /// Work of other kinds is kept, because it may overlap, but is neither held to the rules of electoral assistance nor
    /// counted as such (OP18). In doubt a record is not of another kind: one word in its description is enough.
    private static func markAdjacent(_ record: inout AssistanceRecord, isElectoral: Bool) {
        guard record.type == nil, record.themes.isEmpty, !isElectoral,
            !record.description.texts.contains(where: { Self.isElectoral($0.text.lowercased()) })
        else { return }
        record.isAdjacent = true
        record.derived.append(.init(field: "adjacent", hundredths: 70, basis: .text))
    }

    /// - Parameter title: in small letters.
    static func isElectoral(_ title: String) -> Bool {
        ElectoralWords.election.contains { contains(title, $0) }
            && !(ElectoralWords.notElection.contains { contains(title, $0) }
                && !title.contains("electoral"))
    }

    /// At the beginning of a word; in Chinese and Arabic anywhere, as words are not set apart or carry an article.
    private static func contains(_ title: String, _ word: String) -> Bool {
        var rest = title[...]
        while let found = rest.range(ofText: word) {
            guard let first = word.unicodeScalars.first, first.value < 0x600 else { return true }
            if found.lowerBound == title.startIndex { return true }
            let before = title.unicodeScalars[title.unicodeScalars.index(before: found.lowerBound)]
            if !before.properties.isAlphabetic { return true }
            rest = title[found.upperBound...]
        }
        return false
    }
}

extension Substring {
    /// The first place where `text` stands, byte for byte.
    fileprivate func range(ofText text: String) -> Range<String.Index>? {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return nil }
        var at = utf8.startIndex
        while let start = utf8[at...].firstIndex(of: first) {
            let tail = utf8[start...]
            if tail.starts(with: wanted) {
                return start..<utf8.index(start, offsetBy: wanted.count)
            }
            at = utf8.index(after: start)
        }
        return nil
    }
}
