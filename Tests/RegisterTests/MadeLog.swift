import Agents
import BusCore
import Bytes
import CoordBus
import Events
import Foundation
import Synchronization
import TestSupport

/// A log in memory, filled with events as the bus would record them.
final class MadeLog: EventLog {
    let identity = LogIdentity(bytes: [UInt8](repeating: 7, count: 16), idSeed: 1)
    private let records = Mutex<[[UInt8]]>([])

    var lastDurable: UInt64 { records.withLock { UInt64($0.count) } }

    /// All records one after another.
    var bytes: [UInt8] { records.withLock { $0.flatMap(\.self) } }

    /// The bytes of the event at a sequence.
    func event(at sequence: UInt64) -> [UInt8] {
        records.withLock { records in
            guard sequence >= 1, Int(sequence) <= records.count else { return [] }
            let record = records[Int(sequence) - 1]
            return RecordHead(record.span).map { Array(record[$0.eventOffset...]) } ?? []
        }
    }

    /// - Parameter recorded: nanoseconds; by default a second after the record before, from 2026 on.
    func add(_ events: [[UInt8]], recorded: UInt64? = nil) throws {
        var validator = EventValidator(idSeed: identity.idSeed)
        for event in events {
            let facts = try validator.check(event.span)
            records.withLock { records in
                var buffer = ByteBuffer()
                let sequence = UInt64(records.count) + 1
                RecordMaker.append(
                    event.span, facts, sequence: sequence,
                    recorded: recorded ?? 1_790_000_000_000_000_000 + sequence * 1_000_000_000,
                    to: &buffer)
                records.append(buffer.bytes.array)
            }
        }
    }

    func read(
        from sequence: UInt64, upTo lastSequence: UInt64, bytesMax: Int,
        cursor: inout LogCursor, into buffer: inout ByteBuffer
    ) throws(LogError) -> LogRun? {
        let found = records.withLock { Array($0.dropFirst(Int(sequence) - 1)) }
        guard !found.isEmpty, sequence <= lastSequence else { return nil }
        var bytes = 0
        var last = sequence - 1
        for record in found {
            if bytes > 0, bytes + record.count > bytesMax { break }
            buffer.append(record)
            bytes += record.count
            last += 1
            if last == lastSequence { break }
        }
        return LogRun(first: sequence, last: last, bytes: bytes)
    }

    func firstSequence(recordedAtOrAfter time: UInt64) throws(LogError) -> UInt64 { 1 }
    func sync() throws(LogError) {}

    func write(
        _ records: inout ByteBuffer, fingerprints: [UInt64], at time: UInt64
    ) throws(LogError) { preconditionFailure("tests add events") }
    func hasRoom(forBytes bytes: Int) -> Bool { true }
    func close() {}
}

/// The events of a bundled scenario, those that the gate refuses left out.
struct PlayedScenario {
    var events: [MadeEvent] = []
    var planted: [Planted] = []

    init(_ name: String, seed: UInt64, limit: Int? = nil) throws {
        let file = packageRoot.appending(path: "config/scenarios/\(name).toml")
        let scenario = try Scenario(
            parsing: String(contentsOf: file, encoding: .utf8), file: name)
        var simulation = Simulation(scenario, seed: seed, limit: limit)
        while let event = simulation.next() {
            planted += simulation.takePlanted()
            events.append(event)
        }
        planted += simulation.takePlanted()
        let refused = Set(
            planted.filter { $0.expected == "refused" }.flatMap { $0.events.map(\.id) })
        events.removeAll { refused.contains($0.id) }
    }

    /// The same events in another order that the bus may get them in: each agency's own stay in theirs.
    func shuffled(seed: UInt64) -> [MadeEvent] {
        var random = SplitMix64(seed: seed)
        var queues = Dictionary(grouping: events, by: \.agency).values
            .sorted { $0[0].agency < $1[0].agency }.map { ArraySlice($0) }
        var shuffled: [MadeEvent] = []
        while !queues.isEmpty {
            let place = Int.random(in: 0..<queues.count, using: &random)
            shuffled.append(queues[place].removeFirst())
            if queues[place].isEmpty { queues.remove(at: place) }
        }
        return shuffled
    }
}
