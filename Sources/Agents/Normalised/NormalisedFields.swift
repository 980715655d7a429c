internal import JSON

/// One line of the normalised shape, copied out of the parser: texts, lists of texts, organisations and links.
struct NormalisedFields {
    struct Organisation {
        var role = ""
        var name: String?
        var ref: String?
        var agency: String?
        var activity: String?
    }

    private(set) var texts: [String: String] = [:]
    private(set) var lists: [String: [String]] = [:]
    private(set) var organisations: [Organisation] = []
    private(set) var links: [(kind: String, identifier: String)] = []
    /// Members of `extra` that are texts.
    private(set) var extra: [(name: String, text: String)] = []

    subscript(name: String) -> String? { texts[name] }

    init(_ document: borrowing JSONDocument) {
        var at = document.first(in: document.root)
        while !document.isEnd(at) {
            let name = document.text(at)
            let value = at + 1
            switch (name, document.kind(value)) {
            case ("orgs", .array): readOrganisations(document, value)
            case ("links", .array): readLinks(document, value)
            case ("extra", .object):
                extra = JSONFields.fields(document, value).map { (name: $0.0, text: $0.1.tidied) }
            case (_, .array): lists[name] = Self.list(document, value)
            case (_, .string): texts[name] = document.text(value).tidied.nonEmpty
            case (_, .integer): texts[name] = String(document.integer(value))
            case (_, .unsigned), (_, .double): texts[name] = "\(document.number(value))"
            default: break
            }
            at = document.after(value)
        }
    }

    private static func list(_ document: borrowing JSONDocument, _ array: Int) -> [String] {
        var texts: [String] = []
        var at = document.first(in: array)
        while !document.isEnd(at) {
            if document.kind(at) == .string, let text = document.text(at).tidied.nonEmpty {
                texts.append(text)
            }
            at = document.after(at)
        }
        return texts
    }

    private mutating func readOrganisations(_ document: borrowing JSONDocument, _ array: Int) {
        var at = document.first(in: array)
        while !document.isEnd(at) {
            if document.kind(at) == .object {
                var organisation = Organisation()
                for (name, text) in JSONFields.fields(document, at) {
                    let value = text.tidied.nonEmpty
                    switch name {
                    case "role": organisation.role = value ?? ""
                    case "name": organisation.name = value
                    case "ref": organisation.ref = value
                    case "agency": organisation.agency = value
                    case "activity_id": organisation.activity = value
                    default: break
                    }
                }
                organisations.append(organisation)
            }
            at = document.after(at)
        }
    }

    /// Pairs of kind and identifier.
    private mutating func readLinks(_ document: borrowing JSONDocument, _ array: Int) {
        var at = document.first(in: array)
        while !document.isEnd(at) {
            if document.kind(at) == .array {
                let pair = Self.list(document, at)
                if pair.count == 2 { links.append((pair[0], pair[1])) }
            }
            at = document.after(at)
        }
    }
}
