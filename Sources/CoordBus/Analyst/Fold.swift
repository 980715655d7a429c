internal import BusCore
internal import Bytes
package import Events
package import JSON

/// Something computed from the log alone, record by record in order: the register, the watch over overlaps, the rules.
///
/// A fold must be a function of the records it was given and nothing else: no clock but their times and `tick`, no
/// chance. What it derives is published under ids and times that follow from the events that caused it; so the same log
/// gives the same derived events byte for byte, and publishing one again after a crash changes nothing.
package protocol Fold: AnyObject {
    var name: String { get }

    /// The last sequence whose effect this fold has kept over a restart; the analyst goes on behind it. 0 for a fold
    /// that lives in memory.
    var appliedThrough: UInt64 { get }

    /// Does it need what the event of such a record says? `skip` is called in place of `apply` for others, and an event that no fold
    /// reads is not parsed.
    func reads(_ record: RecordFacts) -> Bool

    /// The next record is one that it does not read.
    func skip(_ record: RecordFacts, into derived: inout [DerivedEvent]) throws(FoldError)

    /// Takes the next record. Its own earlier derived events come by too.
    /// - Parameters:
    ///   - event: the event's bytes as published.
    ///   - document: the same, parsed.
    func apply(
        _ record: RecordFacts, event: Span<UInt8>, document: borrowing JSONDocument,
        into derived: inout [DerivedEvent]
    ) throws(FoldError)

    /// The end of the log, as it was at the start, has been reached: a fold that lives in memory now knows what it
    /// published before, and derives only what is missing.
    func caughtUp(into derived: inout [DerivedEvent]) throws(FoldError)

    /// Time has passed and everything in the log has been applied: for deadlines. Called about once a second.
    /// - Parameter wall: nanoseconds since the Unix epoch.
    func tick(wall: UInt64, into derived: inout [DerivedEvent]) throws(FoldError)

    /// Everything up to `sequence` has been applied, and what was derived from it is in the log: keep it, now or soon.
    func commit(through sequence: UInt64) throws(FoldError)

    /// As `commit` for all that was applied, and waits until it is kept: at an end.
    func settle() throws(FoldError)

    /// Waits something to be kept? Then `commit` is called again soon, also when nothing new comes.
    var hasUncommitted: Bool { get }
}

extension Fold {
    package func reads(_ record: RecordFacts) -> Bool { true }
    package func skip(
        _ record: RecordFacts, into derived: inout [DerivedEvent]
    ) throws(FoldError) {}
    package var hasUncommitted: Bool { false }
    package func settle() throws(FoldError) {}
    package func caughtUp(into derived: inout [DerivedEvent]) throws(FoldError) {}
    package func tick(wall: UInt64, into derived: inout [DerivedEvent]) throws(FoldError) {}
}

/// What the record's head says.
package struct RecordFacts: Sendable, Equatable {
    package let sequence: UInt64
    /// Nanoseconds since the Unix epoch.
    package let recorded: UInt64
    /// Number of the type in the catalogue.
    package let type: UInt16
    package let country: CountryCode
    /// Whose `source` the event bears.
    package let agency: AgencyCode
    /// Who published it.
    package let publisher: AgencyCode
    package let classification: Classification
    package let status: EventStatus

    /// Reads head and codes of the record that begins at `offset`; nil when they are not those of a record.
    package init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard let head = RecordHead(bytes, at: offset), !head.isMarker else { return nil }
        let codes = offset + RecordHead.byteCount
        let publisherAt = codes + head.agencyLength
        guard let agency = AgencyCode(bytes.extracting(codes..<publisherAt)),
            let classification = Classification(rawValue: head.flags & 7),
            let status = EventStatus(rawValue: head.flags >> 3 & 3)
        else { return nil }
        sequence = head.sequence
        recorded = head.recorded
        type = head.type
        country = CountryCode(recordBytes: bytes, at: offset + 29)
        self.agency = agency
        let publisher = bytes.extracting(publisherAt..<(publisherAt + head.publisherLength))
        self.publisher = AgencyCode(publisher) ?? agency
        self.classification = classification
        self.status = status
    }
}

/// An event that a fold wants published in the bus's name.
package struct DerivedEvent: Sendable, Equatable {
    /// The event's `id`: the same cause gives the same id.
    package let id: String
    /// The whole event, JSON.
    package let bytes: [UInt8]

    package init(id: String, bytes: [UInt8]) {
        self.id = id
        self.bytes = bytes
    }
}

/// Why a fold cannot go on: its own files, never what an event says.
package struct FoldError: Error, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
