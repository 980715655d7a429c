/// A day of the simulation's own calendar, counted from 1970-01-01. The machine's clock plays no part.
struct SimulatedDay: Comparable, Sendable {
    let number: Int

    init(_ number: Int) { self.number = number }

    /// `YYYY-MM-DD` with a month and a day that exist; nil otherwise.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]),
            let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        number = Self.days(year, month, day)
        guard description == text else { return nil }
    }

    static func + (day: SimulatedDay, days: Int) -> SimulatedDay { SimulatedDay(day.number + days) }
    static func - (day: SimulatedDay, days: Int) -> SimulatedDay { SimulatedDay(day.number - days) }
    static func - (a: SimulatedDay, b: SimulatedDay) -> Int { a.number - b.number }
    static func < (a: SimulatedDay, b: SimulatedDay) -> Bool { a.number < b.number }

    var year: Int { civil.year }

    /// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension SimulatedDay: CustomStringConvertible {
    /// `2018-03-09`
    var description: String {
        let (year, month, day) = civil
        return Self.digits(year, 4) + "-" + Self.digits(month, 2) + "-" + Self.digits(day, 2)
    }

    static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}

/// A second of that calendar.
struct SimulatedTime: Comparable, Sendable {
    /// Since 1970-01-01T00:00:00Z.
    let seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    init(_ day: SimulatedDay, secondOfDay: Int) { seconds = day.number * 86_400 + secondOfDay }

    var day: SimulatedDay { SimulatedDay(seconds / 86_400) }

    /// RFC 3339: `2018-03-09T08:15:00Z`.
    var text: String {
        let rest = seconds % 86_400
        return "\(day)T" + SimulatedDay.digits(rest / 3_600, 2) + ":"
            + SimulatedDay.digits(rest / 60 % 60, 2) + ":" + SimulatedDay.digits(rest % 60, 2) + "Z"
    }

    static func < (a: SimulatedTime, b: SimulatedTime) -> Bool { a.seconds < b.seconds }
}
