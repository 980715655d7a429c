internal import Agents
internal import Bytes
internal import JSON
internal import Overlap
internal import Platform

/// How fast the index is, and how large: a synthetic stock of live records from nothing, then questions against it.
///
/// Time is that of the processor: other programs on the machine do not count.
struct OverlapScale {
    var records = 1_000_000
    var seed: UInt64 = 1
    var electoralPercent = 10
    var questions = 20_000

    private(set) var flags = 0
    private(set) var explained = 0
    private(set) var live: LiveRecords
    private var generation: UInt64 = 0
    private var reading: UInt64 = 0
    private var matching: UInt64 = 0
    private let reader: RecordReader

    /// Events are made, read and matched so many at a time, so that asking the clock costs nothing.
    private static let batch = 10_000

    init(reader: RecordReader, scorer: PairScorer) {
        self.reader = reader
        live = LiveRecords(scorer: scorer)
    }

    mutating func run() throws {
        var stock = SimulatedStock(seed: seed, electoralPercent: electoralPercent)
        var parser = JSONParser(bytesMax: 1 << 20)
        let memoryBefore = ProcessWeight(of: processID)?.anonymous ?? 0
        var left = records
        while left > 0 {
            let started = processorNanoseconds()
            var events: [[UInt8]] = []
            for _ in 0..<min(left, Self.batch) {
                var event = JSONWriter()
                stock.write(into: &event)
                events.append(event.bytes.array)
            }
            left -= events.count
            let written = processorNanoseconds()
            let readings = try events.compactMap { try read($0.span, &parser) }
            let allRead = processorNanoseconds()
            var found = (flags: 0, explained: 0)
            live.insert(readings, least: .likely) { _, matches in
                for match in matches {
                    if match.band >= .likely { found.flags += 1 } else { found.explained += 1 }
                }
            }
            flags += found.flags
            explained += found.explained
            generation += written - started
            reading += allRead - written
            matching += processorNanoseconds() - allRead
        }
        report(memory: (ProcessWeight(of: processID)?.anonymous ?? 0) - memoryBefore)
        try ask(&stock, &parser)
    }

    private func read(_ event: Span<UInt8>, _ parser: inout JSONParser) throws -> RecordReading? {
        let document = try parser.parse(event)
        guard let record = AssistanceRecord(event: document, at: document.root) else { return nil }
        return reader.read(record)
    }

    private func report(memory: Int) {
        let total = reading + matching
        func seconds(_ nanoseconds: UInt64) -> String {
            thousandths(Double(nanoseconds) / 1e9)
        }
        writeOutput(
            "from nothing: \(live.count) records, \(electoralPercent) % electoral, \(flags) flags,"
                + " \(explained) explained")
        writeOutput(
            "  \(seconds(total)) s of one core: read \(seconds(reading)), find and insert"
                + " \(seconds(matching)) (making the events: \(seconds(generation)))")
        writeOutput("  \(Int(Double(records) / (Double(max(1, total)) / 1e9))) records a second")
        writeOutput(
            "  \(memory / 1_048_576) MiB, \(memory / max(1, live.count)) bytes a record")
    }

    /// Questions as `screen` asks them: everything from the band `look` on, ranked.
    private func ask(_ stock: inout SimulatedStock, _ parser: inout JSONParser) throws {
        var all = Histogram()
        var electoral = Histogram()
        var answers = 0
        var event = JSONWriter()
        var matches: [LiveMatch] = []
        for _ in 0..<questions {
            event.removeAll()
            stock.write(into: &event)
            let started = processorNanoseconds()
            guard let reading = try read(event.bytes, &parser) else { continue }
            matches.removeAll(keepingCapacity: true)
            live.matches(of: reading, into: &matches)
            let best = LiveMatch.best(of: matches, 20)
            let nanoseconds = processorNanoseconds() - started
            answers += best.count
            all.add(nanoseconds)
            if reading.isElectoral { electoral.add(nanoseconds) }
        }
        for (name, histogram) in [("screen, all", all), ("screen, electoral", electoral)] {
            func micros(_ share: Double) -> String {
                thousandths(Double(histogram.quantile(share)) / 1e3)
            }
            writeOutput(
                "\(name): \(histogram.count) questions, µs p50 \(micros(0.5)),"
                    + " p99 \(micros(0.99)), most \(thousandths(Double(histogram.most) / 1e3))"
            )
        }
        writeOutput("  \(answers) answers in the first twenty of each")
    }
}
