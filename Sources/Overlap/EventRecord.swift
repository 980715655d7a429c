package import JSON

extension AssistanceRecord {
    /// Reads an `org.coordbus.assistance.*` event (docs/events.md). Fields of another kind than expected count as absent.
    ///
    /// Themes that an adapter concluded from words or codes (`derived`) are not taken: they are no statement of the
    /// publisher, and the reader of this library reads the same texts.
    /// - Parameters:
    ///   - object: the CloudEvent.
    ///   - agency: whose event it is, when the caller knows better than `source`.
    /// - Returns: nil without `data.activity`.
    package init?(event json: borrowing JSONDocument, at object: Int, agency: String? = nil) {
        guard let data = json.value("data", in: object),
            let activity = json.text("activity", in: data)
        else { return nil }
        let source = json.text("source", in: object) ?? ""
        let owner = agency ?? Self.afterLastColon(source)
        self.init(id: Self.id(agency: owner, activity: activity))
        agencies = owner.isEmpty ? [] : [owner]
        identifiers = [activity]
        title = Self.text(json, "title", data)
        description = Self.text(json, "description", data)
        if let country = json.text("country", in: data) { countries = [country] }
        countries += Self.list(json, "countries", data) { json, at in
            json.kind(at) == .string ? json.text(at) : nil
        }
        if let period = json.value("period", in: data) {
            start = json.text("start", in: period) ?? ""
            end = json.text("end", in: period) ?? ""
        }
        event = json.text("event", in: data)
        instrument = json.text("instrument", in: data)
        if !Self.isDerived("themes", json, data) {
            themes = Set(
                Self.list(json, "themes", data) { json, at in
                    json.kind(at) == .string ? json.text(at) : nil
                })
        }
        places = Self.list(json, "places", data) { json, at in json.text("name", in: at) }
        sectors = Self.list(json, "sectors", data) { json, at in json.text("code", in: at) }
        beneficiaries = Set(
            Self.list(json, "beneficiaries", data) { json, at in json.text("group", in: at) })
        readMoney(json, data)
        readPartners(json, data)
        // An event has one owner; a record of several names the others as who reports it too.
        for partner in partners where partner.role == "reporting" {
            if let agency = partner.agency { agencies.insert(agency) }
        }
        readLinks(json, data)
        if let extra = json.value("extra", in: data) {
            outputs = json.text("outputs", in: extra) ?? ""
            form = json.text("cooperation", in: extra) ?? ""
        }
    }

    /// The id of an agency's activity: later events of the same activity replace the record.
    package static func id(agency: String, activity: String) -> String { agency + "/" + activity }

    /// `undp` in `urn:coordbus:agency:undp`.
    private static func afterLastColon(_ source: String) -> String {
        guard let colon = source.utf8.lastIndex(of: 0x3A) else { return source }
        return String(source[source.utf8.index(after: colon)...])
    }

    private mutating func readMoney(_ json: borrowing JSONDocument, _ data: Int) {
        for name in ["commitments", "budget"] as [StaticString] {
            guard let money = json.value(name, in: data),
                let text = json.text("amount", in: money), let value = Double(text)
            else { continue }
            amount = value
            currency = json.text("currency", in: money)
            return
        }
    }

    private mutating func readPartners(_ json: borrowing JSONDocument, _ data: Int) {
        partners = Self.list(json, "partners", data) { json, at in
            guard json.kind(at) == .object else { return nil }
            return Partner(
                role: json.text("role", in: at) ?? "", name: json.text("name", in: at) ?? "",
                agency: json.text("agency", in: at), activity: json.text("activity", in: at))
        }
        for partner in partners {
            if let activity = partner.activity { pointsAt.insert(activity) }
        }
    }

    private mutating func readLinks(_ json: borrowing JSONDocument, _ data: Int) {
        let links = Self.list(json, "links", data) { json, at -> (String, String)? in
            guard let kind = json.text("kind", in: at), let activity = json.text("activity", in: at)
            else { return nil }
            return (kind, activity)
        }
        for (kind, activity) in links {
            switch kind {
            case "joint-with": jointWith.insert(activity)
            case "reports-on", "third-party": reportsOn.insert(activity)
            default: pointsAt.insert(activity)
            }
        }
    }

    /// Text by language: English where there is some, else the first.
    private static func text(_ json: borrowing JSONDocument, _ key: StaticString, _ object: Int)
        -> String
    {
        guard let texts = json.value(key, in: object), json.kind(texts) == .object else {
            return ""
        }
        if let english = json.text("en", in: texts) { return english }
        let first = json.first(in: texts)
        guard !json.isEnd(first), json.kind(first + 1) == .string else { return "" }
        return json.text(first + 1)
    }

    private static func isDerived(
        _ field: String, _ json: borrowing JSONDocument, _ data: Int
    ) -> Bool {
        list(json, "derived", data) { json, at in
            json.text("field", in: at)
        }.contains(field)
    }

    private static func list<Item>(
        _ json: borrowing JSONDocument, _ key: StaticString, _ object: Int,
        _ item: (borrowing JSONDocument, Int) -> Item?
    ) -> [Item] {
        guard let list = json.value(key, in: object), json.kind(list) == .array else { return [] }
        var items: [Item] = []
        var at = json.first(in: list)
        while !json.isEnd(at) {
            if let item = item(json, at) { items.append(item) }
            at = json.after(at)
        }
        return items
    }
}
