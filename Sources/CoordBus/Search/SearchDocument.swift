internal import BusCore
internal import Events
internal import JSON

/// What can be found: a lesson, practice, policy, activity or report, with its words in every language it has.
package struct SearchDocument {
    package static let kinds = ["lesson", "practice", "policy", "assistance", "report"]
    /// Its place among the kinds.
    static let assistance = 3

    /// lesson, practice, policy, assistance or report.
    let kind: String
    var kindNumber: Int { Self.kinds.firstIndex(of: kind) ?? 7 }
    /// Its identifier; of an activity with the agency whose it is.
    let key: String
    let agency: String
    let country: String?
    /// `2018-02-14`, as far as known.
    let date: String
    let themes: [String]
    let phases: [String]
    /// By language.
    let titles: [(language: String, text: String)]
    let texts: [(language: String, text: String)]

    /// - Returns: nil for an event that nobody looks for words in.
    init?(_ record: RecordFacts, _ document: borrowing JSONDocument) {
        guard let form = Self.form(of: record.type),
            let data = document.value("data", in: document.root)
        else { return nil }
        guard let id = document.text(form.id, in: data) else { return nil }
        kind = form.kind
        agency = record.agency.description
        key = form.isByAgency ? "\(agency)\t\(id)" : id
        country = record.country == .none ? nil : record.country.description
        date =
            document.text(form.date, in: data)
            ?? String((document.text("time", in: document.root) ?? "").prefix(10))
        themes = Self.codes("themes", in: data, document)
        phases = Self.codes("phases", in: data, document)
        titles = Self.languages("title", in: data, document)
        var texts: [(String, String)] = []
        for member in ["text", "description", "summary", "recommendation", "changes"]
            as [StaticString]
        {
            texts += Self.languages(member, in: data, document)
        }
        for member in ["document", "report"] as [StaticString] {
            guard let paper = document.value(member, in: data) else { continue }
            texts += Self.languages("title", in: paper, document)
            if let symbol = document.text("symbol", in: paper) { texts.append(("und", symbol)) }
        }
        texts += Self.codes("tags", in: data, document).map { ("und", $0) }
        self.texts = texts
        guard !titles.isEmpty || !texts.isEmpty else { return nil }
    }

    private struct Form {
        let kind: String
        let id: StaticString
        let date: StaticString
        var isByAgency = false
    }

    /// Has an event of this type words that somebody looks for? One load.
    static func isIndexed(_ type: UInt16) -> Bool { form(of: type) != nil }

    private static func form(of type: UInt16) -> Form? {
        Int(type) < forms.count ? forms[Int(type)] : nil
    }

    /// By the type's number.
    private static let forms: [Form?] = {
        var forms = [Form?](
            repeating: nil, count: 1 + Int(EventCatalogue.all.map(\.number).max() ?? 0))
        for type in EventCatalogue.all { forms[Int(type.number)] = form(named: type.name) }
        return forms
    }()

    private static func form(named type: String) -> Form? {
        switch type {
        case "lesson.recorded": Form(kind: "lesson", id: "lesson", date: "recorded")
        case "practice.shared": Form(kind: "practice", id: "practice", date: "shared")
        case "policy.issued": Form(kind: "policy", id: "policy", date: "issued")
        case "policy.revised": Form(kind: "policy", id: "policy", date: "revised")
        case "mission.reported": Form(kind: "report", id: "mission", date: "reported")
        case "observation.reported": Form(kind: "report", id: "observation", date: "reported")
        case "bulletin.issued": Form(kind: "report", id: "bulletin", date: "issued")
        case "report.ga-issued": Form(kind: "report", id: "report", date: "issued")
        default:
            type.hasPrefix("assistance.")
                ? Form(kind: "assistance", id: "activity", date: "date", isByAgency: true) : nil
        }
    }

    private static func languages(
        _ member: StaticString, in index: Int, _ document: borrowing JSONDocument
    ) -> [(language: String, text: String)] {
        guard let value = document.value(member, in: index), document.kind(value) == .object else {
            return []
        }
        var result: [(String, String)] = []
        var at = document.first(in: value)
        while !document.isEnd(at) {
            if document.kind(at + 1) == .string {
                result.append((document.text(at), document.text(at + 1)))
            }
            at = document.after(at + 1)
        }
        return result
    }

    private static func codes(
        _ member: StaticString, in index: Int, _ document: borrowing JSONDocument
    ) -> [String] {
        guard let value = document.value(member, in: index), document.kind(value) == .array else {
            return []
        }
        var result: [String] = []
        var at = document.first(in: value)
        while !document.isEnd(at) {
            if document.kind(at) == .string { result.append(document.text(at)) }
            at = document.after(at)
        }
        return result
    }

    var year: Int? { Int(date.prefix(4)) }

    // As stored.

    /// Texts of one sort for a column: `en<U+001F>text<U+001E>fr<U+001F>...`: no JSON to parse when a hit is shown.
    static func packed(_ texts: [(language: String, text: String)]) -> String {
        texts.map { $0.language + "\u{1F}" + $0.text }.joined(separator: "\u{1E}")
    }

    static func unpacked(_ text: String) -> [(language: String, text: String)] {
        text.split(separator: "\u{1E}").compactMap { part in
            let halves = part.split(separator: "\u{1F}", maxSplits: 1)
            return halves.count == 2 ? (String(halves[0]), String(halves[1])) : nil
        }
    }

    /// What filters look for: one made-up word a fact, and one for each clearance that is enough.
    func facets(label: UInt8) -> String {
        var words = [SearchFacet.kind(kind), SearchFacet.agency(agency)]
        words.append(SearchFacet.country(country ?? CountryCode.none.description))
        words += themes.map(SearchFacet.theme)
        words += phases.map(SearchFacet.phase)
        if let year { words.append(SearchFacet.year(year)) }
        return (words + SearchFacet.cleared(for: label)).joined(separator: " ")
    }
}
