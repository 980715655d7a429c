internal import Agents
internal import CoordBus
internal import Events
internal import Overlap
internal import Platform

/// What a scan goes by: readers of files, the words of the overlap library, its weights and a calendar.
struct ScanTools {
    let adapters: AdapterConfiguration
    let reader: RecordReader
    let scorer: PairScorer
    let words: ReasonWords
    let folder: String

    init(folder: String, calendar: String?) throws {
        self.folder = folder
        adapters = try AdapterConfiguration(folder: folder, files: DiskFileSystem())
        func file<Value>(_ name: String, _ body: (String) throws -> Value) throws -> Value {
            let path = "\(folder)/overlap/\(name)"
            guard let text = readText(path) else {
                throw UsageError("\(path) is missing; say where it is: --config FOLDER")
            }
            do { return try body(text) } catch { throw UsageError("\(path): \(error)") }
        }
        var votes = ElectionCalendar()
        if let calendar {
            guard let text = readText(calendar) else {
                throw UsageError("\(calendar) can't be read")
            }
            do {
                // Files name countries by two letters, events by three.
                votes = try ElectionCalendar(csv: text) { iso2 in
                    CountryCode(alpha2: iso2)?.description ?? iso2
                }
            } catch { throw UsageError("\(calendar): \(error)") }
        }
        reader = RecordReader(lexicon: try file("lexicon.toml", Lexicon.init), calendar: votes)
        scorer = PairScorer(
            comparer: PairComparer(
                frequencies: try file("frequencies.toml") { try WordFrequencies($0) }),
            weights: try file("weights.toml") { try Weights($0) })
        words = try file("words.toml", ReasonWords.init)
    }
}
