internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import JSON
internal import Platform

/// What the topic pattern can't say: a country among several, a case.
struct RecordFilter {
    let country: CountryCode?
    let agency: AgencyCode?
    let caseID: String?

    init(country: String?, agency: String?, caseID: String?) throws(UsageError) {
        self.country = country.flatMap { CountryCode($0.uppercased()) }
        self.agency = agency.flatMap { AgencyCode($0) }
        self.caseID = caseID
        if let country, self.country == nil {
            throw UsageError("--country \(country): use three letters of ISO 3166-1, such as KEN")
        }
        if let agency, self.agency == nil {
            throw UsageError("--by \(agency): use an agency code, such as undp")
        }
    }

    func admits(_ record: Span<UInt8>, _ head: RecordHead, _ event: borrowing JSONDocument) -> Bool
    {
        if let agency {
            let start = RecordHead.byteCount
            let own = record.extracting(start..<(start + head.agencyLength))
            guard agency.equals(own) else { return false }
        }
        if let country, CountryCode(recordBytes: record, at: 29) != country {
            guard Self.names(country, event) else { return false }
        }
        if let caseID, event.text("correlationid", in: event.root) != caseID { return false }
        return true
    }

    /// Is the country one of several in `data.countries`?
    private static func names(_ country: CountryCode, _ event: borrowing JSONDocument) -> Bool {
        guard let data = event.value("data", in: event.root),
            let list = event.value("countries", in: data), event.kind(list) == .array
        else { return false }
        var at = event.first(in: list)
        while !event.isEnd(at) {
            if event.kind(at) == .string, event.text(at) == country.description { return true }
            at = event.after(at)
        }
        return false
    }
}

/// Prints records: JSON lines that are the same bytes every time, or lines for people.
struct RecordPrinter: ~Copyable {
    private let json: Bool
    private let colour: Bool
    private let filter: RecordFilter
    private var parser = JSONParser(bytesMax: 2 << 20)
    private var out = ByteBuffer(capacity: 1 << 16)
    /// Lines printed.
    private(set) var count = 0

    init(json: Bool, colour: Bool, filter: RecordFilter) {
        self.json = json
        self.colour = colour
        self.filter = filter
    }

    mutating func print(_ head: RecordHead, _ record: Span<UInt8>) {
        let style = Style(json: json, colour: colour, filter: filter)
        guard Self.append(head, record, style, &parser, to: &out) else { return }
        count += 1
        if out.count > 1 << 16 { _ = flush() }
    }

    private struct Style {
        let json: Bool
        let colour: Bool
        let filter: RecordFilter
    }

    /// - Returns: false when the filter leaves the record out.
    private static func append(
        _ head: RecordHead, _ record: Span<UInt8>, _ style: Style, _ parser: inout JSONParser,
        to out: inout ByteBuffer
    ) -> Bool {
        let event = record.extracting(head.eventOffset..<head.length)
        do throws(JSONError) {
            let document = try parser.parse(event)
            guard style.filter.admits(record, head, document) else { return false }
            if style.json {
                writeJSON(head, record, event, into: &out)
            } else {
                out.append(line(head, record, document, colour: style.colour))
            }
        } catch {
            // The gate lets only JSON in; a record that is none still shows.
            out.append("\(head.sequence)  unreadable event: \(error)\n")
        }
        return true
    }

    /// Writes out what was printed; false when nobody reads any more.
    mutating func flush() -> Bool {
        defer { out.removeAll() }
        return writeAll(out.bytes, to: 1)
    }

    static func topic(_ head: RecordHead, _ record: Span<UInt8>) -> String {
        let type = EventCatalogue.type(number: head.type)?.name ?? "type-\(head.type)"
        let country = CountryCode(recordBytes: record, at: 29)
        return "\(type).\(country).\(agency(head, record))"
    }

    private static func agency(_ head: RecordHead, _ record: Span<UInt8>) -> String {
        record.extracting(RecordHead.byteCount..<(RecordHead.byteCount + head.agencyLength)).text
    }

    private static func writeJSON(
        _ head: RecordHead, _ record: Span<UInt8>, _ event: Span<UInt8>, into out: inout ByteBuffer
    ) {
        out.append("{\"sequence\":\(head.sequence),\"recorded\":\"")
        out.append(Timestamp(nanoseconds: head.recorded).description)
        out.append("\",\"topic\":\"\(topic(head, record))\",\"event\":")
        for index in event.indices {
            // A line break outside of texts is white space; inside of texts JSON doesn't allow it.
            let byte = event[index]
            out.append(byte: byte == 0x0A || byte == 0x0D ? 0x20 : byte)
        }
        out.append("}\n")
    }

    private static func line(
        _ head: RecordHead, _ record: Span<UInt8>, _ event: borrowing JSONDocument, colour: Bool
    ) -> String {
        let type = EventCatalogue.type(number: head.type)
        let name = padded(type?.name ?? "type-\(head.type)", 26)
        let number = String(head.sequence)
        let time = String(Timestamp(nanoseconds: head.recorded).description.prefix(19))
        let country = CountryCode(recordBytes: record, at: 29).description
        let family = type?.family ?? ""
        let shown = colour ? "\u{1B}[\(code(family))m\(name)\u{1B}[0m" : name
        return String(repeating: " ", count: max(0, 8 - number.count)) + number
            + "  \(time)Z  \(shown)  \(country)  \(padded(agency(head, record), 10))  "
            + summary(event) + "\n"
    }

    /// Title, name or subject, and the case; control characters can't reach the terminal.
    private static func summary(_ event: borrowing JSONDocument) -> String {
        var words = ""
        if let data = event.value("data", in: event.root) {
            if let title = event.value("title", in: data), event.kind(title) == .object,
                !event.isEnd(event.first(in: title))
            {
                words = event.text(event.first(in: title) + 1)
            } else {
                words = event.text("title", in: data) ?? event.text("summary", in: data) ?? ""
            }
        }
        if words.isEmpty { words = event.text("subject", in: event.root) ?? "" }
        if let caseID = event.text("correlationid", in: event.root) { words += "  [\(caseID)]" }
        let clean = words.unicodeScalars.map {
            $0.properties.generalCategory == .control ? " " : $0
        }
        return String(String.UnicodeScalarView(clean).prefix(120))
    }

    /// One colour a family, always the same.
    private static func code(_ family: String) -> Int {
        switch family {
        case "overlap", "rule", "gap", "event": 31
        case "request", "mandate": 36
        case "assessment", "decision": 33
        case "assistance", "mission": 32
        case "fund", "expert": 35
        default: 34
        }
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
