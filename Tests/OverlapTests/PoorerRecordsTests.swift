import Foundation
import Overlap
import Testing

/// Less knowledge must not raise more flags: the labelled pairs with records that say less, judged by the shipped weights.
@Suite(.enabled(if: Fixtures.hasData, "the public development data are not here: set DATA"))
struct PoorerRecordsTests {
    private static let aliases = [
        "CA": "Agence canadienne de développement international", "CH": "DEZA", "DK": "Danida",
        "EU": "Commission européenne", "GB": "Department for International Development",
        "SE": "Styrelsen för internationellt utvecklingssamarbete", "NO": "Norad",
        "UNDP": "Programme des Nations Unies pour le développement",
        "US": "U.S. Agency for International Development",
    ]

    private static func aliased(_ record: AssistanceRecord) -> AssistanceRecord {
        var record = record
        record.agencies = Set(record.agencies.map { aliases[$0] ?? $0 })
        for index in record.partners.indices {
            guard let name = record.partners[index].agency.flatMap({ aliases[$0] }) else {
                continue
            }
            record.partners[index].agency = nil
            record.partners[index].name = name
        }
        return record
    }

    private static func flagged(
        _ label: String, _ change: (AssistanceRecord) -> AssistanceRecord = { $0 }
    ) throws -> Int {
        let reader = RecordReader(
            lexicon: try Lexicon(Fixtures.lexiconText),
            calendar: try ElectionCalendar(
                csv: try String(
                    contentsOfFile: Fixtures.data + "/elections-calendar/national-elections.csv",
                    encoding: .utf8)))
        var corpus = LearningCorpus(reader: reader)
        for record in try Fixtures.realRecords() { corpus.take(change(record)) }
        let scorer = PairScorer(
            comparer: PairComparer(frequencies: try WordFrequencies(Fixtures.frequenciesText)),
            weights: try Weights(Fixtures.weightsText))
        let labels = try LabelledPair.list(
            csv: try String(
                contentsOfFile: Fixtures.data + "/labels/pairs-elections.csv", encoding: .utf8))
        return corpus.pairs(labels.filter { $0.label == label })
            .count { scorer.verdict($0.first, $0.second).isFlagged }
    }

    @Test("Of the pairs that have nothing in common, no more are flagged when records say less")
    func distinct() throws {
        let published = try Self.flagged("DISTINCT")
        let years = try Self.flagged("DISTINCT") { record in
            var record = record
            record.start = String(record.start.prefix(4))
            record.end = String(record.end.prefix(4))
            return record
        }
        let short = try Self.flagged("DISTINCT") { record in
            var record = record
            record.description = ""
            record.outputs = ""
            return record
        }
        let aliases = try Self.flagged("DISTINCT", Self.aliased)
        #expect(years <= published)
        #expect(short <= published)
        #expect(aliases <= published)
    }
}
