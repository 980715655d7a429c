/// Finds the pairs worth comparing, without losing one that could get an answer other than "nothing".
///
/// A pair needs a common country and 30 common days, or identifiers that join it, or the same agencies and title; what
/// has none of these gets `nothing` from the scorer whatever else it holds. So records are swept country by country in
/// order of their start, and found by identifier and by title. Order of the records does not matter.
package struct Candidates: Sendable {
    /// Index pairs, the smaller first, ascending, each once.
    package static func pairs(of readings: [RecordReading]) -> [(Int, Int)] {
        var found = Set<Pair>()
        sweepCountries(readings, into: &found)
        join(readings, into: &found)
        return found.sorted().map { ($0.first, $0.second) }
    }

    private struct Pair: Hashable, Comparable {
        var first: Int
        var second: Int

        init(_ a: Int, _ b: Int) {
            first = min(a, b)
            second = max(a, b)
        }

        static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
    }

    private static func sweepCountries(_ readings: [RecordReading], into found: inout Set<Pair>) {
        var byCountry: [String: [(start: Int, end: Int, index: Int)]] = [:]
        for (index, reading) in readings.enumerated() {
            guard let start = reading.start, let end = reading.end,
                end - start + 1 >= PairComparer.commonDaysMin
            else { continue }
            for country in reading.countries {
                byCountry[country, default: []].append((start.number, end.number, index))
            }
        }
        for (_, unsorted) in byCountry {
            let records = unsorted.sorted { ($0.start, $0.index) < ($1.start, $1.index) }
            var running: [(end: Int, index: Int)] = []
            for record in records {
                running.removeAll { $0.end - record.start + 1 < PairComparer.commonDaysMin }
                for other in running
                where readings[other.index].agencies != readings[record.index].agencies {
                    found.insert(Pair(other.index, record.index))
                }
                running.append((record.end, record.index))
            }
        }
    }

    private static func join(_ readings: [RecordReading], into found: inout Set<Pair>) {
        var byIdentifier: [String: [Int]] = [:]
        var byTitle: [[String]: [Int]] = [:]
        for (index, reading) in readings.enumerated() {
            for identifier in reading.identifiers {
                byIdentifier[identifier, default: []].append(index)
            }
            if !reading.titleWords.isEmpty {
                byTitle[reading.titleWords, default: []].append(index)
            }
        }
        for (index, reading) in readings.enumerated() {
            for identifier in reading.pointsAt {
                for other in byIdentifier[identifier] ?? [] where other != index {
                    found.insert(Pair(index, other))
                }
            }
        }
        for indexes in byTitle.values {
            for (position, a) in indexes.enumerated() {
                for b in indexes[(position + 1)...]
                where readings[a].agencies == readings[b].agencies {
                    found.insert(Pair(a, b))
                }
            }
        }
    }
}
