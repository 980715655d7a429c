package import Events

/// Where one agency had live assistance, and when, counted in sequences: so whether an event was for it can be told again
/// later, when the inbox catches up, with the same answer.
package struct WorkHistory: Sendable, Equatable {
    /// First and last sequence; `.max` while it goes on.
    private var spans: [CountryCode: [ClosedRange<UInt64>]] = [:]

    package init() {}

    /// Did it have live assistance in the country when `sequence` was recorded?
    package func covers(_ country: CountryCode, at sequence: UInt64) -> Bool {
        guard let spans = spans[country] else { return false }
        // Mostly the last one, or there is only one.
        return spans.last { $0.lowerBound <= sequence }?.contains(sequence) ?? false
    }

    /// Countries with live assistance now.
    package var countries: [CountryCode] {
        spans.filter { $0.value.last?.upperBound == .max }.keys.sorted()
    }

    mutating func begin(_ country: CountryCode, at sequence: UInt64) {
        spans[country, default: []].append(sequence...UInt64.max)
    }

    /// The event that ends it still belongs to it.
    mutating func end(_ country: CountryCode, at sequence: UInt64) {
        guard let last = spans[country]?.popLast() else { return }
        spans[country]?.append(last.lowerBound...max(last.lowerBound, sequence))
    }
}
