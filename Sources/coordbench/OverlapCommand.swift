internal import CoordBus
internal import Overlap
internal import Platform

/// `coordbench overlap`: how well the overlap library reads and judges real records.
enum OverlapCommand {
    static let options = [
        OptionDeclaration("--data", "FOLDER", "the public development data"),
        OptionDeclaration("--config", "FOLDER", "lexicon.toml and weights.toml (config/overlap)"),
        OptionDeclaration("--flags", "FILE", "write flagged pairs as CSV: id_a,id_b,score"),
        OptionDeclaration("--weights", "FILE", "write the weights learned from all countries"),
        OptionDeclaration("--frequencies", "FILE", "write how frequent the words of titles are"),
        OptionDeclaration("--ablation", "judge again without each kind of evidence (minutes)"),
        OptionDeclaration("--poorer", "judge records that say less"),
        OptionDeclaration(
            "--scale", "N", "measure the index with so many synthetic records instead"),
        OptionDeclaration("--electoral", "PERCENT", "of the synthetic records (10)"),
        OptionDeclaration("--seed", "N", "of the synthetic records (1)"),
        OptionDeclaration("--explain", "write every wrong answer with its terms"),
    ]

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options)
        let config = arguments.text("--config") ?? "config/overlap"
        let scale = try arguments.integer("--scale", in: 1...100_000_000, default: 0)
        if scale > 0 {
            try measureScale(scale, arguments, config)
            return .ok
        }
        guard let folder = arguments.text("--data") else {
            throw UsageError("say where the data are: --data FOLDER")
        }
        let data = try OverlapData(data: folder, config: config)
        let quality = try OverlapQuality(data)
        printQuality(quality)
        try printIdentifiers(data, quality.weights)
        try OverlapReadings(data).print()
        if arguments.has("--ablation") { try printAblation(data) }
        if arguments.has("--poorer") {
            try printPoorer(data, config, against: arguments.has("--explain") ? quality : nil)
        }
        if arguments.has("--explain") { explain(quality) }
        if let path = arguments.text("--flags") {
            let rows = quality.judged.filter(\.verdict.isFlagged).map {
                "\($0.pair.first),\($0.pair.second),\(thousandths($0.verdict.probability))"
            }
            try write(["id_a,id_b,score"] + rows, to: path)
        }
        if let path = arguments.text("--frequencies") {
            try write([data.counted.text(least: 2)], to: path)
        }
        if let path = arguments.text("--weights") {
            try write([quality.weights.text], to: path)
        }
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

    /// Records that say less, judged by weights learned from the records as published.
    /// - Parameter published: the same pairs as published, when each false alarm that is new is to be told.
    private static func printPoorer(
        _ data: OverlapData, _ config: String, against published: OverlapQuality?
    ) throws {
        writeOutput(
            "records: F1 of all pairs, of countries; flagged of SAME_AID, RELATED, DISTINCT")
        for way in OverlapPoorer.allCases {
            let poorer = try OverlapData(data: data.data, config: config, change: way.change)
            let quality = try OverlapQuality(data, poorer: poorer)
            let shares = ["SAME_AID", "RELATED", "DISTINCT"].map { label in
                let share = quality.flagged(label)
                return Double(share.flagged) / Double(max(1, share.of))
            }
            let mean = Counts.mean(quality.byCountry.map(\.counts))
            writeOutput(
                row(way.rawValue, quality.all.f1, mean.f1, shares[0], shares[1], shares[2]))
            for (poorer, before) in zip(quality.judged, published?.judged ?? [])
            where poorer.pair.label == "DISTINCT"
                && poorer.verdict.isFlagged != before.verdict.isFlagged
            {
                writeOutput("  was \(before.verdict.isFlagged ? "flagged" : "not")")
                explain(before)
                explain(poorer)
            }
        }
    }

    private static func printQuality(_ quality: OverlapQuality) {
        let all = quality.all
        let countries = quality.byCountry
        let mean = Counts.mean(countries.map(\.counts))
        writeOutput("judged \(quality.judged.count) pairs; weights of other countries only")
        writeOutput("          precision  recall  F1")
        writeOutput(row("all pairs", all.precision, all.recall, all.f1))
        writeOutput(row("countries", mean.precision, mean.recall, mean.f1))
        for label in ["SAME_AID", "PARALLEL", "RELATED", "DISTINCT"] {
            let share = quality.flagged(label)
            writeOutput(
                "flagged of \(label): \(thousandths(Double(share.flagged) / Double(max(1, share.of))))"
                    + " (\(share.flagged) of \(share.of))")
        }
        for (country, counts) in countries where counts.overlaps >= Learner.overlapsMin {
            writeOutput(
                row(country, counts.precision, counts.recall, counts.f1)
                    + "  overlaps \(counts.overlaps)")
        }
    }

    /// Pairs of one agency must never be flagged; pairs that publishers joined must come out as linked.
    private static func printIdentifiers(_ data: OverlapData, _ weights: Weights) throws {
        let scorer = PairScorer(
            comparer: PairComparer(frequencies: data.frequencies), weights: weights)
        func verdicts(_ pairs: [OverlapData.LabelledPair]) -> [PairVerdict] {
            pairs.compactMap { pair in
                guard let first = data.reading(pair.first), let second = data.reading(pair.second)
                else { return nil }
                return scorer.verdict(first, second)
            }
        }
        let same = verdicts(try data.pairs("pairs-same-agency"))
        writeOutput("one agency: flagged \(same.count(where: \.isFlagged)) of \(same.count)")
        let rows = try OverlapData.rows("\(data.data)/labels/pairs-iati-links.csv")
        let sure = Set(
            rows.filter { $0["grade"] == "A1" || $0["grade"] == "A2" }
                .map { ($0["id_a"] ?? "") + " " + ($0["id_b"] ?? "") })
        let linked = verdicts(
            try data.pairs("pairs-iati-links").filter { sure.contains($0.first + " " + $0.second) })
        writeOutput(
            "joined by publishers: linked \(linked.count { $0.kind == .linked }) of \(linked.count)"
        )
    }

    /// What each kind of evidence adds: the quality without it.
    private static func printAblation(_ data: OverlapData) throws {
        let parts: [(name: String, evidence: Set<Evidence>)] = [
            ("electoral or not", [.electoral, .notElectoral]),
            ("kind of support", [.sameGeneralKind, .sameSpecialKind, .kindInPassing, .otherKind]),
            ("vote", [.sameVote]),
            ("level of the vote", [.otherLevel, .bothLocal, .referendumOrNot]),
            ("parties", [.nameEachOther, .oneNamesOther, .jointRecord]),
            ("titles", [.similarTitles, .nearlySameTitles]),
            ("start", [.startsFarApart]),
        ]
        writeOutput("without: F1 of all pairs, precision, recall and F1 of countries")
        for part in parts {
            let quality = try OverlapQuality(data, without: part.evidence)
            let mean = Counts.mean(quality.byCountry.map(\.counts))
            writeOutput(row(part.name, quality.all.f1, mean.precision, mean.recall, mean.f1))
        }
    }

    private static func explain(_ quality: OverlapQuality) {
        for item in quality.judged where item.verdict.isFlagged != (item.pair.isOverlap == true) {
            explain(item)
        }
    }

    private static func explain(_ item: OverlapQuality.Judged) {
        let terms = item.verdict.terms.filter { $0.weight != 0 }
            .map { "\($0.evidence.name) \(thousandths($0.weight))" }.joined(separator: ", ")
        writeOutput(
            "\(item.verdict.isFlagged ? "false alarm" : "missed") \(item.pair.label)"
                + " \(thousandths(item.verdict.probability)) \(item.pair.first) \(item.pair.second): "
                + (terms.isEmpty ? "\(item.verdict.reason)" : terms))
    }

    private static func write(_ lines: [String], to path: String) throws {
        let file = try DiskFileSystem().open(path, .create)
        try file.write(Array((lines.joined(separator: "\n") + "\n").utf8).span, at: 0)
    }

    private static func row(_ name: String, _ values: Double...) -> String {
        ([name] + values.map(thousandths)).joined(separator: "  ")
    }
}
