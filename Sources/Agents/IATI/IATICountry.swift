internal import Events
internal import XML

/// Where an activity helps: its countries as alpha-3, from itself or from what its file is about.
enum IATICountry {
    static func read(_ activity: IATIActivity, into record: inout AssistanceRecord) {
        let element = activity.element
        var stated = codes(element.all("recipient-country"), &record)
        if stated.isEmpty {
            stated = codes(
                element.all("transaction").flatMap { $0.all("recipient-country") }, &record)
        }
        readRegion(element, into: &record)
        if stated.count > 1 {
            record.countries = stated.sorted()
        } else if let only = stated.first {
            record.country = only
        } else if let place = locationCountry(element) {
            record.country = place
            record.derived.append(.init(field: "country", hundredths: 80, basis: .code))
        } else if let file = activity.context.fileCountry, element.first("recipient-region") == nil
        {
            record.country = file
            record.derived.append(.init(field: "country", hundredths: 90, basis: .file))
        }
    }

    /// Different countries in the order of the source; `XX` and other inventions are told and left out.
    private static func codes(_ elements: [XMLElement], _ record: inout AssistanceRecord)
        -> [String]
    {
        var found: [String] = []
        for element in elements {
            guard let code = element.attribute("code")?.tidied.uppercased().nonEmpty else {
                continue
            }
            guard let country = CountryCode(alpha2: code)?.description ?? alpha3(code) else {
                record.note(
                    "country code \(code.clipped(toBytes: 20)) is not in ISO 3166: left out")
                continue
            }
            if !found.contains(country) { found.append(country) }
        }
        return found
    }

    private static func alpha3(_ code: String) -> String? {
        guard let country = CountryCode(code), country.isListed else { return nil }
        return country.description
    }

    /// 1.0x locations may name their country.
    private static func locationCountry(_ element: XMLElement) -> String? {
        let codes = element.all("location").flatMap { $0.all("administrative") }
            .compactMap { $0.attribute("country") }
            .compactMap { CountryCode(alpha2: $0.tidied.uppercased())?.description }
        guard let first = codes.first, codes.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    private static func readRegion(_ element: XMLElement, into record: inout AssistanceRecord) {
        let codes = element.all("recipient-region").compactMap {
            $0.attribute("code")?.tidied.nonEmpty
        }
        guard !codes.isEmpty else { return }
        record.extra.append(("region", codes.joined(separator: " ").clipped(toBytes: 200)))
    }
}
