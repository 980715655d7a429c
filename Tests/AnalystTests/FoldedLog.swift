import BusCore
import Bytes
import Events
import Foundation
import JSON
import TestSupport

@testable import CoordBus

/// A log in memory with the daemon's watch over overlaps on it: what the watch derives is published behind what caused it,
/// as the analyst thread does.
struct FoldedLog {
    /// Records as they are on disk.
    private(set) var records: [[UInt8]] = []
    /// What the watch published.
    private(set) var told: [DerivedEvent] = []
    private let watch: Watch
    private let fold: OverlapFold

    private static let second: UInt64 = 1_000_000_000

    /// Begins as a daemon does that starts on these records.
    /// - Parameter isLosing: ends before what is derived at the start is published.
    init(startingOn records: [[UInt8]] = [], isLosing: Bool = false) throws {
        self.records = records
        watch = Watch(
            try OverlapRules(
                folder: packageRoot.appending(path: "config/overlap").path(), calendar: nil),
            roll: .open)
        fold = OverlapFold(watch)
        var derived: [DerivedEvent] = []
        for record in records { try apply(record, into: &derived) }
        try fold.caughtUp(into: &derived)
        if !isLosing { try publish(derived) }
    }

    /// - Parameter count: so many of the events that follow from it are published before the end; nil for all.
    mutating func add(_ event: String, killedAfter count: Int? = nil) throws {
        let record = try Self.record(
            Array(event.utf8), sequence: UInt64(records.count + 1))
        records.append(record)
        var derived: [DerivedEvent] = []
        try apply(record, into: &derived)
        try publish(Array(derived.prefix(count ?? derived.count)))
    }

    /// The answer to a query, asked by an agency that may see everything.
    func ask(_ name: String, _ text: String) throws -> String {
        try WatchQueries(watch).answer(
            Question(name: name, text: Array(text.utf8)),
            for: Reader(agency: try code("fp")))
    }

    private mutating func publish(_ derived: [DerivedEvent]) throws {
        for event in derived {
            told.append(event)
            let record = try Self.record(event.bytes, sequence: UInt64(records.count + 1))
            records.append(record)
            var more: [DerivedEvent] = []
            try apply(record, into: &more)
            // Its own events tell the watch nothing new.
            guard more.isEmpty else { throw Unexpected() }
        }
    }

    private func apply(_ record: [UInt8], into derived: inout [DerivedEvent]) throws {
        guard let facts = RecordFacts(record.span, at: 0), let head = RecordHead(record.span, at: 0)
        else { throw Unexpected() }
        let event = Array(record[head.eventOffset..<head.length])
        var parser = JSONParser(bytesMax: 1 << 16)
        try fold.apply(
            facts, event: event.span, document: try parser.parse(event.span), into: &derived)
    }

    static func record(_ event: [UInt8], sequence: UInt64) throws -> [UInt8] {
        var validator = EventValidator(idSeed: 1)
        let facts = try validator.check(event.span)
        var bytes = ByteBuffer()
        RecordMaker.append(
            event.span, facts, sequence: sequence,
            recorded: 1_500_000_000 * second + sequence * second, to: &bytes)
        return bytes.bytes.array
    }

    private func code(_ text: String) throws -> AgencyCode {
        guard let code = AgencyCode(text) else { throw Unexpected() }
        return code
    }

    struct Unexpected: Error {}
}
