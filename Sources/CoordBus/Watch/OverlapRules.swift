internal import Events
internal import Overlap
internal import Platform

/// The knowledge of the watch: words, weights, frequencies and votes, read from a folder of readable files.
struct OverlapRules: Sendable {
    let reader: RecordReader
    let scorer: PairScorer
    /// Reasons in the languages of readers; nil without the file: then in plain English.
    let words: ReasonWords?
    /// Tells one set of rules from another in the flags: the first letters of the digest of all files.
    let name: String

    /// - Parameters:
    ///   - folder: holds `lexicon.toml`, `weights.toml` and, if there, `frequencies.toml` and `words.toml`.
    ///   - calendar: CSV of national votes, or nil; registered electoral events add to it.
    /// - Throws: which file, what is wrong in it, and the remedy.
    init(folder: String, calendar: String?) throws(ConfigurationError) {
        let lexicon = try Self.text("\(folder)/lexicon.toml")
        let weights = try Self.text("\(folder)/weights.toml")
        let frequencies = readText("\(folder)/frequencies.toml") ?? ""
        let votes = try calendar.map { path throws(ConfigurationError) in try Self.text(path) }
        let reasons = readText("\(folder)/words.toml")
        var file = "lexicon.toml"
        do throws(RuleError) {
            let words = try Lexicon(lexicon)
            file = "weights.toml"
            let numbers = try Weights(weights)
            file = "frequencies.toml"
            let titles = frequencies.isEmpty ? WordFrequencies() : try WordFrequencies(frequencies)
            file = "words.toml"
            self.words = try reasons.map { text throws(RuleError) in try ReasonWords(text) }
            file = calendar ?? ""
            let days =
                try votes.map { csv throws(RuleError) in
                    try ElectionCalendar(csv: csv) {
                        CountryCode(alpha2: $0)?.description ?? $0
                    }
                } ?? ElectionCalendar()
            reader = RecordReader(lexicon: words, calendar: days)
            scorer = PairScorer(comparer: PairComparer(frequencies: titles), weights: numbers)
        } catch {
            throw ConfigurationError(
                "\(file.contains("/") ? file : folder + "/" + file): \(error); mend that line")
        }
        var text = FieldText()
        for part in [lexicon, weights, frequencies, votes ?? ""] { text.add(part) }
        name = String(text.digest.prefix(12))
    }

    /// The rules that the configuration asks for; nil where the watch is off.
    static func configured(
        _ configuration: Configuration, say: (String) -> Void
    ) throws(ConfigurationError) -> OverlapRules? {
        guard configuration.overlapFolder != "none" else { return nil }
        var folder = configuration.overlapFolder
        if folder == "auto" {
            guard let found = Self.folders.first(where: { readText("\($0)/lexicon.toml") != nil })
            else {
                say(
                    "overlaps and gaps are not watched: no rules in \(Self.folders.joined(separator: ", ")); "
                        + "set overlap.folder")
                return nil
            }
            folder = found
        }
        var calendar: String? = configuration.overlapCalendar
        if calendar == "auto" {
            let usual = "\(folder)/calendar.csv"
            calendar = readText(usual) != nil ? usual : nil
        } else if calendar == "none" {
            calendar = nil
        }
        return try OverlapRules(folder: folder, calendar: calendar)
    }

    /// Where rules are looked for: as installed, or beside the sources that the program was built in.
    private static var folders: [String] {
        var folders = ["/etc/coordbus/overlap", "/usr/share/coordbus/overlap"]
        var path = ownPath()
        while let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = String(path[..<slash])
            if path.hasSuffix("/.build") {
                folders.append(path.dropLast(7) + "/config/overlap")
                break
            }
        }
        return folders
    }

    private static func text(_ path: String) throws(ConfigurationError) -> String {
        guard let text = readText(path) else {
            throw ConfigurationError(
                "\(path) cannot be read; set overlap.folder to the folder that holds it, "
                    + "or to none to run without the watch over overlaps")
        }
        return text
    }
}
