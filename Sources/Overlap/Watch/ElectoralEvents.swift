/// The electoral events that were registered, as far as they give the calendar a vote.
package struct ElectoralEvents: Sendable {
    /// One event about an electoral event.
    package struct Version: Sendable {
        package var event: String
        /// As the records and the calendar write countries.
        package var country: String
        /// Nil when this version does not say.
        package var day: Day?
        package var isNational: Bool?
        package var stamp: Stamp

        package init(
            event: String, country: String, day: Day?, isNational: Bool?, stamp: Stamp
        ) {
            self.event = event
            self.country = country
            self.day = day
            self.isNational = isNational
            self.stamp = stamp
        }
    }

    private var versions: [String: [Version]] = [:]
    /// How many electoral events hold a day in the calendar.
    private var holders: [String: [Day: Int]] = [:]

    /// - Returns: whether the calendar changed.
    mutating func take(_ version: Version, into calendar: inout ElectionCalendar) -> Bool {
        var list = versions[version.event] ?? []
        guard !list.contains(where: { $0.stamp == version.stamp }) else { return false }
        let before = Self.vote(list)
        list.append(version)
        list.sort { $0.stamp < $1.stamp }
        versions[version.event] = list
        let after = Self.vote(list)
        guard before != after else { return false }
        if let before { release(before, version.country, &calendar) }
        if let after { hold(after, version.country, &calendar) }
        return true
    }

    /// The day of a national vote, by the last word on day and kind.
    private static func vote(_ versions: [Version]) -> Day? {
        guard versions.last(where: { $0.isNational != nil })?.isNational == true else { return nil }
        return versions.last { $0.day != nil }?.day
    }

    private mutating func hold(_ day: Day, _ country: String, _ calendar: inout ElectionCalendar) {
        holders[country, default: [:]][day, default: 0] += 1
        calendar.register(day, in: country)
    }

    private mutating func release(
        _ day: Day, _ country: String, _ calendar: inout ElectionCalendar
    ) {
        let left = (holders[country]?[day] ?? 1) - 1
        holders[country]?[day] = left > 0 ? left : nil
        if left <= 0 { calendar.withdraw(day, in: country) }
    }
}
