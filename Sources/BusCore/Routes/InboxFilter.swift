internal import Bytes
package import Events
internal import JSON

/// Decides of a record whether it belongs to an inbox; a value that can go to the reader thread.
///
/// The answer for a sequence is the same whenever it is asked, as long as the file's routes stay as they are.
package struct InboxFilter: Sendable {
    package let agency: AgencyCode
    package let clauses: [InboxClause]
    /// What the agency may see.
    let sight: Sight
    let work: WorkHistory
    let overlaps: Set<UInt64>

    package init(
        agency: AgencyCode, clauses: [InboxClause], facts: RouteFacts, sight: Sight = .all
    ) {
        self.agency = agency
        self.sight = sight
        self.clauses = clauses
        let conditions = clauses.map(\.condition)
        work = conditions.contains(.worksInCountry) ? facts.work[agency] ?? .init() : .init()
        overlaps = conditions.contains(.isParty) ? facts.overlaps[agency] ?? [] : []
    }

    /// Nothing is left out, so that pieces of the log can be passed on as they are.
    package var matchesAll: Bool {
        sight.seesAll
            && clauses.contains {
                $0.pattern.matchesAll && $0.condition == .none && !$0.leavesOutOwn
            }
    }

    /// Does the record that begins at `offset` belong to the inbox? What the agency may not read is left out here and in
    /// `Inboxes.findReceivers`: the chain of `previous` then proves completeness of what it may.
    package func matches(
        _ head: RecordHead, in bytes: Span<UInt8>, at offset: Int, _ reader: inout EventReader
    ) -> Bool {
        guard sight.seesAll || sight.sees(head, in: bytes, at: offset, &reader) else {
            return false
        }
        var reading: EventReading?
        for clause in clauses where clause.pattern.matches(head, in: bytes, at: offset) {
            if clause.leavesOutOwn {
                let start = offset + RecordHead.byteCount
                if agency.equals(bytes.extracting(start..<(start + head.agencyLength))) { continue }
            }
            switch clause.condition {
            case .none: return true
            case .worksInCountry:
                let country = CountryCode(recordBytes: bytes, at: offset + 29)
                if country != .none {
                    if work.covers(country, at: head.sequence) { return true }
                } else if EventReading.isAssistance(head.type) {
                    let read = reading ?? reader.read(bytes, at: offset, head)
                    reading = read
                    if read.countries.contains(where: { work.covers($0, at: head.sequence) }) {
                        return true
                    }
                }
            case .isParty:
                guard EventReading.hasParties(head.type) else { continue }
                let read = reading ?? reader.read(bytes, at: offset, head)
                reading = read
                if read.parties.contains(agency) || overlaps.contains(read.subject) { return true }
            }
        }
        return false
    }
}

/// Reads inside events for one thread; the parser is made when first needed.
package struct EventReader: ~Copyable {
    private var parser: JSONParser?

    package init() {}

    package mutating func read(
        _ bytes: Span<UInt8>, at offset: Int, _ head: RecordHead
    ) -> EventReading {
        var mine = parser.take() ?? JSONParser(bytesMax: 1 << 20)
        let reading = EventReading(record: bytes, at: offset, head, &mine)
        parser = consume mine
        return reading
    }

    /// Lends the event of a record as JSON; nil when `body` finds nothing in it.
    mutating func read<Found>(
        _ bytes: Span<UInt8>, at offset: Int, _ head: RecordHead,
        _ body: (borrowing JSONDocument) -> Found?
    ) -> Found? {
        var mine = parser.take() ?? JSONParser(bytesMax: 1 << 20)
        let event = bytes.extracting((offset + head.eventOffset)..<(offset + head.length))
        var found: Found?
        // What the gate let in parses.
        if let document = try? mine.parse(event) { found = body(document) }
        parser = consume mine
        return found
    }
}
