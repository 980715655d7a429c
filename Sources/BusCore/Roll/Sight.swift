internal import Bytes
package import Events

/// What one reader may see. Every way out asks it for every record: deliveries, fetches, inboxes, queries.
///
///     label          seen by
///     public         everybody on the bus
///     member-states  clearance member-states and above
///     un-system      clearance un-system and above
///     case-parties   clearance case-parties and above, agencies that the event names as parties, and those with an event
///                    of their own in its case
///     focal-point    clearance focal-point: the focal point and who acts for it
///
/// Whoever published an event, or bears its `source`, sees it. Topics outside of the agency's read rights are not seen.
/// Source: docs/protocol.md, "Who sees what".
package struct Sight: Sendable, Equatable {
    /// What to do with one record.
    package enum Verdict: Equatable, Sendable {
        case seen
        case withheld
        /// Seen by whom the event names as parties, and by the parties of its case.
        case byParty
    }

    /// Everything up to this label is seen without looking further.
    package let clearance: Classification
    /// In whose name: itself first, then those it acts for.
    package let agencies: [AgencyCode]
    package let topics: TopicRights
    /// The cases that these agencies take part in; needed below clearance case-parties only.
    var cases: [CaseSet] = []

    /// Nothing is withheld.
    package static let all = Sight(clearance: .focalPoint, agencies: [], topics: .all)

    /// Everything is withheld.
    package static let none = Sight(
        clearance: .public, agencies: [], topics: TopicRights(patterns: [], countries: []))

    package init(clearance: Classification, agencies: [AgencyCode], topics: TopicRights) {
        self.clearance = clearance
        self.agencies = agencies
        self.topics = topics
    }

    package var seesAll: Bool { clearance == .focalPoint && topics.isAll }

    /// Seen for its label and topic alone, so the same for all readers who are level?
    @inline(__always)
    package func seesPlainly(
        _ head: RecordHead, in bytes: Span<UInt8>, at offset: Int
    ) -> Bool {
        head.flags & 7 <= clearance.rawValue
            && (topics.isAll || topics.allow(head, in: bytes, at: offset))
    }

    /// May the record that begins at `offset` be shown?
    package func judge(
        _ head: RecordHead, in bytes: Span<UInt8>, at offset: Int
    ) -> Verdict {
        if seesPlainly(head, in: bytes, at: offset) || owns(head, in: bytes, at: offset) {
            return .seen
        }
        guard head.flags & 7 == Classification.caseParties.rawValue,
            topics.allow(head, in: bytes, at: offset)
        else { return .withheld }
        return .byParty
    }

    /// May the record that begins at `offset` be shown? Looks inside the event only where its label asks for it.
    package func sees(
        _ head: RecordHead, in bytes: Span<UInt8>, at offset: Int, _ reader: inout EventReader
    ) -> Bool {
        switch judge(head, in: bytes, at: offset) {
        case .seen: return true
        case .withheld: return false
        case .byParty:
            if EventReading.hasParties(head.type),
                reader.read(bytes, at: offset, head).parties.contains(where: agencies.contains)
            {
                return true
            }
            guard !cases.isEmpty else { return false }
            let correlation = reader.correlation(bytes, at: offset, head)
            return correlation != 0 && cases.contains { $0.contains(correlation) }
        }
    }

    /// Cases are those of the agencies, and grow for all alike.
    package static func == (a: Sight, b: Sight) -> Bool {
        a.clearance == b.clearance && a.agencies == b.agencies && a.topics == b.topics
    }

    /// Is it an event of its own, or of an agency it acts for?
    private func owns(_ head: RecordHead, in bytes: Span<UInt8>, at offset: Int) -> Bool {
        let start = offset + RecordHead.byteCount
        let middle = start + head.agencyLength
        let end = middle + head.publisherLength
        for agency in agencies
        where agency.equals(bytes.extracting(start..<middle))
            || agency.equals(bytes.extracting(middle..<end))
        {
            return true
        }
        return false
    }
}

extension Roll {
    /// By agency; empty on an open roll, where everybody sees everything.
    var sights: [AgencyCode: Sight] {
        var sights: [AgencyCode: Sight] = [:]
        for agency in agencies { sights[agency.code] = agency.sight(in: self) }
        return sights
    }
}

extension AgencyRecord {
    /// - Parameter roll: gives the clearance of those it acts for.
    package func sight(in roll: Roll) -> Sight {
        let others = actsFor.compactMap { roll.agency($0)?.clearance }
        return Sight(
            clearance: others.reduce(clearance, max), agencies: [code] + actsFor, topics: read)
    }
}
