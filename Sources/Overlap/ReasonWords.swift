/// Reasons in the language of the reader, from config/overlap/words.toml.
package struct ReasonWords: Sendable {
    private var templates: [String: [String: String]] = [:]

    package init(_ text: String) throws(RuleError) {
        for section in try RuleFile(text).sections {
            for list in section.lists {
                guard Evidence(name: list.key) != nil, let template = list.words.first else {
                    throw RuleError(
                        line: 0, reason: "[\(section.name)] \(list.key) is no evidence with words")
                }
                templates[section.name, default: [:]][list.key] = template
            }
        }
    }

    package var languages: [String] { templates.keys.sorted() }

    /// One term in words; in English where the language has no word for it, and the plain name where there is none at all.
    package func words(for term: EvidenceTerm, language: String) -> String {
        let name = term.evidence.name
        guard let template = templates[language]?[name] ?? templates["en"]?[name] else {
            return name
        }
        // In one pass, so that a value that holds "{second}" stays what it is.
        var words = ""
        var rest = Substring(template)
        while let brace = rest.firstIndex(of: "{") {
            words += rest[..<brace]
            rest = rest[brace...]
            if rest.hasPrefix("{first}") {
                words += term.first
                rest = rest.dropFirst("{first}".count)
            } else if rest.hasPrefix("{second}") {
                words += term.second
                rest = rest.dropFirst("{second}".count)
            } else {
                words.append("{")
                rest = rest.dropFirst()
            }
        }
        return words + rest
    }
}

extension PairVerdict.Reason {
    /// What decided apart from the weights, or what was missing.
    package var words: String {
        switch self {
        case .evidence(let days): "\(days) common days"
        case .declared(let identifiers):
            "the publishers joined them by \(identifiers.joined(separator: ", "))"
        case .sameRecord: "a record is not compared with itself"
        case .sameContent: "the same agency, title, dates and amount"
        case .sameAgencies: "the same agencies declared both together"
        case .oneAgency: "both are of one agency"
        case .agencyMissing: "who helps is missing"
        case .countryMissing: "a country is missing"
        case .noCommonCountry: "no common country"
        case .periodMissing: "a start date is missing, or the end lies before it"
        case .tooFewCommonDays: "fewer than \(PairComparer.commonDaysMin) common days"
        case .notElectoral: "one of them shows no sign of elections"
        }
    }
}
