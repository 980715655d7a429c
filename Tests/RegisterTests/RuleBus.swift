import Agents
import BusCore
import Bytes
import CoordBus
import Events
import Foundation

/// A bus in memory that keeps only what the rules need: events in, findings published back, all in one log.
final class RuleBus {
    let log = MadeLog()
    private let fold: RuleFold
    private var reader: FoldReader
    private(set) var findings: [[String: Any]] = []

    init(settings: RuleSettings = RuleSettings()) throws {
        fold = RuleFold(settings: settings, wall: { 1_790_000_000_000_000_000 })
        reader = FoldReader(log: log)
        try catchUp()
    }

    /// The same log read by rules that know nothing of what was found before.
    init(rereading log: RuleBus) throws {
        fold = RuleFold(wall: { 1_790_000_000_000_000_000 })
        reader = FoldReader(log: log.log)
        try read()
        try fold.caughtUp(into: &reader.derived)
        derivedOnRereading = reader.derived.map(\.id)
    }

    private(set) var derivedOnRereading: [String] = []

    /// Publishes events one by one, as a bus that keeps up.
    func publish(_ events: [[UInt8]]) throws {
        for event in events {
            try log.add([event])
            try read()
            try publishFindings()
        }
    }

    private func catchUp() throws {
        try fold.caughtUp(into: &reader.derived)
        try publishFindings()
    }

    private func read() throws {
        while try reader.applyChunk(to: [fold], bytesMax: 1 << 16) {}
    }

    private func publishFindings() throws {
        while !reader.derived.isEmpty {
            let derived = reader.derived
            reader.derived.removeAll()
            try log.add(derived.map(\.bytes))
            for event in derived {
                if let json = try JSONSerialization.jsonObject(with: Data(event.bytes))
                    as? [String: Any]
                {
                    findings.append(json)
                }
            }
            try read()
        }
    }

    /// The `id` of the event at a sequence.
    func id(at sequence: UInt64) -> String? {
        // Nil where there is no such event.
        let event = try? JSONSerialization.jsonObject(with: Data(log.event(at: sequence)))
        return (event as? [String: Any])?["id"] as? String
    }

    /// `R-REQ:undp/A` for each breach that is open; others than actual ones with their world before.
    var open: Set<String> {
        Set(fold.open.map { String($0.prefix.dropLast()) })
    }

    /// Of every breach that was found, open or not: rule and sequences.
    func breached() -> [(rule: String, about: String, evidence: [UInt64])] {
        findings.compactMap { event in
            guard (event["type"] as? String)?.hasSuffix("rule.breached") == true,
                let data = event["data"] as? [String: Any]
            else { return nil }
            return (
                data["rule"] as? String ?? "", data["about"] as? String ?? "",
                (data["evidence"] as? [UInt64]) ?? []
            )
        }
    }
}
