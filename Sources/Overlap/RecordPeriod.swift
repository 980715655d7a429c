/// When assistance runs, as far as its dates are known.
///
/// A date known only by its year may be any day of it: `start` and `end` are the widest reading, and the slack says by
/// how many days the start may be later and the end earlier.
package struct RecordPeriod: Hashable, Sendable {
    package private(set) var start: Day
    package private(set) var end: Day
    package private(set) var startSlack: Int
    package private(set) var endSlack: Int

    /// - Parameters: dates as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. A record without an end is taken to end in its start year.
    /// - Returns: nil without a start, or when the end lies before the start.
    package init?(start: String, end: String) {
        guard let first = Day(start, atEnd: false), let latest = Day(start, atEnd: true) else {
            return nil
        }
        self.start = first
        startSlack = latest - first
        if let last = Day(end, atEnd: true), let earliest = Day(end, atEnd: false) {
            self.end = last
            endSlack = last - earliest
        } else {
            self.end = Day(year: first.year, month: 12, day: 31)
            endSlack = self.end - first
        }
        if self.end < self.start { return nil }
    }

    init(start: Day, end: Day, startSlack: Int, endSlack: Int) {
        self.start = start
        self.end = end
        self.startSlack = startSlack
        self.endSlack = endSlack
    }

    /// What the record aims at ends here, whatever its account says; a bound before the start is none.
    mutating func close(by bound: Day) {
        guard bound > start, bound < end else { return }
        endSlack = max(0, endSlack - (end - bound))
        end = bound
    }

    /// Days in common, both ends counted, at most; 0 or less when they do not meet.
    package func commonDays(_ other: RecordPeriod) -> Int {
        min(end, other.end) - max(start, other.start) + 1
    }

    /// Days in common when each date known only roughly is taken to be the middle of what it may be.
    package func likelyDays(_ other: RecordPeriod) -> Int {
        Self.likelyDays(
            start: start.number, startSlack, end: end.number, endSlack, start: other.start.number,
            other.startSlack, end: other.end.number, other.endSlack)
    }

    @inline(__always)
    static func likelyDays(
        start: Int, _ startSlack: Int, end: Int, _ endSlack: Int, start otherStart: Int,
        _ otherStartSlack: Int, end otherEnd: Int, _ otherEndSlack: Int
    ) -> Int {
        min(end - endSlack / 2, otherEnd - otherEndSlack / 2)
            - max(start + startSlack / 2, otherStart + otherStartSlack / 2) + 1
    }
}
