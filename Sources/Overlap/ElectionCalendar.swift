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

    private var votes: [String: Set<Day>] = [:]
    private var seasons: [String: [Season]] = [:]

    /// A calendar without votes.
    package init() {}

    /// Reads CSV with the columns `iso2`, `type`, `event`, `date`. Only votes held or still to come count; lines that
    /// lack a country or a month are passed over.
    /// - Parameter code: the code that the records use for a country of the file (ISO 3166-1 alpha-2).
    package init(csv: String, code: (String) -> String = { $0 }) throws(RuleError) {
        let lines = csv.split(whereSeparator: \.isNewline)
        let header = csvFields(lines.first ?? "")
        guard let country = header.firstIndex(of: "iso2"), let type = header.firstIndex(of: "type"),
            let event = header.firstIndex(of: "event"), let date = header.firstIndex(of: "date")
        else {
            throw RuleError(line: 1, reason: "name the columns iso2, type, event and date")
        }
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
            votes[code(fields[country]), default: []].insert(day)
        }
        for (country, days) in votes { seasons[country] = Self.seasons(of: days) }
    }

    /// Takes a national vote into the calendar; the same vote again changes nothing.
    package mutating func register(_ day: Day, in country: String) {
        guard votes[country, default: []].insert(day).inserted else { return }
        seasons[country] = Self.seasons(of: votes[country] ?? [])
    }

    /// Takes a vote out again: it was moved to another day.
    package mutating func withdraw(_ day: Day, in country: String) {
        guard votes[country]?.remove(day) != nil else { return }
        seasons[country] = Self.seasons(of: votes[country] ?? [])
    }

    private static func seasons(of days: Set<Day>) -> [Season] {
        var list: [Season] = []
        for day in days.sorted() {
            if let last = list.last, day - last.last <= seasonGapDaysMax {
                list[list.count - 1].last = day
            } else {
                list.append(Season(first: day, last: day))
            }
        }
        return list
    }

    /// The seasons of a country, in order of time.
    package func seasons(in country: String) -> [Season] { seasons[country] ?? [] }
}
