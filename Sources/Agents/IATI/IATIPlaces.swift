internal import XML

/// Named places of an activity with their codes and positions.
enum IATIPlaces {
    static func read(_ activity: IATIActivity, into record: inout AssistanceRecord) {
        for location in activity.element.all("location") {
            guard let name = location.first("name").flatMap({ activity.texts.plain($0) }) else {
                continue
            }
            var place = AssistanceRecord.Place(
                name: (ContactScrubber.scrubbed(name) ?? name).clipped(toBytes: 200))
            if let id = location.first("location-id"),
                let code = id.attribute("code")?.tidied.nonEmpty
            {
                place.code = code.clipped(toBytes: 64)
                place.vocabulary = vocabulary(id.attribute("vocabulary")?.tidied)
            }
            if let (latitude, longitude) = position(location) {
                place.latitude = latitude
                place.longitude = longitude
            }
            if !record.places.contains(place) { record.places.append(place) }
        }
    }

    /// GeographicVocabulary, where the number alone would say nothing.
    private static func vocabulary(_ code: String?) -> String? {
        switch code {
        case "G1", "GEO": "GeoNames"
        case "G2": "OpenStreetMap"
        case let code: code?.nonEmpty?.clipped(toBytes: 60)
        }
    }

    /// 1.0x has `coordinates` with two attributes, 2.0x `point/pos` with both in one text.
    private static func position(_ location: XMLElement) -> (Double, Double)? {
        var texts: [String] = []
        if let old = location.first("coordinates") {
            texts = [old.attribute("latitude") ?? "", old.attribute("longitude") ?? ""]
        } else if let pos = location.first("point")?.first("pos") {
            texts = pos.text.tidied.split(separator: " ").map(String.init)
        }
        guard texts.count == 2, let latitude = Double(texts[0].tidied),
            let longitude = Double(texts[1].tidied), (-90...90).contains(latitude),
            (-180...180).contains(longitude)
        else { return nil }
        return (latitude, longitude)
    }
}
