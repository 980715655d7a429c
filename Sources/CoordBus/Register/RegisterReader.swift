internal import BusCore
internal import Events

/// What a reader may be shown of the register: as `Sight` says it of events, in SQL.
struct RegisterReader {
    /// Everything up to this label.
    private let clearance: Int64
    /// In whose name; rows of its own are shown whatever the topic.
    private let agencies: [String]
    private let topics: TopicRights

    init(_ reader: Reader) {
        agencies =
            reader.sight.agencies.isEmpty
            ? [reader.agency.description] : reader.sight.agencies.map(\.description)
        clearance = Int64(reader.sight.clearance.rawValue)
        topics = reader.sight.topics
    }

    /// SQL that admits a row of `t`; binds nothing.
    /// - Parameter table: whose rows they are; `events` is the table of events.
    func condition(_ t: String, of table: String) -> String {
        let names = "(\(agencies.map(Self.quoted).joined(separator: ", ")))"
        let parties = Classification.caseParties.rawValue
        let own =
            table == "overlaps"
            ? "\(t).agency IN \(names) OR \(t).party1_agency IN \(names) OR \(t).party2_agency IN \(names)"
            : "\(t).agency IN \(names)"
        let label =
            "(\(t).classification <= \(clearance) OR (\(t).classification = \(parties) AND (\(own)"
            + " OR EXISTS (SELECT 1 FROM events e WHERE e.case_id = \(t).case_id AND e.agency IN \(names)))))"
        guard !topics.isAll else { return label }
        return "(\(label) AND (\(own) OR \(topic(t, table))))"
    }

    /// Does a row stand for a topic that may be read? One of an entity, if the events that make such rows may be, of the row's country
    /// and agency.
    private func topic(_ t: String, _ table: String) -> String {
        var ways = ["0"]
        for pattern in topics.patterns {
            var terms: [String] = []
            if table == "events" {
                let types = EventCatalogue.all.filter { pattern.takesType($0.number) }
                terms.append(
                    "\(t).type IN (\(types.map { "\($0.number)" }.joined(separator: ", ")))")
            } else if !Self.types(of: table).contains(where: pattern.takesType) {
                continue
            }
            if let country = pattern.country {
                terms.append("coalesce(\(t).country, '\(CountryCode.none)') = '\(country)'")
            }
            // A flag is the bus's own event, whoever it is of.
            if let agency = pattern.agency { terms.append("\(t).agency = '\(agency)'") }
            ways.append(terms.isEmpty ? "1" : "(\(terms.joined(separator: " AND ")))")
        }
        let some = "(\(ways.joined(separator: " OR ")))"
        guard !topics.countries.isEmpty else { return some }
        let countries = topics.countries.sorted().map { "'\($0)'" }.joined(separator: ", ")
        return "(\(some) AND coalesce(\(t).country, '\(CountryCode.none)') IN (\(countries)))"
    }

    /// Numbers of the types whose own thing stands in a table.
    private static func types(of table: String) -> [UInt16] {
        RegisterProjection.all.filter { $0.isHome && $0.table.name == table }
            .compactMap { EventCatalogue.type(name: $0.type)?.number }
    }

    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "''"))'"
    }
}
