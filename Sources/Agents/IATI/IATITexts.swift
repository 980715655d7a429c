internal import XML

/// Texts of an activity: in 1.0x the element's own, in 2.0x its `narrative` children.
///
/// The language is the one found in the text where it shows clearly, else the one declared on the narrative, the
/// element, the activity or the file, else `und`.
struct IATITexts {
    private let activityLanguage: String?

    init(activityLanguage: String?) {
        self.activityLanguage = activityLanguage.flatMap(LanguageTag.primary)
    }

    /// One text, tidied and without contact details, whatever the language; nil when there is none.
    func plain(_ element: XMLElement) -> String? {
        let texts = narratives(element).map(\.text)
        let english = narratives(element).first { $0.declared == "en" }?.text
        return (english ?? texts.first)?.clipped(toBytes: AssistanceLimits.nameBytesMax)
    }

    /// All texts of some elements of one name, joined by language.
    func byLanguage(
        _ elements: [XMLElement], field: String, _ record: inout AssistanceRecord
    ) -> TextByLanguage {
        var parts: [(language: String, text: String)] = []
        for element in elements {
            for (declared, raw) in narratives(element) {
                var text = raw
                if let scrubbed = ContactScrubber.scrubbed(text) {
                    text = scrubbed
                    record.note("\(field): contact details withheld")
                }
                let found = LanguageDetector.language(of: text, declared: declared)
                if let found, let declared, found != declared {
                    record.note("\(field): declared \(declared), found \(found)")
                }
                let language = found ?? declared ?? "und"
                if parts.contains(where: { $0 == (language, text) }) { continue }
                parts.append((language, text))
            }
        }
        return join(parts)
    }

    /// Several different texts in one language, such as general description and objectives, become paragraphs of one.
    private func join(_ parts: [(language: String, text: String)]) -> TextByLanguage {
        var joined = TextByLanguage()
        for (language, text) in parts {
            joined.set(joined[language].map { "\($0)\n\n\(text)" } ?? text, language: language)
        }
        return joined
    }

    private func narratives(_ element: XMLElement) -> [(declared: String?, text: String)] {
        let own = element.attribute("xml:lang").flatMap(LanguageTag.primary) ?? activityLanguage
        var found: [(String?, String)] = []
        if let text = element.text.tidied.nonEmpty { found.append((own, text)) }
        for narrative in element.all("narrative") {
            let language = narrative.attribute("xml:lang").flatMap(LanguageTag.primary) ?? own
            if let text = narrative.text.tidied.nonEmpty { found.append((language, text)) }
        }
        return found
    }
}

/// Language tags as sources write them: `EN`, `en-GB`, `fre`.
enum LanguageTag {
    /// The primary subtag in small letters; nil when it is none, or says that it does not know.
    static func primary(_ tag: String) -> String? {
        let primary = tag.tidied.lowercased().prefix { $0 != "-" && $0 != "_" }
        guard (2...3).contains(primary.utf8.count),
            primary.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
            primary != "und"
        else { return nil }
        return String(primary)
    }
}
