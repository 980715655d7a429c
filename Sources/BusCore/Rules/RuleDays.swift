internal import Events

/// Days as the rules count them, in UTC.
enum RuleDays {
    static let day: Int64 = 86_400_000_000_000

    /// The first moment of a whole date; nil for a month, a year or less.
    static func start(_ date: String?) -> Int64? {
        guard let date, date.utf8.count == 10, let stamp = Timestamp(date) else { return nil }
        return Int64(clamping: stamp.nanoseconds)
    }

    /// The first moment after a day.
    static func end(_ date: String?) -> Int64? { start(date).map { $0 + day } }

    static func text(_ time: Int64) -> String {
        String(Timestamp(nanoseconds: UInt64(max(0, time))).description.prefix(10))
    }

    /// The same day some months later, or the last of that month.
    static func adding(months: Int, to date: String) -> String? {
        let parts = date.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        let count = parts[0] * 12 + parts[1] - 1 + months
        let (year, month) = (count / 12, count % 12 + 1)
        let last = Calendar.days(in: month, of: year)
        return "\(year)-\(digits(month))-\(digits(min(parts[2], last)))"
    }

    private static func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
