internal import CoordBus
internal import JSON
internal import Overlap
internal import Platform

/// The public development data as the overlap library takes it.
struct OverlapData {
    /// What the tables show of a record.
    struct Shown {
        var title: String
        var agencies: String
        var period: String
    }

    private(set) var corpus: LearningCorpus
    private(set) var shown: [String: Shown] = [:]
    /// The table that ships.
    let frequencies: WordFrequencies
    let words: ReasonWords
    let folder: String

    /// - Parameter change: what is done to every record before it is read: poorer records are made by it.
    init(
        folder: String, config: String, change: (inout AssistanceRecord) -> Void = { _ in }
    ) throws {
        self.folder = folder
        corpus = LearningCorpus(
            reader: RecordReader(
                lexicon: try Lexicon(try Self.text("\(config)/lexicon.toml")),
                calendar: try ElectionCalendar(
                    csv: try Self.text("\(folder)/elections-calendar/national-elections.csv"))))
        frequencies = try WordFrequencies(try Self.text("\(config)/frequencies.toml"))
        words = try ReasonWords(try Self.text("\(config)/words.toml"))
        for file in ["elections", "linked"] {
            try Self.read("\(folder)/activities/\(file).ndjson") { record in
                var record = record
                shown[record.id] = Shown(
                    title: record.title, agencies: record.agencies.sorted().joined(separator: "|"),
                    period: "\(record.start.prefix(4))-\(record.end.prefix(4))")
                change(&record)
                corpus.take(record, isCounted: file == "elections")
            }
        }
    }

    /// Records of a file of normalised activities, one after the other.
    static func read(_ path: String, _ body: (AssistanceRecord) -> Void) throws {
        var lines = try LineReader(path: path)
        var parser = JSONParser(bytesMax: 16 << 20)
        while let line = try lines.next() {
            if let record = AssistanceRecord(line: try parser.parse(line.bytes.span)) {
                body(record)
            }
        }
    }

    /// Pairs of a file of labels whose records are here.
    func pairs(_ name: String) throws -> [CrossValidation.Pair] {
        corpus.pairs(
            try LabelledPair.list(csv: try Self.text("\(folder)/labels/\(name).csv")))
    }

    static func text(_ path: String) throws -> String {
        guard let text = readText(path) else { throw UsageError("\(path) can't be read") }
        return text
    }
}
