package import JSON

extension AssistanceRecord {
    /// Reads one object of the normalised activities (fields: data README, section 2). Fields of another kind than
    /// expected count as absent. - Returns: nil when there is no `record_id`.
    package init?(_ json: borrowing JSONDocument, at object: Int) {
        guard let id = json.text("record_id", in: object) else { return nil }
        self.init(id: id)
        agencies = Set(
            (json.text("agency", in: object) ?? "").split(separator: "|").map(String.init))
        title = json.text("title", in: object) ?? ""
        description = json.text("description", in: object) ?? ""
        countries = Self.texts(json, "countries", object)
        start = json.text("start", in: object) ?? ""
        end = json.text("end", in: object) ?? ""
        sectors = Self.texts(json, "sectors", object)
        currency = json.text("currency", in: object)
        if let value = json.value("value", in: object) {
            switch json.kind(value) {
            case .string: amount = Double(json.text(value))
            case .integer, .unsigned, .double: amount = json.number(value)
            default: break
            }
        }
        identifiers = [id]
        if let identifier = json.text("iati_identifier", in: object) {
            identifiers.insert(identifier)
        }
        if let extra = json.value("extra", in: object), json.kind(extra) == .object {
            outputs = json.text("outputs", in: extra) ?? ""
            form = json.text("cooperation", in: extra) ?? ""
            identifiers.formUnion(Self.texts(json, "other_identifiers", extra))
        }
        readPartners(json, object)
        readLinks(json, object)
        pointsAt.subtract(identifiers)
    }

    private mutating func readPartners(_ json: borrowing JSONDocument, _ object: Int) {
        guard let list = json.value("orgs", in: object), json.kind(list) == .array else { return }
        var at = json.first(in: list)
        while !json.isEnd(at) {
            if json.kind(at) == .object {
                let activity = json.text("activity_id", in: at)
                partners.append(
                    Partner(
                        role: json.text("role", in: at) ?? "",
                        name: json.text("name", in: at) ?? "",
                        agency: json.text("agency", in: at), activity: activity))
                if let activity { pointsAt.insert(activity) }
            }
            at = json.after(at)
        }
    }

    /// Links are pairs of a type and an identifier. A publisher's own project numbers point at nobody.
    private mutating func readLinks(_ json: borrowing JSONDocument, _ object: Int) {
        guard let list = json.value("links", in: object), json.kind(list) == .array else { return }
        var at = json.first(in: list)
        while !json.isEnd(at) {
            if json.kind(at) == .array {
                let type = json.first(in: at)
                if !json.isEnd(type), json.kind(type) == .string {
                    let target = json.after(type)
                    if !json.isEnd(target), json.kind(target) == .string,
                        Self.pointsAtOthers(json.text(type))
                    {
                        pointsAt.insert(json.text(target))
                    }
                }
            }
            at = json.after(at)
        }
    }

    private static func pointsAtOthers(_ type: String) -> Bool {
        ["provider-activity-id", "receiver-activity-id", "related-activity", "joint-with"]
            .contains { type.hasPrefix($0) }
    }

    private static func texts(_ json: borrowing JSONDocument, _ key: StaticString, _ object: Int)
        -> [String]
    {
        guard let list = json.value(key, in: object), json.kind(list) == .array else { return [] }
        var result: [String] = []
        var at = json.first(in: list)
        while !json.isEnd(at) {
            if json.kind(at) == .string { result.append(json.text(at)) }
            at = json.after(at)
        }
        return result
    }
}
