internal import Events
internal import JSON
internal import Overlap

/// Reads from an assistance event what a need is held against; what the overlap library compares, it reads itself.
enum AssistanceReading {
    /// ISO 3166-1 alpha-3.
    static func countries(_ json: borrowing JSONDocument, _ data: Int) -> [String] {
        if let country = json.text("country", in: data) { return [country] }
        return json.texts("countries", in: data)
    }

    /// Was the field read from a title or a code by an adapter, and not stated?
    private static func isDerived(
        _ field: String, _ json: borrowing JSONDocument, _ data: Int
    ) -> Bool {
        confidence(field, json, data) != nil
    }

    private static func confidence(
        _ field: String, _ json: borrowing JSONDocument, _ data: Int
    ) -> Double? {
        var found: Double?
        json.each("derived", in: data) { derived in
            if json.text("field", in: derived) == field {
                found = json.value("confidence", in: derived).map { json.number($0) } ?? 0
            }
        }
        return found
    }

    /// An adapter that is less sure than this of a theme does not take a need off the list.
    private static let confidenceMin = 0.6

    static func help(_ json: borrowing JSONDocument, data: Int) -> Help {
        var help = Help()
        help.countries = Set(countries(json, data))
        help.event = json.text("event", in: data)
        help.basis = basis(json, data)
        if confidence("themes", json, data) ?? 1 >= confidenceMin {
            help.themes = Set(json.texts("themes", in: data))
        }
        if !isDerived("phases", json, data) { help.phases = Set(json.texts("phases", in: data)) }
        json.each("places", in: data) { place in
            if let name = json.text("name", in: place) { help.places.insert(name) }
        }
        help.addresses = Set(json.texts("addresses", in: data))
        if let period = json.object("period", in: data) {
            help.end = json.text("end", in: period) ?? ""
        }
        return help
    }

    static func basis(_ json: borrowing JSONDocument, _ data: Int) -> Set<String> {
        guard let basis = json.object("basis", in: data) else { return [] }
        return Set(
            [json.text("request", in: basis), json.text("mandate", in: basis)].compactMap { $0 })
    }
}
