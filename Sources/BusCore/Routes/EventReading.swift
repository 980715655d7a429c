internal import Bytes
package import Events
package import JSON

/// What routes read inside an event beside its topic.
package struct EventReading: Sendable, Equatable {
    /// Of an activity (with its agency) or an overlap; 0 when the event speaks of neither.
    package var subject: UInt64 = 0
    /// Of an event about several countries.
    package var countries: [CountryCode] = []
    package var parties: [AgencyCode] = []

    package init() {}

    /// - Parameter subject: as the gate has it: of an activity.
    package init(subject: UInt64) { self.subject = subject }

    /// By type number: 1 = assistance, 2 = names parties.
    private static let kinds: [UInt8] = {
        var kinds = [UInt8](
            repeating: 0, count: Int(EventCatalogue.all.map(\.number).max() ?? 0) + 1)
        for type in EventCatalogue.all {
            switch type.family {
            case "assistance": kinds[Int(type.number)] = 1
            case "overlap", "link": kinds[Int(type.number)] = 2
            default: break
            }
        }
        return kinds
    }()

    private static func kind(_ type: UInt16) -> UInt8 {
        Int(type) < kinds.count ? kinds[Int(type)] : 0
    }

    package static func isAssistance(_ type: UInt16) -> Bool { kind(type) == 1 }
    package static func hasParties(_ type: UInt16) -> Bool { kind(type) == 2 }
    static func isReadable(_ type: UInt16) -> Bool { kind(type) != 0 }

    /// Reads the event of a record of a type that has something to read. Texts in it were checked by the gate.
    package init(
        record bytes: Span<UInt8>, at offset: Int, _ head: RecordHead, _ parser: inout JSONParser
    ) {
        let event = bytes.extracting((offset + head.eventOffset)..<(offset + head.length))
        // What the gate let in parses; a record that does not is one that says nothing to routes.
        guard let document = try? parser.parse(event),
            let data = document.value("data", in: document.root)
        else { return }
        if Self.isAssistance(head.type) {
            if let activity = document.value("activity", in: data),
                document.kind(activity) == .string
            {
                let start = offset + RecordHead.byteCount
                subject = Self.activity(
                    document.string(activity),
                    of: bytes.extracting(start..<(start + head.agencyLength)))
            }
            countries = Self.countries(document, data)
        } else if Self.hasParties(head.type) {
            if let overlap = document.value("overlap", in: data), document.kind(overlap) == .string
            {
                subject = Self.overlap(document.string(overlap))
            }
            parties = Self.parties(document, data)
        }
    }

    /// Activities are an agency's own: the same identifier of another agency is another activity.
    package static func activity(_ identifier: Span<UInt8>, of agency: Span<UInt8>) -> UInt64 {
        max(1, identifier.xxh3(seed: agency.xxh3(seed: 0)))
    }

    static func overlap(_ identifier: Span<UInt8>) -> UInt64 { max(1, identifier.xxh3(seed: 0)) }

    private static func countries(_ document: borrowing JSONDocument, _ data: Int) -> [CountryCode]
    {
        guard let list = document.value("countries", in: data), document.kind(list) == .array
        else { return [] }
        var found: [CountryCode] = []
        var at = document.first(in: list)
        while !document.isEnd(at) {
            if document.kind(at) == .string, let code = CountryCode(document.string(at)) {
                found.append(code)
            }
            at = document.after(at)
        }
        return found.sorted()
    }

    /// `parties`, or the two sides of a secondary report.
    private static func parties(_ document: borrowing JSONDocument, _ data: Int) -> [AgencyCode] {
        var found: [AgencyCode] = []
        if let list = document.value("parties", in: data), document.kind(list) == .array {
            var at = document.first(in: list)
            while !document.isEnd(at) {
                if let agency = party(document, at) { found.append(agency) }
                at = document.after(at)
            }
        }
        for side in [document.value("reported", in: data), document.value("owner", in: data)] {
            if let side, let agency = party(document, side) { found.append(agency) }
        }
        return found
    }

    private static func party(_ document: borrowing JSONDocument, _ at: Int) -> AgencyCode? {
        guard let place = document.value("agency", in: at), document.kind(place) == .string else {
            return nil
        }
        return AgencyCode(document.string(place))
    }
}
