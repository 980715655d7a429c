internal import BusCore
internal import Bytes
internal import Events
internal import HTTP
internal import JSON

/// Reads the log for the page: one record, or a page of summaries, newest first.
struct LogPages: ~Copyable {
    /// Records looked at for one page.
    private static let lookedAtMax = 20_000
    private static let window: UInt64 = 256
    private static let chunkBytes = 256 << 10

    private let log: any EventLog
    private var cursor = LogCursor()
    private var chunk = ByteBuffer()
    private var parser = JSONParser(bytesMax: 1 << 20)
    private var inside = EventReader()

    init(_ log: any EventLog) { self.log = log }

    /// Reads the records of these sequences, at most some hundred KiB, in order.
    /// - Parameter wanted: which of them are parsed and lent, by their head.
    /// - Returns: the last sequence that was read; nil where none is there.
    mutating func read(
        _ range: ClosedRange<UInt64>, where wanted: (RecordFacts) -> Bool = { _ in true },
        _ body: (RecordSummary, Span<UInt8>) -> Void
    ) throws(LogError) -> UInt64? {
        chunk.removeAll()
        guard
            let run = try log.read(
                from: range.lowerBound, upTo: range.upperBound, bytesMax: Self.chunkBytes,
                cursor: &cursor, into: &chunk)
        else { return nil }
        var at = 0
        while let head = RecordHead(chunk.bytes, at: at) {
            if let facts = RecordFacts(chunk.bytes, at: at), wanted(facts) {
                Self.visit(facts, head, chunk, at, &parser, &inside, body)
            }
            at += head.length
        }
        if chunk.count > 1 << 20 { chunk = ByteBuffer() }
        return run.last
    }

    private static func visit(
        _ facts: RecordFacts, _ head: RecordHead, _ chunk: borrowing ByteBuffer, _ at: Int,
        _ parser: inout JSONParser, _ inside: inout EventReader,
        _ body: (RecordSummary, Span<UInt8>) -> Void
    ) {
        let range = (at + head.eventOffset)..<(at + head.length)
        // What the gate took is JSON; a record that is not is left out rather than shown wrong.
        guard let document = try? parser.parse(chunk, range) else { return }
        let record = RecordSummary(facts, head, in: chunk.bytes, at: at, document, &inside)
        body(record, chunk.bytes(range))
    }

    /// What of the log is wanted.
    struct Request {
        var pattern: TopicPattern
        /// Records below this sequence.
        var before: UInt64
        var limit: Int
    }

    /// - Parameter shows: decides what this reader may see.
    mutating func page(
        _ request: Request, shows: (RecordSummary) -> Bool
    ) throws(LogError) -> String {
        let last = log.lastDurable
        var before = min(request.before, last + 1)
        var found: [[UInt8]] = []
        var lookedAt = 0
        while before > 1, found.count < request.limit, lookedAt < Self.lookedAtMax {
            let from = before - min(before - 1, Self.window)
            var part: [(sequence: UInt64, json: [UInt8])] = []
            var next = from
            while next < before {
                guard
                    let end = try read(
                        next...(before - 1),
                        { record, _ in
                            let facts = record.facts
                            if request.pattern.matches(
                                type: facts.type, country: facts.country, agency: facts.agency),
                                shows(record)
                            {
                                part.append((facts.sequence, record.json))
                            }
                        })
                else { break }
                next = end + 1
            }
            lookedAt += Int(before - from)
            before = from
            for record in part.reversed() {
                if found.count == request.limit {
                    before = record.sequence + 1
                    break
                }
                found.append(record.json)
            }
        }
        var json = JSONWriter(capacity: 16 << 10)
        json.object { json in
            json.member("last", last)
            json.key("events")
            json.array { json in for event in found { json.raw(event.span) } }
            if before > 1 { json.member("next", before) }
        }
        return json.text
    }

    /// One record whole: its head and the event as published; nil where there is none to see.
    mutating func whole(
        _ sequence: UInt64, shows: (RecordSummary) -> Bool
    ) throws(LogError) -> String? {
        guard sequence >= 1, sequence <= log.lastDurable else { return nil }
        var text: String?
        _ = try read(sequence...sequence) { record, event in
            guard shows(record) else { return }
            var json = JSONWriter(capacity: event.count + 512)
            json.object { json in
                json.key("record")
                json.raw(record.json.span)
                json.key("event")
                json.raw(event)
            }
            text = json.text
        }
        return text
    }
}
