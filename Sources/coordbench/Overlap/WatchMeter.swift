internal import Agents
internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import JSON
internal import Platform

/// How many events a second the daemon's watch over overlaps takes, with parsing and with all that it tells: as the analyst
/// thread feeds it, one event after the other, its own flags coming by among the rest.
///
/// Time is that of the processor. Making events and writing records is not counted.
struct WatchMeter: ~Copyable {
    private let fold: OverlapFold
    private var validator = EventValidator(idSeed: 1)
    private var parser = JSONParser(bytesMax: 1 << 20)
    private var records = ByteBuffer()
    private var derived: [DerivedEvent] = []
    private var sequence: UInt64 = 0
    private var told = 0
    private var folding: UInt64 = 0

    /// So many events between two looks at the clock.
    private static let batch = 1_000
    /// What the issue asks for, assistance events a second.
    private static let asked = 20_000

    private init(config: String) throws { fold = try OverlapFold(rules: config) }

    static func measure(
        events: Int, electoralPercent: Int, seed: UInt64, scenario path: String, config: String
    ) throws {
        var stock = SimulatedStock(seed: seed, electoralPercent: electoralPercent)
        var meter = try WatchMeter(config: config)
        try meter.run("assistance, \(electoralPercent) % electoral", events) {
            var event = JSONWriter()
            stock.write(into: &event)
            return event.bytes.array
        }
        guard let text = readText(path) else {
            throw UsageError("\(path) cannot be read; name a scenario with --scenario")
        }
        var simulation = Simulation(
            try Scenario(parsing: text, file: path), seed: seed, limit: events)
        var mixed = try WatchMeter(config: config)
        try mixed.run("mixed, as the scenario has them", events) {
            _ = simulation.takePlanted()
            return simulation.next()?.bytes
        }
    }

    /// - Parameter next: gives one event after the other, nil when there are no more.
    private mutating func run(_ name: String, _ count: Int, _ next: () -> [UInt8]?) throws {
        try fold.caughtUp(into: &derived)
        var taken = 0
        var last = Rate()
        var hasMore = true
        while hasMore, taken < count {
            let before = (taken, folding)
            for event in derived { try record(event.bytes) }
            told += derived.count
            derived.removeAll(keepingCapacity: true)
            for _ in 0..<min(Self.batch, count - taken) {
                guard let event = next() else {
                    hasMore = false
                    break
                }
                // Some are planted to be refused, and so would never come here.
                if (try? record(event)) != nil { taken += 1 }
            }
            let started = processorNanoseconds()
            try foldRecords()
            folding += processorNanoseconds() - started
            // The last tenth, where most is live.
            if taken > count / 10 * 9 { last.add(taken - before.0, folding - before.1) }
        }
        var all = Rate()
        all.add(taken, folding)
        writeOutput(
            "watch, \(name): \(taken) events, \(told) flags and gaps told;"
                + " \(all.text) events a second of one core, the last tenth \(last.text)"
                + " (asked: \(Self.asked) of assistance)")
    }

    private mutating func record(_ event: [UInt8]) throws {
        let facts = try validator.check(event.span)
        sequence += 1
        RecordMaker.append(
            event.span, facts, sequence: sequence, recorded: sequence * 1_000_000, to: &records)
    }

    private mutating func foldRecords() throws {
        var at = 0
        while at < records.count {
            guard let head = RecordHead(records.bytes, at: at),
                let facts = RecordFacts(records.bytes, at: at)
            else { preconditionFailure("a record that was just made makes no sense") }
            let range = (at + head.eventOffset)..<(at + head.length)
            try Self.apply(facts, range, of: records, to: fold, &parser, &derived)
            at += head.length
        }
        records.removeAll()
    }

    private static func apply(
        _ facts: RecordFacts, _ range: Range<Int>, of records: borrowing ByteBuffer,
        to fold: OverlapFold, _ parser: inout JSONParser, _ derived: inout [DerivedEvent]
    ) throws {
        let document = try parser.parse(records, range)
        try fold.apply(
            facts, event: records.bytes(range), document: document, into: &derived)
    }

    /// Events and the time they took.
    private struct Rate {
        private var events = 0
        private var nanoseconds: UInt64 = 0

        mutating func add(_ events: Int, _ nanoseconds: UInt64) {
            self.events += events
            self.nanoseconds += nanoseconds
        }

        var text: String { "\(Int(Double(events) / (Double(max(1, nanoseconds)) / 1e9)))" }
    }
}
