/// Dates as the catalogue wants them: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, days that exist, years 1900 to 2199.
package enum CalendarDate {
    /// Takes what follows the day away (`T00:00:00`, `Z`, `+02:00`, ` 10:00`).
    /// - Returns: nil when it is no date.
    package static func normalised(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard let year = number(bytes, 0..<4), (1900...2199).contains(year) else { return nil }
        if bytes.count == 4 { return text }
        guard bytes.count >= 7, bytes[4] == dash, let month = number(bytes, 5..<7),
            (1...12).contains(month)
        else { return nil }
        if bytes.count == 7 { return text }
        guard bytes.count >= 10, bytes[7] == dash, let day = number(bytes, 8..<10),
            (1...days(in: month, of: year)).contains(day)
        else { return nil }
        if bytes.count > 10 {
            switch bytes[10] {
            case UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " "), UInt8(ascii: "Z"),
                UInt8(ascii: "+"), dash:
                break
            default: return nil
            }
        }
        return String(decoding: bytes[..<10], as: UTF8.self)
    }

    /// Is `end` before `start`? Compared as far as both go: 2017 and 2017-03 do not contradict each other.
    package static func contradicts(start: String, end: String) -> Bool {
        let common = min(start.utf8.count, end.utf8.count)
        return end.utf8.prefix(common).lexicographicallyPrecedes(start.utf8.prefix(common))
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static let dash = UInt8(ascii: "-")
}

/// Times as CloudEvents wants them: RFC 3339 with an offset.
package enum Timestamp {
    /// What stands when a source tells no time at all.
    package static let unknown = "1970-01-01T00:00:00Z"

    /// `2013-03-08 11:41:12` and times without an offset are taken as UTC; a date alone as its midnight.
    /// - Returns: nil when it is no time.
    package static func normalised(_ text: String) -> String? {
        guard let date = CalendarDate.normalised(text) else { return nil }
        guard date.utf8.count == 10 else {
            return date.utf8.count == 7 ? "\(date)-01T00:00:00Z" : "\(date)-01-01T00:00:00Z"
        }
        let bytes = Array(text.utf8)
        guard bytes.count > 10, bytes[10] != UInt8(ascii: "Z") else { return "\(date)T00:00:00Z" }
        guard bytes.count >= 19, bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes, 11..<13), hour < 24, let minute = number(bytes, 14..<16),
            minute < 60, let second = number(bytes, 17..<19), second < 60
        else { return "\(date)T00:00:00Z" }
        let clock = String(decoding: bytes[11..<19], as: UTF8.self)
        var at = 19
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            while at < bytes.count, isDigit(bytes[at]) { at += 1 }
        }
        // Fractions of a second say nothing about records of years.
        return "\(date)T\(clock)\(offset(bytes[at...]))"
    }

    private static func offset(_ rest: ArraySlice<UInt8>) -> String {
        let bytes = Array(rest)
        guard bytes.count >= 5, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            let hours = number(bytes, 1..<3), hours < 24,
            let minutes = number(bytes, (bytes.count - 2)..<bytes.count), minutes < 60
        else { return "Z" }
        let digits = Array(bytes[1..<3]) + [UInt8(ascii: ":")] + Array(bytes.suffix(2))
        return (bytes[0] == UInt8(ascii: "+") ? "+" : "-") + String(decoding: digits, as: UTF8.self)
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// The digits at a place as a number; nil when there is anything else or nothing.
private func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard range.upperBound <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[range] {
        guard isDigit(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
    }
    return value
}
