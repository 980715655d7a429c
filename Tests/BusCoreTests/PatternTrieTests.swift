import Events
import Testing
import TestSupport

@testable import BusCore

@Suite struct PatternTrieTests {
    private static let countries = ["KEN", "UGA", "NPL", "ZZZ"].map { CountryCode($0) ?? .none }
    private static let agencies = ["undp", "ead", "dpko", "ohchr", "unops"].compactMap {
        AgencyCode($0)
    }

    private static func pattern(_ random: inout SplitMix64) throws -> TopicPattern {
        let type = try #require(EventCatalogue.all.randomElement(using: &random))
        func token(_ text: String) -> String { Bool.random(using: &random) ? "*" : text }
        let country = try #require(countries.randomElement(using: &random))
        // One in five names an agency that publishes nothing here.
        let agency =
            (agencies.map(\.description) + ["iom"]).randomElement(using: &random) ?? "iom"
        return try TopicPattern(
            "\(token(type.family)).\(token(type.verb)).\(token(country.description)).\(token(agency))"
        )
    }

    @Test("finds what comparing with every pattern finds, also after some were taken out")
    func agreesWithPatterns() throws {
        for seed in UInt64(0)..<60 {
            var random = SplitMix64(seed: seed)
            var trie = PatternTrie()
            var kept: [UInt32: TopicPattern] = [:]
            for value in UInt32(0)..<400 {
                let pattern = try Self.pattern(&random)
                trie.insert(pattern, value: value)
                kept[value] = pattern
                if Int.random(in: 0..<3, using: &random) == 0,
                    let gone = kept.randomElement(using: &random)
                {
                    trie.remove(gone.value, value: gone.key)
                    kept[gone.key] = nil
                }
            }
            #expect(trie.count == kept.count)
            for _ in 0..<50 {
                let type = try #require(EventCatalogue.all.randomElement(using: &random))
                let country = try #require(Self.countries.randomElement(using: &random))
                let agency = try #require(Self.agencies.randomElement(using: &random))
                var found: [UInt32] = []
                trie.match(
                    type: type.number, country: country, agency: agency, into: &found)
                let wanted = kept.filter {
                    $0.value.matches(type: type.number, country: country, agency: agency)
                }
                try #require(
                    found.sorted() == wanted.keys.sorted(),
                    "seed \(seed): \(type.name).\(country).\(agency)")
            }
        }
    }

    @Test("a type that is not in the catalogue matches nothing, and an empty trie neither")
    func nothing() throws {
        var found: [UInt32] = []
        var trie = PatternTrie()
        let agency = try #require(AgencyCode("ead"))
        trie.match(type: 601, country: .none, agency: agency, into: &found)
        trie.insert(.all, value: 7)
        trie.match(type: 0, country: .none, agency: agency, into: &found)
        trie.match(type: 9_999, country: .none, agency: agency, into: &found)
        #expect(found.isEmpty)
        trie.match(type: 601, country: .none, agency: agency, into: &found)
        #expect(found == [7])
    }
}
