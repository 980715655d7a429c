internal import BusCore
internal import Bytes
internal import Events
internal import JSON

/// One line of the log as the page lists it: what the head says, and of the event what tells people what it is about.
struct RecordSummary {
    let facts: RecordFacts
    private let head: RecordHead
    /// The record up to its event: all that rights are judged by.
    private let headBytes: [UInt8]
    /// Agencies that the event names as parties, where its label lets those see it.
    private let parties: [AgencyCode]
    /// One JSON object.
    let json: [UInt8]

    /// Letters of a title in one language.
    private static let titleBytesMax = 200

    /// - Parameters:
    ///   - offset: where the record begins in `bytes`.
    ///   - document: its event, parsed.
    init(
        _ facts: RecordFacts, _ head: RecordHead, in bytes: Span<UInt8>, at offset: Int,
        _ document: borrowing JSONDocument, _ reader: inout EventReader
    ) {
        self.facts = facts
        self.head = head
        headBytes = bytes.extracting(offset..<(offset + head.eventOffset)).array
        let mayConcernParties =
            facts.classification == .caseParties && EventReading.hasParties(head.type)
        parties = mayConcernParties ? reader.read(bytes, at: offset, head).parties : []
        let root = document.root
        let data = document.value("data", in: root)
        var json = JSONWriter(capacity: 384)
        json.object { json in
            json.member("sequence", facts.sequence)
            json.member("recorded", facts.recorded / 1_000_000)
            json.member("type", EventCatalogue.type(number: facts.type)?.name ?? "unknown")
            json.member("agency", facts.agency.description)
            if facts.publisher != facts.agency {
                json.member("publisher", facts.publisher.description)
            }
            json.member("country", facts.country.description)
            if facts.classification != .unSystem {
                json.member("label", facts.classification.description)
            }
            if facts.status != .actual { json.member("status", facts.status.description) }
            for (name, value) in [
                ("time", document.text("time", in: root)),
                ("subject", document.text("subject", in: root)),
                ("case", document.text("correlationid", in: root)),
            ] {
                if let value { json.member(name, Self.clipped(value)) }
            }
            if let data { Self.writeTitle(document, data, into: &json) }
        }
        self.json = json.bytes.array
    }

    /// The same judgement as on every other way out of the bus.
    func isSeen(by sight: Sight) -> Bool {
        switch sight.judge(head, in: headBytes.span, at: 0) {
        case .seen: true
        case .withheld: false
        case .byParty: parties.contains { sight.agencies.contains($0) }
        }
    }

    /// The first text by language that the data has, in each language.
    private static func writeTitle(
        _ document: borrowing JSONDocument, _ data: Int, into json: inout JSONWriter
    ) {
        guard
            let title = document.value("title", in: data) ?? document.value("reason", in: data)
                ?? document.value("summary", in: data) ?? document.value("matter", in: data)
                ?? document.value("name", in: data)
        else { return }
        switch document.kind(title) {
        case .string:
            json.key("title")
            json.object { $0.member("", clipped(document.text(title))) }
        case .object:
            json.key("title")
            json.object { json in
                var at = document.first(in: title)
                while !document.isEnd(at) {
                    if document.kind(at + 1) == .string {
                        json.member(document.text(at), clipped(document.text(at + 1)))
                    }
                    at = document.after(at + 1)
                }
            }
        default: break
        }
    }

    private static func clipped(_ text: String) -> String {
        guard text.utf8.count > titleBytesMax else { return text }
        return String(text.prefix(titleBytesMax / 2)) + "…"
    }
}
