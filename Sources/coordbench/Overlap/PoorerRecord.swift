internal import Overlap

/// Ways to make records poorer.
enum PoorerRecord: String, CaseIterable {
    case asPublished = "as published"
    case withoutDescriptions = "without descriptions"
    case years = "dates cut to years"
    case aliases = "agencies by other names"

    func change(_ record: inout AssistanceRecord) {
        switch self {
        case .asPublished: break
        case .withoutDescriptions:
            record.description = ""
            record.outputs = ""
        case .years:
            record.start = String(record.start.prefix(4))
            record.end = String(record.end.prefix(4))
        case .aliases:
            record.agencies = Set(record.agencies.map { Self.names[$0] ?? $0 })
            for index in record.partners.indices {
                guard let code = record.partners[index].agency, let name = Self.names[code] else {
                    continue
                }
                record.partners[index].agency = nil
                record.partners[index].name = name
            }
        }
    }

    private static let names = [
        "AU": "AusAID", "BE": "Coopération belge au développement",
        "CA": "Agence canadienne de développement international", "CH": "DEZA",
        "DE": "Deutsche Gesellschaft für Internationale Zusammenarbeit", "DK": "Danida",
        "EU": "Commission européenne", "FI": "Ministry for Foreign Affairs of Finland",
        "FR": "Agence française de développement",
        "GB": "Department for International Development", "IE": "Irish Aid",
        "JP": "Japan International Cooperation Agency", "NL": "Pays-Bas", "NO": "Norad",
        "SE": "Styrelsen för internationellt utvecklingssamarbete",
        "UNDP": "Programme des Nations Unies pour le développement",
        "US": "U.S. Agency for International Development",
    ]
}
