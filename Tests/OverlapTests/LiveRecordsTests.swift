import Overlap
import TestSupport
import Testing

@Suite struct LiveRecordsTests {
    /// Answers that a pair has apart from the index, and that the index must find.
    private static func expected(_ verdict: PairVerdict) -> Bool {
        switch verdict.kind {
        case .resend, .secondary, .overlap, .linked: true
        case .joint: verdict.reason != .sameAgencies
        case .complementary, .nothing: false
        }
    }

    /// The index answers for every record what the scorer answers for each pair: the same records, kinds and probabilities.
    private func expectNoLoss(_ readings: [RecordReading], _ live: LiveRecords) {
        var matches: [LiveMatch] = []
        for a in readings {
            matches.removeAll()
            live.matches(of: a, into: &matches)
            let found = Dictionary(
                matches.map { (live.reading(at: $0.slot).id, $0) },
                uniquingKeysWith: { first, _ in first })
            #expect(found.count == matches.count, "\(a.id) found a record twice")
            for b in readings where a.id != b.id {
                let verdict = live.scorer.verdict(a, b)
                guard Self.expected(verdict) else {
                    #expect(found[b.id] == nil, "\(a.id) and \(b.id): \(verdict)")
                    continue
                }
                let match = found[b.id]
                #expect(match?.kind == verdict.kind, "\(a.id) and \(b.id): \(verdict)")
                #expect(match?.band == verdict.band, "\(a.id) and \(b.id)")
                #expect(match?.probability == verdict.probability, "\(a.id) and \(b.id)")
            }
        }
    }

    private func live(_ readings: [RecordReading], _ weights: Weights? = nil) throws -> LiveRecords
    {
        var frequencies = WordFrequencies()
        for reading in readings { frequencies.add(reading.titleWords) }
        let scorer = PairScorer(
            comparer: PairComparer(frequencies: frequencies),
            weights: try weights ?? Weights(Fixtures.weightsText))
        var live = LiveRecords(scorer: scorer)
        for reading in readings { live.insert(reading) }
        return live
    }

    /// Weights that point the way they may, and bands somewhere.
    private static func weights(_ random: inout SplitMix64) -> Weights {
        var weights = Weights()
        weights.base = Double.random(in: -4...0, using: &random)
        for evidence in Evidence.allCases {
            let size = Double.random(in: 0...3, using: &random)
            let sign = evidence.sign == 0 ? Bool.random(using: &random) ? 1 : -1 : evidence.sign
            weights[evidence] = Int.random(in: 0..<5, using: &random) == 0 ? 0 : size * Double(sign)
        }
        weights.look = Double.random(in: 0.05...0.6, using: &random)
        weights.likely = weights.look + 0.1
        weights.strong = weights.likely + 0.1
        return weights
    }

    private static func random(_ count: Int, _ random: inout SplitMix64) throws -> [RecordReading] {
        let reader = try Fixtures.reader()
        let titles = [
            "Support to elections", "Voter education for UNDP", "Élections locales 2012", "", "水",
            "Support to elections and voter registration", "Basket fund for the elections 2007",
            // More words than a row of the index holds.
            "Voter education by theatre, radio, songs and posters in all eleven districts of the north and the "
                + "east before the elections of 2012",
            "Voter education by theatre in all districts", "Referendum", "Local elections 2012",
        ]
        return (0..<count).map { index in
            var record = Fixtures.record(
                "r\(index)", ["GB", "FR", "UNDP", ""].randomElement(using: &random) ?? "",
                titles.randomElement(using: &random) ?? "",
                from: ["", "2006", "2007-03-05", "2011-01-01", "2012-10"].randomElement(
                    using: &random) ?? "",
                to: ["", "2005", "2007-04-01", "2013", "2016-01-31"].randomElement(using: &random)
                    ?? "",
                in: [[], ["XA"], ["XA", "XB"], ["XB"]].randomElement(using: &random) ?? [])
            if Int.random(in: 0..<8, using: &random) == 0 { record.agencies.insert("SE") }
            record.identifiers = ["r\(index)"]
            record.places = [[], ["Here"], ["Here", "There"]].randomElement(using: &random) ?? []
            record.amount = [nil, 1_000, 1_200].randomElement(using: &random) ?? nil
            record.currency = "USD"
            record.event =
                [nil, nil, "XA-2012-general", "XA-2007-executive"].randomElement(using: &random)
                ?? nil
            record.description =
                ["", "", "Elections and roads are helped. A road is built."]
                .randomElement(using: &random) ?? ""
            record.beneficiaries =
                [[], [], ["women"], ["women", "youth"]].randomElement(using: &random) ?? []
            if Int.random(in: 0..<3, using: &random) == 0 {
                let funder = ["GB", "FR", "UNDP", "NO"].randomElement(using: &random) ?? ""
                record.partners = [.init(role: "funding", name: "", agency: funder)]
            }
            let themes: [Set<String>] = [[], [], ["ve"], ["vr", "ve"]]
            record.themes = themes.randomElement(using: &random) ?? []
            record.instrument = [nil, "money", "goods"].randomElement(using: &random) ?? nil
            if Int.random(in: 0..<8, using: &random) == 0 {
                let target = "r\(Int.random(in: 0..<count, using: &random))"
                switch Int.random(in: 0..<3, using: &random) {
                case 0: record.pointsAt = [target]
                case 1: record.jointWith = [target]
                default: record.reportsOn = [target]
                }
            }
            return reader.read(record)
        }
    }

