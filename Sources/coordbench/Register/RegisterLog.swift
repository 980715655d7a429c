internal import Agents
internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import Platform

/// A log filled with simulated cases, written without a bus.
enum RegisterLog {
    private static let batchBytes = 1 << 20
    /// So many are over after some hundred years at the pace of the biennium.
    private static let eventsUnscaled = 400_000.0

    /// The log in `folder`, as it is when it has as many events already.
    static func make(scenario path: String, events count: Int, folder: String) throws
        -> any EventLog
    {
        if let known = try? LogSnapshot.read(folder: folder), known.lastDurable >= UInt64(count) {
            return known  // any failure to read means that it is made below
        }
        guard let text = readText(path) else {
            throw UsageError("\(path) cannot be read; name a scenario with --scenario")
        }
        var scenario = try Scenario(parsing: text, file: path)
        // Time in nanoseconds ends in 2262. Events for which two and a half centuries are too short come faster.
        scenario.casesPerMonth *= max(1, Double(count) / eventsUnscaled)
        var simulation = Simulation(scenario, seed: 1, limit: count + count / 100)
        return try fill(folder: folder, events: count) {
            while let event = simulation.next() {
                _ = simulation.takePlanted()
                // What is reserved to others would not have come in.
                if event.agency == "undp", event.type == "decision.issued" { continue }
                return event.bytes
            }
            return nil
        }
    }

    /// The log in `folder` with these events, as it is when it has as many already.
    /// - Parameter next: gives one event after the other, nil when there are no more.
    static func fill(
        folder: String, events count: Int, _ next: () -> [UInt8]?
    ) throws -> any EventLog {
        if let known = try? LogSnapshot.read(folder: folder), known.lastDurable >= UInt64(count) {
            return known  // any failure to read means that it is made below
        }
        var validator = EventValidator(idSeed: 1)
        let log = try SegmentLog.open(folder: folder, fingerprint: { _, _ in nil })
        var batch = ByteBuffer(capacity: 2 * batchBytes)
        var fingerprints: [UInt64] = []
        var sequence = log.lastDurable
        let begin = wallNanoseconds()
        func append() throws {
            try log.append(&batch, fingerprints: fingerprints, at: begin + sequence * 1_000)
            batch.removeAll()
            fingerprints.removeAll(keepingCapacity: true)
        }
        while sequence < UInt64(count), let event = next() {
            let facts = try validator.check(event.span)
            sequence += 1
            RecordMaker.append(
                event.span, facts, sequence: sequence, recorded: begin + sequence * 1_000,
                to: &batch)
            fingerprints.append(facts.fingerprint)
            if batch.count >= batchBytes { try append() }
        }
        if !fingerprints.isEmpty { try append() }
        try log.close()
        guard let made = try LogSnapshot.read(folder: folder) else {
            throw UsageError("\(folder): the log that was just made is not there")
        }
        return made
    }
}
