internal import CoordBus
internal import Overlap
internal import Platform

/// `coordbench overlap`: how well the overlap library reads and judges real records, and how fast its index is.
enum OverlapCommand {
    static let options = [
        OptionDeclaration(
            "--data", "FOLDER", "the public development data: every table of docs/overlap.md"),
        OptionDeclaration("--config", "FOLDER", "lexicon.toml and weights.toml (config/overlap)"),
        OptionDeclaration("--flags", "FILE", "write flagged pairs as CSV: id_a,id_b,score"),
        OptionDeclaration("--explain", "only the quality, then every wrong answer with its terms"),
        OptionDeclaration(
            "--scale", "N", "measure the index with so many synthetic records instead"),
        OptionDeclaration(
            "--watch", "N", "measure the daemon's watch with so many synthetic events instead"),
        OptionDeclaration(
            "--scenario", "FILE",
            "what --watch takes as mixed events (config/scenarios/biennium.toml)"),
        OptionDeclaration("--electoral", "PERCENT", "of the synthetic records (10)"),
        OptionDeclaration("--seed", "N", "of the synthetic records (1)"),
    ]

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options)
        let config = arguments.text("--config") ?? "config/overlap"
        let scale = try arguments.integer("--scale", in: 1...100_000_000, default: 0)
        if scale > 0 {
            try measureScale(scale, arguments, config)
            return .ok
        }
        let watch = try arguments.integer("--watch", in: 1...100_000_000, default: 0)
        if watch > 0 {
            try WatchMeter.measure(
                events: watch,
                electoralPercent: try arguments.integer("--electoral", in: 0...100, default: 10),
                seed: UInt64(try arguments.integer("--seed", in: 0...Int.max, default: 1)),
                scenario: arguments.text("--scenario") ?? "config/scenarios/biennium.toml",
                config: config)
            return .ok
        }
        guard let folder = arguments.text("--data") else {
            throw UsageError("say where the data are: --data FOLDER")
        }
        let data = try OverlapData(folder: folder, config: config)
        let pairs = try data.pairs("pairs-elections")
        let comparer = PairComparer(frequencies: data.frequencies)
        let result = CrossValidation(pairs, comparer)
        QualityTable(result).print()
        try IdentifierTable(data, PairScorer(comparer: comparer, weights: result.weights)).print()
        if let path = arguments.text("--flags") { try writeFlags(result, to: path) }
        let errors = ErrorList(result, data)
        if arguments.has("--explain") {
            errors.printAll()
            return .ok
        }
        try ReaderTable(data).print()
        AblationTable(pairs, comparer).print()
        try PoorerTable(data, pairs, comparer, config: config).print()
        errors.printWorst()
        try BenchmarkTable(folder: "\(folder)/dedup-benchmarks").print()
        return .ok
    }

    private static func measureScale(_ records: Int, _ arguments: Arguments, _ config: String)
        throws
    {
        var scale = OverlapScale(
            reader: RecordReader(
                lexicon: try Lexicon(try OverlapData.text("\(config)/lexicon.toml")),
                calendar: ElectionCalendar()),
            scorer: PairScorer(
                comparer: PairComparer(
                    frequencies: try WordFrequencies(
                        try OverlapData.text("\(config)/frequencies.toml"))),
                weights: try Weights(try OverlapData.text("\(config)/weights.toml"))))
        scale.records = records
        scale.electoralPercent = try arguments.integer("--electoral", in: 0...100, default: 10)
        scale.seed = UInt64(try arguments.integer("--seed", in: 0...Int.max, default: 1))
        try scale.run()
    }

    private static func writeFlags(_ result: CrossValidation, to path: String) throws {
        let rows = result.judged.filter(\.verdict.isFlagged).map {
            "\($0.label.first),\($0.label.second),\(thousandths($0.verdict.probability))"
        }
        let text = (["id_a,id_b,score"] + rows).joined(separator: "\n") + "\n"
        try DiskFileSystem().open(path, .create).write(Array(text.utf8).span, at: 0)
    }
}

/// Tables as they stand in docs/overlap.md.
enum Table {
    static func head(_ title: String, _ columns: String...) {
        writeOutput("\n\(title)\n")
        writeOutput("| " + columns.joined(separator: " | ") + " |")
        writeOutput("|" + columns.map { _ in "---|" }.joined())
    }

    static func row(_ cells: [String]) { writeOutput("| " + cells.joined(separator: " | ") + " |") }
}
