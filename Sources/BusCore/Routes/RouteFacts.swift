internal import Bytes
package import Events
internal import JSON

/// What routes need to know of the past, folded from the events: who works where, and whose each overlap is.
///
/// An activity is live from its first `planned`, `committed`, `started`, `updated` or `suspended` until `completed` or
/// `cancelled`. Memory: 11 to 22 bytes a live activity, 40 bytes an overlap and party.
package struct RouteFacts: Sendable {
    /// An agency and the countries of one of its activities.
    private struct Place: Hashable {
        var agency: AgencyCode
        var countries: [CountryCode]
    }

    private struct Tally: Hashable {
        var agency: AgencyCode
        var country: CountryCode
    }

    private static let completed = EventCatalogue.type(name: "assistance.completed")?.number
    private static let cancelled = EventCatalogue.type(name: "assistance.cancelled")?.number
    private static let placesMax = Int(UInt16.max)

    private var live = ActivityTable()
    private var places: [Place] = []
    private var numbers: [Place: UInt16] = [:]
    private var counts: [Tally: Int] = [:]
    package private(set) var work: [AgencyCode: WorkHistory] = [:]
    /// By agency: fingerprints of the overlaps it is a party to.
    package private(set) var overlaps: [AgencyCode: Set<UInt64>] = [:]
    /// Everything up to this sequence is in it.
    package private(set) var through: UInt64 = 0

    package init() {}

    package var liveActivities: Int { live.count }

    /// Does the fold learn anything from events of this type?
    package static func reads(_ type: UInt16) -> Bool {
        EventReading.isReadable(type)
    }

    /// Counts in everything up to a sequence from which nothing was to be learned.
    package mutating func passed(_ sequence: UInt64) { through = max(through, sequence) }

    /// Folds the event of a record. The agency's own facts only: nobody says of another that it works somewhere.
    package mutating func apply(
        type: UInt16, country: CountryCode, agency: AgencyCode, sequence: UInt64,
        _ reading: EventReading
    ) {
        through = max(through, sequence)
        if EventReading.isAssistance(type), reading.subject != 0 {
            if type == Self.completed || type == Self.cancelled {
                end(reading.subject, at: sequence)
            } else {
                let countries = country == .none ? reading.countries : [country]
                begin(reading.subject, agency, countries, at: sequence)
            }
        } else if EventReading.hasParties(type), reading.subject != 0 {
            for party in reading.parties { overlaps[party, default: []].insert(reading.subject) }
        }
    }

    private mutating func begin(
        _ activity: UInt64, _ agency: AgencyCode, _ countries: [CountryCode], at sequence: UInt64
    ) {
        guard !countries.isEmpty, live[activity] == nil else { return }
        let place = Place(agency: agency, countries: countries)
        let number: UInt16
        if let known = numbers[place] {
            number = known
        } else {
            // Sixty thousand combinations are more than two hundred countries and a hundred agencies need.
            guard places.count < Self.placesMax else { return }
            number = UInt16(places.count)
            places.append(place)
            numbers[place] = number
        }
        live.insert(activity, number)
        for country in countries {
            let tally = Tally(agency: agency, country: country)
            counts[tally, default: 0] += 1
            if counts[tally] == 1 {
                work[agency, default: WorkHistory()].begin(country, at: sequence)
            }
        }
    }

    private mutating func end(_ activity: UInt64, at sequence: UInt64) {
        guard let number = live[activity] else { return }
        live.remove(activity)
        let place = places[Int(number)]
        for country in place.countries {
            let tally = Tally(agency: place.agency, country: country)
            counts[tally, default: 0] -= 1
            if counts[tally] == 0 { work[place.agency]?.end(country, at: sequence) }
        }
    }
}
