package import Events

/// Every topic the log has seen, numbered, with the sequence of its newest durable record.
package struct TopicTable {
    package struct Entry: Sendable {
        package let type: UInt16
        package let country: CountryCode
        package let agency: AgencyCode
        /// 0 until its first record is durable.
        package var last: UInt64
    }

    private struct Key: Hashable {
        var type: UInt16
        var country: CountryCode
        var agency: AgencyCode
    }

    private var numbers: [Key: UInt32] = [:]
    package private(set) var entries: [Entry] = []

    package init() {}

    /// The topic's number, given on first sight.
    package mutating func number(
        type: UInt16, country: CountryCode, agency: AgencyCode
    ) -> UInt32 {
        let key = Key(type: type, country: country, agency: agency)
        if let number = numbers[key] { return number }
        let number = UInt32(entries.count)
        numbers[key] = number
        entries.append(Entry(type: type, country: country, agency: agency, last: 0))
        return number
    }

    package mutating func recorded(_ number: UInt32, at sequence: UInt64) {
        entries[Int(number)].last = max(entries[Int(number)].last, sequence)
    }

    /// By agency: the last durable record under its name.
    func newestByAgency() -> [AgencyCode: UInt64] {
        var newest: [AgencyCode: UInt64] = [:]
        for entry in entries where entry.last > newest[entry.agency] ?? 0 {
            newest[entry.agency] = entry.last
        }
        return newest
    }

    /// Sequences of the last record of each topic that matches, in order.
    package func lastSequences(matching pattern: TopicPattern) -> [UInt64] {
        var found: [UInt64] = []
        for entry in entries
        where entry.last > 0
            && pattern.matches(type: entry.type, country: entry.country, agency: entry.agency)
        {
            found.append(entry.last)
        }
        return found.sorted()
    }
}
