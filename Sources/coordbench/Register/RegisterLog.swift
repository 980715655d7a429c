internal import Agents
internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import Platform

/// A log filled with simulated cases, written without a bus.
enum RegisterLog {
    private static let batchBytes = 1 << 20

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
        let scenario = try Scenario(parsing: text, file: path)
        var validator = EventValidator(idSeed: 1)
        let log = try SegmentLog.open(folder: folder, fingerprint: { _, _ in nil })
        var simulation = Simulation(scenario, seed: 1, limit: count + count / 100)
        var batch = ByteBuffer(capacity: 2 * batchBytes)
        var fingerprints: [UInt64] = []
        var sequence = log.lastDurable
        let begin = wallNanoseconds()
        while sequence < UInt64(count), let event = simulation.next() {
            _ = simulation.takePlanted()
            // What is reserved to others would not have come in.
            if event.agency == "undp", event.type == "decision.issued" { continue }
            let facts = try validator.check(event.bytes.span)
            sequence += 1
            RecordMaker.append(
                event.bytes.span, facts, sequence: sequence, recorded: begin + sequence * 1_000,
                to: &batch)
            fingerprints.append(facts.fingerprint)
            guard batch.count >= batchBytes || sequence == UInt64(count) else { continue }
            try log.append(&batch, fingerprints: fingerprints, at: begin + sequence * 1_000)
            batch.removeAll()
            fingerprints.removeAll(keepingCapacity: true)
        }
        try log.close()
        guard let made = try LogSnapshot.read(folder: folder) else {
            throw UsageError("\(folder): the log that was just made is not there")
        }
        return made
    }
}
