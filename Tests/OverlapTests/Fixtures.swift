import Foundation
import JSON
import Overlap

/// The files of the repository and, where they lie beside it, the public development data.
enum Fixtures {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let lexiconText = file("config/overlap/lexicon.toml")
    static let weightsText = file("config/overlap/weights.toml")
    static let frequenciesText = file("config/overlap/frequencies.toml")
    static let wordsText = file("config/overlap/words.toml")

    /// A calendar with two votes in Atlantis (XA): 2007 in two rounds, and 2012; a referendum between them.
    static let calendarText = """
        iso2,country,cow_code,election_number,type,sequence,event,date,regular,runoff
        XA,"Atlantis, Isles of",1,1,executive,1,"Vote, As Scheduled",2007-08-11,Y,N
        XA,"Atlantis, Isles of",1,1,executive,2,"Vote, As Scheduled",2007-09-08,Y,Y
        XA,"Atlantis, Isles of",1,2,referendum,1,"Vote, Early",2010-05-01,Y,N
        XA,"Atlantis, Isles of",1,3,legislative,1,Announced,2012-01-01,Y,N
        XA,"Atlantis, Isles of",1,3,legislative,2,"Vote, As Scheduled",2012-11,Y,N
        """

    static func reader() throws -> RecordReader {
        RecordReader(
            lexicon: try Lexicon(lexiconText), calendar: try ElectionCalendar(csv: calendarText))
    }

    static func scorer() throws -> PairScorer {
        PairScorer(
            comparer: PairComparer(frequencies: WordFrequencies()),
            weights: try Weights(weightsText))
    }

    static func record(
        _ id: String, _ agency: String, _ title: String, from start: String = "2006-01-01",
        to end: String = "2008-12-31", in countries: [String] = ["XA"]
    ) -> AssistanceRecord {
        var record = AssistanceRecord(id: id)
        record.agencies = agency.isEmpty ? [] : [agency]
        record.title = title
        record.countries = countries
        record.start = start
        record.end = end
        return record
    }

    /// Where the public development data lie: DATA, or beside the repository.
    static let data =
        ProcessInfo.processInfo.environment["DATA"]
        ?? root.appending(path: "../shared/data").path()
    static let hasData = FileManager.default.fileExists(
        atPath: data + "/activities/elections.ndjson")

    /// The real electoral records.
    static func realRecords() throws -> [AssistanceRecord] {
        let text = try String(
            contentsOfFile: data + "/activities/elections.ndjson", encoding: .utf8)
        var parser = JSONParser(bytesMax: 16 << 20)
        var records: [AssistanceRecord] = []
        for line in text.split(separator: "\n") {
            let json = try parser.parse(Array(line.utf8).span)
            if let record = AssistanceRecord(json, at: json.root) { records.append(record) }
        }
        return records
    }

    private static func file(_ path: String) -> String {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }
}
