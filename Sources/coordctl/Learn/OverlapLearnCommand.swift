internal import CoordBus
internal import Events
internal import JSON
internal import Overlap
internal import Platform

/// `coordctl overlap learn`: the weights of the overlap detector from pairs that people have labelled.
///
/// The same files give the same weights. What is printed was measured country by country, with weights that had seen nothing of
/// the country they judged; what is written was learned from all.
enum OverlapLearnCommand {
    static let command = Command(
        name: "overlap learn",
        summary: "learns the weights of the overlap detector from labelled pairs",
        usage: """
            overlap learn --pairs LABELS.csv [--calendar VOTES.csv] [--output FILE] RECORDS.ndjson ...
                   coordctl overlap learn --plain PAIRS.ndjson [--judge PAIRS.ndjson] [--output FILE]
            """,
        options: [
            OptionDeclaration(
                "--pairs", "FILE", "CSV with id_a, id_b, country, label, overlap (1, 0 or empty)"),
            OptionDeclaration(
                "--calendar", "FILE", "national votes: CSV with iso2, type, event, date"),
            OptionDeclaration(
                "--plain", "FILE", "pairs of plain records: {\"left\":{},\"right\":{},\"match\":1}"),
            OptionDeclaration(
                "--judge", "FILE", "plain pairs to judge; nothing is learned from them"),
            OptionDeclaration(
                "--output", "FILE", "write the weights there instead of the terminal"),
            OptionDeclaration(
                "--frequencies", "FILE", "write how frequent the words of titles are"),
            OptionDeclaration(
                "--config", "FOLDER",
                "overlap/lexicon.toml and frequencies.toml (default ./config, else /etc/coordbus)"),
        ],
        body: { try run($0) })

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        switch (arguments.text("--pairs"), arguments.text("--plain")) {
        case (let pairs?, nil): try learnOverlap(pairs, arguments)
        case (nil, let plain?):
            try PlainLearning(plain, judge: arguments.text("--judge"))
                .write(to: arguments.text("--output"))
        default:
            throw UsageError(
                "say what to learn from: --pairs LABELS.csv with files of records, or --plain PAIRS.ndjson"
            )
        }
        return .ok
    }

    private static func learnOverlap(_ path: String, _ arguments: Arguments) throws {
        guard !arguments.positionals.isEmpty else {
            throw UsageError("name the files of records that \(path) speaks of (NDJSON)")
        }
        let labels = try file(path) { try LabelledPair.list(csv: $0) }
        let folder =
            arguments.text("--config")
            ?? (readText("config/overlap/lexicon.toml") != nil ? "config" : "/etc/coordbus")
        let corpus = try corpus(arguments, folder)
        let pairs = corpus.pairs(labels)
        guard pairs.contains(where: { $0.label.isOverlap != nil }) else {
            throw UsageError(
                "\(path): no pair has both records in \(arguments.positionals.joined(separator: ", ")) "
                    + "and an answer in the column overlap")
        }
        let frequencies = try file("\(folder)/overlap/frequencies.toml") { try WordFrequencies($0) }
        let result = CrossValidation(pairs, PairComparer(frequencies: frequencies))
        LearningReport(result, labelled: labels.count).write()
        if let path = arguments.text("--frequencies") {
            try write(corpus.counted.text(least: 2), to: path)
        }
        let text = result.weights.text(bands: result.bandRemarks)
        if let path = arguments.text("--output") {
            try write(text, to: path)
        } else {
            writeOutput("\n" + text)
        }
    }

    private static func corpus(_ arguments: Arguments, _ folder: String) throws -> LearningCorpus {
        var records: [(record: AssistanceRecord, isEvent: Bool)] = []
        for path in arguments.positionals {
            var lines = try LineReader(path: path)
            var parser = JSONParser(bytesMax: 16 << 20)
            while let line = try lines.next() {
                let json = try parser.parse(line.bytes.span)
                let isEvent = json.value("record_id", in: json.root) == nil
                guard let record = AssistanceRecord(line: json) else {
                    throw UsageError(
                        "\(path):\(line.number): neither a record with record_id nor an event of assistance"
                    )
                }
                records.append((record, isEvent))
            }
        }
        // Events name countries by three letters, files by two.
        let isByThree = records.allSatisfy(\.isEvent)
        let votes = try arguments.text("--calendar").map { path in
            try file(path) {
                try ElectionCalendar(csv: $0) { iso2 in
                    isByThree ? CountryCode(alpha2: iso2)?.description ?? iso2 : iso2
                }
            }
        }
        var corpus = LearningCorpus(
            reader: RecordReader(
                lexicon: try file("\(folder)/overlap/lexicon.toml") { try Lexicon($0) },
                calendar: votes ?? ElectionCalendar()))
        for (record, _) in records { corpus.take(record) }
        return corpus
    }

    /// A file as a value; what is wrong in it is told with its name.
    static func file<Value>(_ path: String, _ body: (String) throws -> Value) throws -> Value {
        guard let text = readText(path) else { throw UsageError("\(path) can't be read") }
        do { return try body(text) } catch { throw UsageError("\(path): \(error)") }
    }

    static func write(_ text: String, to path: String) throws {
        try DiskFileSystem().open(path, .create).write(Array(text.utf8).span, at: 0)
    }
}
