internal import BusCore
internal import Events
internal import Platform

/// How long matching one topic takes among very many patterns, about ten of which match.
struct TrieMeter {
    private static let rounds = 200_000
    let patterns: Int

    func run() throws {
        let types = EventCatalogue.all
        let countries = CountryCode.all
        let agencies = (0..<40).compactMap { AgencyCode("agency-\($0)") }
        let before = ProcessWeight(of: processID)?.anonymous ?? 0
        var trie = PatternTrie()
        var random = BenchRandom(seed: 7)
        // Most name one type, country and agency; three in ten thousand leave one of them open.
        var made = 0
        while made < patterns {
            let type = types[Int.random(in: 0..<types.count, using: &random)]
            let country = countries[Int.random(in: 0..<countries.count, using: &random)]
            let agency = agencies[Int.random(in: 0..<agencies.count, using: &random)]
            let pattern =
                switch made % 10_000 {
                case 0: "\(type.family).*.*.\(agency)"
                case 1: "*.*.\(country).*"
                case 2: "\(type.name).*.*"
                default: "\(type.name).\(country).\(agency)"
                }
            trie.insert(try TopicPattern(pattern), value: UInt32(made))
            made += 1
        }
        // Ten that everything of one topic meets.
        let type = types[0]
        for extra in 0..<10 {
            trie.insert(
                try TopicPattern(
                    extra % 2 == 0 ? "\(type.name).KEN.agency-1" : "*.*.KEN.agency-1"),
                value: UInt32(made + extra))
        }
        let bytes = (ProcessWeight(of: processID)?.anonymous ?? 0) - before
        guard let kenya = CountryCode("KEN") else { return }
        var found: [UInt32] = []
        found.reserveCapacity(64)
        var matches = 0
        let start = monotonicNanoseconds()
        for _ in 0..<Self.rounds {
            found.removeAll(keepingCapacity: true)
            trie.match(type: type.number, country: kenya, agency: agencies[1], into: &found)
            matches += found.count
        }
        let each = Double(monotonicNanoseconds() - start) / Double(Self.rounds)
        writeOutput(
            "trie: \(trie.count) patterns in \(bytes >> 20) MiB; a topic with "
                + "\(matches / Self.rounds) matches takes \(Int(each)) ns (budget 2,000)")
        // All topics in turn, so that nothing stays in the processor's cache.
        var topics = 0
        matches = 0
        let begun = monotonicNanoseconds()
        for _ in 0..<Self.rounds {
            found.removeAll(keepingCapacity: true)
            let type = types[Int.random(in: 0..<types.count, using: &random)]
            let country = countries[Int.random(in: 0..<countries.count, using: &random)]
            let agency = agencies[Int.random(in: 0..<agencies.count, using: &random)]
            trie.match(type: type.number, country: country, agency: agency, into: &found)
            matches += found.count
            topics += 1
        }
        let cold = Double(monotonicNanoseconds() - begun) / Double(topics)
        writeOutput(
            "trie: topics at random, \(Double(matches) / Double(topics)) matches each: "
                + "\(Int(cold)) ns, choosing the topic included")
    }
}
