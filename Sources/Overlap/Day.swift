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
        // Up to ten bytes of digits and hyphens; what follows, a time of day, is not read.
        var numbers = SIMD4<Int>(repeating: 0)
        var digits = SIMD4<Int>(repeating: 0)
        var part = 0
        for byte in text.utf8.prefix(10) {
            if byte == 0x2D, part < 2 {
                part += 1
            } else if (0x30...0x39).contains(byte) {
                numbers[part] = numbers[part] * 10 + Int(byte - 0x30)
                digits[part] += 1
            } else {
                return nil
            }
        }
        let year = numbers[0]
        guard digits[0] == 4, (1900...2200).contains(year) else { return nil }
        guard part > 0 else {
            self.init(year: year, month: atEnd ? 12 : 1, day: atEnd ? 31 : 1)
            return
        }
        guard digits[1] > 0, (1...12).contains(numbers[1]) else { return nil }
        let last = Self.days(inMonth: numbers[1], of: year)
        guard part > 1 else {
            self.init(year: year, month: numbers[1], day: atEnd ? last : 1)
            return
        }
        guard digits[2] > 0, (1...31).contains(numbers[2]) else { return nil }
        self.init(year: year, month: numbers[1], day: min(numbers[2], last))
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
