import Foundation
import Platform
import TestSupport
import Testing

/// Baskets as they were, out of the real records, by the command that a person would use.
@Suite(.enabled(if: RealData.isThere, Comment(rawValue: RealData.absent)))
struct RealBasketsTests {
    private struct Basket {
        var titles: Set<String>
        var agencies: Set<String>
        /// Words of the reasons of all pairs inside.
        var reasons: String
    }

    private static func baskets(_ country: String) throws -> [Basket] {
        let result = try ProcessRunner.run(
            "coordctl",
            [
                "overlap", "scan", "--format", "json", "--country", country, "--config",
                packageRoot.appending(path: "config").path(), "--calendar",
                RealData.file("elections-calendar/national-elections.csv"),
                RealData.file("activities/elections.ndjson"),
            ], seconds: 300)
        #expect(result.end == .exited(0), "\(result.errors)")
        let report =
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        var baskets: [Int: Basket] = [:]
        for pair in report?["pairs"] as? [[String: Any]] ?? [] {
            guard let number = pair["basket"] as? Int else { continue }
            var basket = baskets[number] ?? Basket(titles: [], agencies: [], reasons: "")
            for record in pair["records"] as? [[String: Any]] ?? [] {
                basket.titles.insert(record["title"] as? String ?? "")
                basket.agencies.formUnion(record["agencies"] as? [String] ?? [])
            }
            for term in pair["terms"] as? [[String: Any]] ?? [] {
                basket.reasons += (term["words"] as? String ?? "") + "\n"
            }
            baskets[number] = basket
        }
        return Array(baskets.values)
    }

    @Test("Bangladesh 2007 to 2010: cards from Denmark, boxes from Canada, one account of UNDP")
    func bangladesh() throws {
        let basket = try #require(
            try Self.baskets("BGD").first {
                $0.titles.contains("Support to the Electoral Process in Bangladesh")
            })
        #expect(
            basket.titles.isSuperset(of: [
                "Voters cards with photographs", "Transparent Ballot Boxes",
            ]),
            "\(basket.titles)")
        #expect(basket.agencies.isSuperset(of: ["DK", "CA", "UNDP"]))
        for reason in [
            "each names the other: ", "both aim at the same vote: 2008 and 2008",
            "both give general electoral support",
        ] {
            #expect(basket.reasons.contains(reason), "\(basket.reasons)")
        }
    }

    @Test(
        "DR Congo 2004 to 2006: seventeen contributors in one record, the account, and their own records"
    )
    func congo() throws {
        let basket = try #require(
            try Self.baskets("COD").first {
                $0.titles.contains(
                    "Appui aux élections nationales en République Démocratique du Congo")
            })
        #expect(basket.agencies.count >= 16, "\(basket.agencies.sorted())")
        #expect(basket.titles.contains("Appui au PROCESSUS ELECTORAL en RDC"), "\(basket.titles)")
        #expect(basket.reasons.contains("both aim at the same vote: 2006 and 2006"))
        #expect(basket.reasons.contains("each names the other: "))
    }
}
