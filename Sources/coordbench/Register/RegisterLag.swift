internal import Agents
internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import Platform
internal import ZeroMQ

/// How far the register is behind what was acknowledged, while a scenario's agencies publish at a steady rate: a whole coordd with
/// everything that it computes, over the wire.
struct RegisterLag: ~Copyable {
    private static let stepNanoseconds: UInt64 = 2_000_000
    private static let lookNanoseconds: UInt64 = 20_000_000

    private let rate: Int
    private let endpoint: String
    private let register: String
    private var publishers: [String: Session] = [:]
    /// What receipts told: a sequence, and when it was known to be on disk.
    private var acknowledged: [(sequence: UInt64, at: UInt64)] = []
    /// The first of them that the register had not yet at the last look.
    private var waiting = 0
    private var lags = Histogram()
    private var refused = 0
    private var reader: Register?

    /// One agency's publisher, in a box because it cannot be copied into a table.
    private final class Session {
        var publisher: Publisher
        init(_ publisher: consuming Publisher) { self.publisher = publisher }
    }

    private init(rate: Int, endpoint: String, register: String) {
        self.rate = rate
        self.endpoint = endpoint
        self.register = register
    }

    /// - Parameter seconds: how long events come.
    static func measure(
        coordd: String, scenario path: String, rate: Int, seconds: Int, folder: String,
        _ report: inout RegisterReport
    ) throws {
        guard let text = readText(path) else {
            throw UsageError("\(path) cannot be read; name a scenario with --scenario")
        }
        var simulation = Simulation(
            try Scenario(parsing: text, file: path), seed: 1, limit: rate * seconds)
        var events: [MadeEvent] = []
        while let event = simulation.next() {
            _ = simulation.takePlanted()
            events.append(event)
        }
        var bus = try ServedBus(program: coordd, folder: "\(folder)/lag")
        let register = "\(folder)/lag/\(RegisterFile.defaultName)"
        var work = RegisterLag(rate: rate, endpoint: bus.endpoint, register: register)
        let taken = try work.run(events)
        _ = bus.stop()
        report.add("published at a steady rate", taken, nil, "events/s")
        report.add("of them refused, as planted", Double(work.refused), nil, "")
        report.add(
            "register behind what is acknowledged, p50",
            Double(work.lags.quantile(0.5)) / 1e9, nil, "s")
        report.add(
            "register behind what is acknowledged, most", Double(work.lags.most) / 1e9, 1, "s")
    }

    /// - Returns: events a second that were published.
    private mutating func run(_ events: [MadeEvent]) throws -> Double {
        let start = monotonicNanoseconds()
        var nextLook = start
        for (number, event) in events.enumerated() {
            let due = start + UInt64(number) * 1_000_000_000 / UInt64(rate)
            if due > monotonicNanoseconds() + Self.stepNanoseconds || number % 256 == 0 {
                try turn()
                sleepUntil(monotonicNanoseconds: due)
            }
            if monotonicNanoseconds() >= nextLook {
                try look()
                nextLook = monotonicNanoseconds() + Self.lookNanoseconds
            }
            let session = try session(of: event.agency)
            try publish(event, session)
        }
        let seconds = Double(monotonicNanoseconds() - start) / 1e9
        for session in publishers.values { try finish(session) }
        while waiting < acknowledged.count {
            sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + Self.lookNanoseconds)
            try look()
        }
        return Double(events.count) / seconds
    }

    private mutating func session(of agency: String) throws -> Session {
        if let known = publishers[agency] { return known }
        var client = try BusClient(
            endpoint: endpoint, agency: agency, name: "coordbench", context: Context())
        try client.open(withinSeconds: 30)
        let session = Session(Publisher(client))
        publishers[agency] = session
        return session
    }

    private mutating func publish(_ event: MadeEvent, _ session: Session) throws {
        var runs: [ReceiptRun] = []
        try session.publisher.publish(event.bytes.span) { runs.append($0) }
        take(runs)
    }

    private mutating func finish(_ session: Session) throws {
        var runs: [ReceiptRun] = []
        try session.publisher.finish { runs.append($0) }
        take(runs)
    }

    /// Sends what waits and takes what receipts are there.
    private mutating func turn() throws {
        var runs: [ReceiptRun] = []
        for session in publishers.values {
            try session.publisher.flush()
            try session.publisher.pump(until: 0) { runs.append($0) }
        }
        take(runs)
    }

    private mutating func take(_ runs: [ReceiptRun]) {
        let now = monotonicNanoseconds()
        for run in runs {
            if run.isRefusal {
                refused += Int(run.count)
            } else {
                acknowledged.append((run.sequence + UInt64(run.count) - 1, now))
            }
        }
    }

    /// Notes how old the oldest acknowledged event is that the register does not have.
    private mutating func look() throws {
        let applied = try applied()
        let now = monotonicNanoseconds()
        while waiting < acknowledged.count, acknowledged[waiting].sequence <= applied {
            waiting += 1
        }
        lags.add(waiting < acknowledged.count ? now - acknowledged[waiting].at : 0)
    }

    private mutating func applied() throws -> UInt64 {
        if reader == nil { reader = try? Register.open(register) }
        // Not begun yet: nothing is applied.
        return try reader?.through() ?? 0
    }
}
