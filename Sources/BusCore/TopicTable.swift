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

    /// Under a seed of this process: clients choose the names of agencies where there is no roll.
    private let seed = UInt64.random(in: .min ... .max)
    /// Open addressing, at most half full: a topic's number and one, 0 for an empty place.
    private var places = [UInt32](repeating: 0, count: 64)
    package private(set) var entries: [Entry] = []

    package init() {}

    /// The topic's number, given on first sight. Once an event: no more than some ten nanoseconds.
    package mutating func number(
        type: UInt16, country: CountryCode, agency: AgencyCode
    ) -> UInt32 {
        let mask = places.count - 1
        var place = home(type, country, agency)
        while places[place] != 0 {
            let number = places[place] - 1
            if entries[Int(number)].type == type, entries[Int(number)].country == country,
                entries[Int(number)].agency == agency
            {
                return number
            }
            place = (place + 1) & mask
        }
        let number = UInt32(entries.count)
        places[place] = number + 1
        entries.append(Entry(type: type, country: country, agency: agency, last: 0))
        if entries.count * 2 > places.count { grow() }
        return number
    }

    private func home(_ type: UInt16, _ country: CountryCode, _ agency: AgencyCode) -> Int {
        let key =
            UInt64(type) << 24 | UInt64(country.first) << 16 | UInt64(country.second) << 8
            | UInt64(country.third)
        return Int(truncatingIfNeeded: agency.hash(seed: seed ^ key)) & (places.count - 1)
    }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 2)
        for (index, entry) in entries.enumerated() {
            var place = home(entry.type, entry.country, entry.agency)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = UInt32(index) + 1
        }
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
