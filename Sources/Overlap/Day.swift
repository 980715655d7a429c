/// A calendar day as the number of days since 1970-01-01 (proleptic Gregorian calendar).
package struct Day: Hashable, Comparable, Sendable {
    package var number: Int

    package init(number: Int) { self.number = number }

    /// Source of the arithmetic: Howard Hinnant, chrono-compatible low-level date algorithms.
    package init(year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number =
            era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; a missing month or day is the first, or with `atEnd` the last.
    /// A day that its month does not have is that month's last.
    package init?(_ text: String, atEnd: Bool) {
        let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.count == 4, let year = Int(first),
            (1900...2200).contains(year)
        else { return nil }
        guard parts.count > 1 else {
            self.init(year: year, month: atEnd ? 12 : 1, day: atEnd ? 31 : 1)
            return
        }
        guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
        let last = Self.days(inMonth: month, of: year)
        guard parts.count > 2 else {
            self.init(year: year, month: month, day: atEnd ? last : 1)
            return
        }
        guard let day = Int(parts[2]), (1...31).contains(day) else { return nil }
        self.init(year: year, month: month, day: min(day, last))
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        let next =
            month == 12
            ? Day(year: year + 1, month: 1, day: 1)
            : Day(year: year, month: month + 1, day: 1)
        return next.number - Day(year: year, month: month, day: 1).number
    }

    package var year: Int {
        var year = 1970 + number / 365
        while Day(year: year, month: 1, day: 1) > self { year -= 1 }
        while Day(year: year + 1, month: 1, day: 1) <= self { year += 1 }
        return year
    }

    /// `YYYY-MM-DD`.
    package var text: String {
        let year = year
        var month = 12
        while month > 1, Day(year: year, month: month, day: 1) > self { month -= 1 }
        let day = self - Day(year: year, month: month, day: 1) + 1
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))"
    }

    package static func < (a: Day, b: Day) -> Bool { a.number < b.number }
    package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
    package static func - (a: Day, b: Day) -> Int { a.number - b.number }
}