    @Test("No pair is lost among random records", arguments: UInt64(0)..<40)
    func randomRecords(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let readings = try Self.random(40, &random)
        expectNoLoss(readings, try live(readings))
    }

    @Test("No pair is lost whatever the weights", arguments: UInt64(0)..<60)
    func randomWeights(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let readings = try Self.random(40, &random)
        expectNoLoss(readings, try live(readings, Self.weights(&random)))
    }

    @Test("No pair is lost among real records", .enabled(if: Fixtures.hasData))
    func realRecords() throws {
        let reader = try Fixtures.reader()
        let readings = try Fixtures.realRecords().filter {
            $0.countries.contains("CD") || $0.countries.count > 1
        }
        .prefix(160).map(reader.read)
        expectNoLoss(readings, try live(readings))
    }

    @Test("Records come back as they went in", arguments: UInt64(0)..<5)
    func readingsComeBack(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let readings = try Self.random(60, &random)
        let live = try live(readings)
        for reading in readings {
            let slot = try #require(live.slot(of: reading.id))
            #expect(live.reading(at: slot) == reading)
        }
    }

    @Test("Records that were removed or replaced leave nothing behind", arguments: UInt64(0)..<20)
    func removal(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let readings = try Self.random(60, &random)
        var live = try live(readings)
        var now = Dictionary(uniqueKeysWithValues: readings.map { ($0.id, $0) })
        for reading in try Self.random(60, &random).shuffled(using: &random).prefix(40) {
            if Bool.random(using: &random) {
                live.insert(reading)
                now[reading.id] = reading
            } else {
                let isThere = now.removeValue(forKey: reading.id) != nil
                let wasThere = live.remove(reading.id)
                #expect(wasThere == isThere)
            }
        }
        #expect(live.count == now.count)
        let isNobodyThere = live.remove("nobody")
        #expect(!isNobodyThere)
        expectNoLoss(Array(now.values), live)
    }

    @Test("The order of the records does not change the answers", arguments: UInt64(0)..<10)
    func orderDoesNotMatter(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let readings = try Self.random(40, &random)
        func answers(_ readings: [RecordReading]) throws -> Set<[String]> {
            let live = try live(readings)
            var all = Set<[String]>()
            var matches: [LiveMatch] = []
            for reading in readings {
                matches.removeAll()
                live.matches(of: reading, into: &matches)
                for match in matches {
                    all.insert([
                        reading.id, live.reading(at: match.slot).id, match.kind.rawValue,
                        "\(match.probability)",
                    ])
                }
            }
            return all
        }
        let first = try answers(readings)
        #expect(!first.isEmpty)
        #expect(first == (try answers(readings.shuffled(using: &random))))
    }

    @Test(
        "Many records at once have the pairs that one after the other have",
        arguments: UInt64(0)..<5)
    func manyAtOnce(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let readings = try Self.random(80, &random)
        func pairs(_ insert: (inout LiveRecords, (Int32, [LiveMatch]) -> Void) -> Void) throws
            -> Set<Set<String>>
        {
            var live = LiveRecords(scorer: try Fixtures.scorer())
            var found: [(Int32, [LiveMatch])] = []
            insert(&live) { found.append(($0, $1)) }
            #expect(live.count == readings.count)
            var pairs: Set<Set<String>> = []
            for (slot, matches) in found {
                for match in matches {
                    let pair: Set = [live.reading(at: slot).id, live.reading(at: match.slot).id]
                    let isNew = pairs.insert(pair).inserted
                    #expect(isNew, "\(pair) twice")
                }
            }
            return pairs
        }
        let together = try pairs { live, body in live.insert(readings, least: .look, body) }
        let apart = try pairs { live, body in
            for reading in readings {
                var matches: [LiveMatch] = []
                let slot = live.insert(reading, least: .look, matches: &matches)
                body(slot, matches)
            }
        }
        #expect(together == apart)
        #expect(!together.isEmpty)
    }

    @Test("A question of a record that is not live is answered, with words nobody used yet")
    func questionFromOutside() throws {
        let reader = try Fixtures.reader()
        let live = try live([
            reader.read(Fixtures.record("a", "GB", "Support to the electoral process"))
        ])
        var matches: [LiveMatch] = []
        live.matches(
            of: reader.read(
                Fixtures.record("q", "FR", "Unheard zebra support to the electoral process")),
            into: &matches)
        #expect(matches.count == 1 && matches[0].kind == .overlap)
    }
}
