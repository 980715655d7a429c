internal import Bytes

/// Dates and moments as text: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, and RFC 3339 with an offset.
package enum Calendar {
    package enum Verdict: Sendable { case valid, malformed, impossible }

    /// Is it a date we take, and does the day exist? Years 1000 to 9999.
    package static func check(_ text: Span<UInt8>) -> Verdict {
        guard text.count == 10 || text.count == 7 || text.count == 4 else { return .malformed }
        guard let year = number(text, 0, 4), year >= 1000 else { return .malformed }
        if text.count == 4 { return .valid }
        guard text[4] == UInt8(ascii: "-"), let month = number(text, 5, 2) else {
            return .malformed
        }
        guard (1...12).contains(month) else { return .impossible }
        if text.count == 7 { return .valid }
        guard text[7] == UInt8(ascii: "-"), let day = number(text, 8, 2) else { return .malformed }
        return day >= 1 && day <= days(in: month, of: year) ? .valid : .impossible
    }

    /// Is `end` before `start`? As far as both go: `2017` is not before `2017-03`. Both are valid dates.
    package static func isBefore(_ end: Span<UInt8>, _ start: Span<UInt8>) -> Bool {
        for index in 0..<min(end.count, start.count) where end[index] != start[index] {
            return end[index] < start[index]
        }
        return false
    }

    /// Nanoseconds since the Unix epoch of an RFC 3339 text with offset; nil when it is none.
    ///
    /// A leap second (`:60`) counts as the second after; digits past nanoseconds are dropped. Years 1678 to 2261,
    /// so that the result fits.
    package static func nanoseconds(_ text: Span<UInt8>) -> Int64? {
        guard text.count >= 20, text[10] | 0x20 == UInt8(ascii: "t"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            check(text.extracting(first: 10)) == .valid,
            let year = number(text, 0, 4), (1678...2261).contains(year),
            let hour = number(text, 11, 2), hour < 24,
            let minute = number(text, 14, 2), minute < 60,
            let second = number(text, 17, 2), second <= 60
        else { return nil }
        var at = 19
        var fraction = 0
        if text[at] == UInt8(ascii: ".") {
            at += 1
            var scale = 100_000_000
            let digits = at
            while at < text.count, text[at].isDigit {
                fraction += text[at].digit * scale
                scale /= 10
                at += 1
            }
            guard at > digits else { return nil }
        }
        guard let offset = offsetMinutes(text, at) else { return nil }
        let month = text[5].digit * 10 + text[6].digit
        let day = text[8].digit * 10 + text[9].digit
        let minutes = daysSinceEpoch(year, month, day) * 1_440 + hour * 60 + minute - offset
        return Int64((minutes * 60 + second) * 1_000_000_000 + fraction)
    }

    /// Minutes east of UTC of what stands from `at` to the end: `Z` or `+hh:mm`.
    private static func offsetMinutes(_ text: Span<UInt8>, _ at: Int) -> Int? {
        guard at < text.count else { return nil }
        if text[at] | 0x20 == UInt8(ascii: "z") { return text.count == at + 1 ? 0 : nil }
        guard text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-"),
            text.count == at + 6, text[at + 3] == UInt8(ascii: ":"),
            let hours = number(text, at + 1, 2), hours < 24,
            let minutes = number(text, at + 4, 2), minutes < 60
        else { return nil }
        return text[at] == UInt8(ascii: "-") ? -(hours * 60 + minutes) : hours * 60 + minutes
    }

    @inline(__always)
    private static func number(_ text: Span<UInt8>, _ at: Int, _ count: Int) -> Int? {
        var value = 0
        for index in at..<(at + count) {
            let digit = text[index].digit
            guard digit < 10 else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    package static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 in the Gregorian calendar. Source: H. Hinnant, "chrono-compatible low-level date
    /// algorithms", days_from_civil.
    package static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}
