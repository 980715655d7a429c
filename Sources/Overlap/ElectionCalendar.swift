/// The national votes of each country, gathered into seasons: rounds and votes less than 11 months apart are one.
///
/// Referendums open no season. Local votes are in no calendar that could be found; they are told apart by level.
/// Source of the data: REIGN (Bell, Besaw, Frank 2021).
package struct ElectionCalendar: Sendable {
    package struct Season: Hashable, Sendable {
        package var first: Day
        package var last: Day
    }

    /// Votes closer than this belong to one season, days.
    static let seasonGapDaysMax = 330

    private var seasons: [String: [Season]] = [:]

    /// A calendar without votes.
    package init() {}

    /// Reads CSV with the columns `iso2`, `type`, `event`, `date`. Only votes held or still to come count; lines that
    /// lack a country or a month are passed over.
    package init(csv: String) throws(RuleError) {
        let lines = csv.split(whereSeparator: \.isNewline)
        let header = csvFields(lines.first ?? "")
        guard let country = header.firstIndex(of: "iso2"), let type = header.firstIndex(of: "type"),
            let event = header.firstIndex(of: "event"), let date = header.firstIndex(of: "date")
        else {
            throw RuleError(line: 1, reason: "name the columns iso2, type, event and date")
        }
        var votes: [String: Set<Day>] = [:]
        for line in lines.dropFirst() {
            let fields = csvFields(line)
            guard fields.count == header.count, fields[country].count == 2,
                fields[type] != "referendum",
                fields[event].hasPrefix("Vote") || fields[event].hasPrefix("Upcoming")
            else { continue }
            let text = fields[date]
            guard text.count >= 7,
                let day = Day(text.count == 7 ? text + "-15" : text, atEnd: false)
            else { continue }
            votes[fields[country], default: []].insert(day)
        }
        for (country, days) in votes {
            var list: [Season] = []
            for day in days.sorted() {
                if let last = list.last, day - last.last <= Self.seasonGapDaysMax {
                    list[list.count - 1].last = day
                } else {
                    list.append(Season(first: day, last: day))
                }
            }
            seasons[country] = list
        }
    }

    /// The seasons of a country (ISO 3166-1 alpha-2), in order of time.
    package func seasons(in country: String) -> [Season] { seasons[country] ?? [] }
}
