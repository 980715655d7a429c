internal import Bytes

/// A moment as the log counts it, written the same way every time: `2026-11-23T22:10:03.123456789Z`.
package struct Timestamp: Equatable, Comparable, Sendable, CustomStringConvertible {
    /// Since the Unix epoch.
    package let nanoseconds: UInt64

    package init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    /// From RFC 3339 with offset, or a date alone, which means its first moment in UTC; nil before 1970.
    package init?(_ text: String) {
        let bytes = Array((text.utf8.count == 10 ? text + "T00:00:00Z" : text).utf8)
        guard let nanoseconds = Calendar.nanoseconds(bytes.span), nanoseconds >= 0 else {
            return nil
        }
        self.nanoseconds = UInt64(nanoseconds)
    }

    package var description: String {
        let seconds = Int(nanoseconds / 1_000_000_000)
        let (year, month, day) = Self.civil(seconds / 86_400)
        let rest = seconds % 86_400
        return Self.digits(year, 4) + "-" + Self.digits(month, 2) + "-" + Self.digits(day, 2) + "T"
            + Self.digits(rest / 3_600, 2) + ":" + Self.digits(rest / 60 % 60, 2) + ":"
            + Self.digits(rest % 60, 2) + "." + Self.digits(Int(nanoseconds % 1_000_000_000), 9)
            + "Z"
    }

    package static func < (a: Timestamp, b: Timestamp) -> Bool { a.nanoseconds < b.nanoseconds }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }

    /// The date of a day counted from the epoch. Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
