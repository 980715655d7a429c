internal import Bytes
package import Events

/// Which topics somebody may publish or read: any of some patterns, and where countries are named, only those.
///
/// `ZZZ`, events of no country or of several, has to be named like a country where countries are named.
package struct TopicRights: Sendable, Equatable {
    package let patterns: [TopicPattern]
    package let countries: Set<CountryCode>
    /// Nothing is left out: one compare on the way of most events.
    package let isAll: Bool

    package static let all = TopicRights(patterns: [.all], countries: [])

    package init(patterns: [TopicPattern], countries: Set<CountryCode>) {
        self.patterns = patterns
        self.countries = countries
        isAll = countries.isEmpty && patterns.contains { $0.matchesAll }
    }

    package func allow(type: UInt16, country: CountryCode, agency: AgencyCode) -> Bool {
        if isAll { return true }
        return allow(country)
            && patterns.contains { $0.matches(type: type, country: country, agency: agency) }
    }

    /// The same for the record that begins at `offset`.
    package func allow(_ head: RecordHead, in bytes: Span<UInt8>, at offset: Int) -> Bool {
        if isAll { return true }
        guard allow(CountryCode(recordBytes: bytes, at: offset + 29)) else { return false }
        for pattern in patterns where pattern.matches(head, in: bytes, at: offset) { return true }
        return false
    }

    /// Is there a topic that both the pattern and these rights let through?
    package func meet(_ pattern: TopicPattern) -> Bool {
        if isAll { return true }
        if let country = pattern.country, !allow(country) { return false }
        return patterns.contains { $0.meets(pattern) }
    }

    private func allow(_ country: CountryCode) -> Bool {
        countries.isEmpty || countries.contains(country)
    }

    package static func == (a: TopicRights, b: TopicRights) -> Bool {
        a.countries == b.countries && a.patterns.map(\.text) == b.patterns.map(\.text)
    }
}
