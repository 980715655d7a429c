/// A day of the Gregorian calendar, and its number: 0 is 1970-01-01.
///
/// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.
package struct CivilDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// First day of what is said: `2017` is 2017-01-01, `2017-03` is 2017-03-01.
    /// - Returns: nil when it is no date.
    package init?(firstOf text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...3).contains(parts.count), let year = parts[0] else { return nil }
        let month = parts.count > 1 ? parts[1] : 1
        let day = parts.count > 2 ? parts[2] : 1
        guard let month, let day, (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        self.init(year: year, month: month, day: day)
    }

    /// Last day of what is said: `2017` is 2017-12-31, `2017-02` is 2017-02-28.
    package init?(lastOf text: some StringProtocol) {
        guard let first = CivilDay(firstOf: text) else { return nil }
        switch text.split(separator: "-").count {
        case 1: self.init(year: first.year, month: 12, day: 31)
        case 2:
            let next =
                first.month == 12
                ? CivilDay(year: first.year + 1, month: 1, day: 1)
                : CivilDay(year: first.year, month: first.month + 1, day: 1)
            self.init(days: next.days - 1)
        default: self = first
        }
    }

    package init(days: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// From nanoseconds since the Unix epoch, UTC.
    package init(nanoseconds: Int64) {
        self.init(days: Self.number(nanoseconds: nanoseconds))
    }

    /// Days from 1970-01-01 to the day of a time, which is given in nanoseconds since the Unix epoch.
    package static func number(nanoseconds: Int64) -> Int {
        let day = 86_400_000_000_000 as Int64
        return Int(nanoseconds >= 0 ? nanoseconds / day : (nanoseconds - day + 1) / day)
    }

    package var days: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let shifted = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * shifted + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    package static func < (a: CivilDay, b: CivilDay) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    /// `2017-03-01`.
    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
