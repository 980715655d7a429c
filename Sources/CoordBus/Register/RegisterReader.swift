internal import BusCore
internal import Events

/// What a reader may be shown of the register: as `Sight` says it of events, in SQL.
///
/// **A row is shown whole or not at all**: if the reader may read every event that it was made from. What only the readable
/// events said would be a row that never was: planned for ever, where the cancelling is not for this reader.
///
/// **A row that is withheld is counted where the reader knows of it**, since it may read some of its events. Of rows of which it
/// may read nothing not even the number is told.
struct RegisterReader {
    /// Everything up to this label.
    private let clearance: Int64
    /// In whose name; what is its own is shown whatever the label and topic.
    private let names: String
    private let topics: TopicRights
    /// Nothing is withheld.
    let seesAll: Bool

    init(_ reader: Reader) {
        let agencies =
            reader.sight.agencies.isEmpty
            ? [reader.agency.description] : reader.sight.agencies.map(\.description)
        names = "(\(agencies.map(Self.quoted).joined(separator: ", ")))"
        clearance = Int64(reader.sight.clearance.rawValue)
        topics = reader.sight.topics
        seesAll = reader.sight.seesAll
    }

    /// SQL that admits a row of `t`; binds nothing.
    /// - Parameter table: whose rows they are; `events` is the table of events.
    func condition(_ t: String, of table: String) -> String {
        if seesAll { return "1" }
        if table == "events" { return event(t, row: nil) }
        guard isEntity(table) else { return some(t, table) }
        var all = "NOT \(exists(t, table, "NOT \(event("e", row: row(t, table)))"))"
        // The narrowest of the labels is in the row itself, and the topics are not asked.
        if topics.isAll { all = "(\(t).classification <= \(clearance) OR \(all))" }
        // A case has a row as soon as any event names it, also one that is not for this reader.
        return table == "cases" ? "(\(all) AND \(some(t, table)))" : all
    }

    /// SQL that admits rows of `t` that are withheld though the reader knows of them.
    func withheld(_ t: String, of table: String) -> String {
        guard !seesAll, isEntity(table) else { return "0" }
        return "(NOT \(condition(t, of: table)) AND \(some(t, table)))"
    }

    /// May some event of the row be read?
    private func some(_ t: String, _ table: String) -> String {
        if table == "cases" {
            return "EXISTS (SELECT 1 FROM events e WHERE e.case_id = \(t).case_id"
                + " AND e.status = \(t).status AND \(event("e", row: nil)))"
        }
        return exists(t, table, event("e", row: row(t, table)))
    }

    /// Is there an event of the row of which `condition` is true?
    private func exists(_ t: String, _ table: String, _ condition: String) -> String {
        isEntity(table)
            ? "EXISTS (SELECT 1 FROM traces x JOIN events e ON e.sequence = x.sequence"
                + " WHERE x.entity = \(t).entity AND \(condition))"
            : "EXISTS (SELECT 1 FROM events e WHERE e.sequence = \(t).sequence AND \(condition))"
    }

    private func isEntity(_ table: String) -> Bool {
        guard let found = RegisterSchema.table(table), case .entity = found.kind else {
            return false
        }
        return true
    }

    // MARK: One event

    /// The columns of a row that name the parties of its events.
    private func row(_ t: String, _ table: String) -> [String]? {
        table == "overlaps" ? ["\(t).party1_agency", "\(t).party2_agency"] : nil
    }

    /// SQL that is true for an event that may be read, and false, never null, for another.
    private func event(_ e: String, row parties: [String]?) -> String {
        let own = "\(e).agency IN \(names) OR coalesce(\(e).publisher, '') IN \(names)"
        var party =
            "EXISTS (SELECT 1 FROM events o WHERE o.case_id = \(e).case_id AND o.agency IN \(names))"
        for column in parties ?? [] { party += " OR coalesce(\(column), '') IN \(names)" }
        let byParty = "\(e).classification = \(Classification.caseParties.rawValue) AND (\(party))"
        let label = "\(e).classification <= \(clearance) OR \(byParty)"
        guard !topics.isAll else { return "(\(own) OR \(label))" }
        return "(\(own) OR (\(topic(e)) AND (\(label))))"
    }

    /// Does the reader have the right to the event's topic?
    private func topic(_ e: String) -> String {
        let country = "coalesce(\(e).country, '\(CountryCode.none)')"
        var ways = ["0"]
        for pattern in topics.patterns {
            let types = EventCatalogue.all.filter { pattern.takesType($0.number) }.map {
                "\($0.number)"
            }
            var terms = ["\(e).type IN (\(types.joined(separator: ", ")))"]
            if let code = pattern.country { terms.append("\(country) = '\(code)'") }
            if let agency = pattern.agency { terms.append("\(e).agency = '\(agency)'") }
            ways.append("(\(terms.joined(separator: " AND ")))")
        }
        let some = "(\(ways.joined(separator: " OR ")))"
        guard !topics.countries.isEmpty else { return some }
        let countries = topics.countries.sorted().map { "'\($0)'" }.joined(separator: ", ")
        return "(\(some) AND \(country) IN (\(countries)))"
    }

    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "''"))'"
    }
}
