internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import JSON
internal import Platform

/// `coordctl summary`: how many events there are, by agency, family and country.
enum SummaryCommand {
    static let command = Command(
        name: "summary", summary: "counts the events by agency, family and country",
        usage: "summary [--top N] [--topic PATTERN] [--json]",
        options: [
            OptionDeclaration("--top", "N", "lines of each table (default 15)"),
            OptionDeclaration("--topic", "PATTERN", "only these topics (default all)"),
            OptionDeclaration("--json", "one JSON object, all lines"),
        ] + Connection.options,
        body: { try run($0) })

    /// Events of one key, most first; by key where there are equally many.
    private struct Table {
        let title: String
        var counts: [String: Int] = [:]

        mutating func count(_ key: String) { counts[key, default: 0] += 1 }

        var lines: [(key: String, count: Int)] {
            counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        }
    }

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let top = try arguments.integer("--top", in: 1...1_000_000, default: 15)
        var tail = Tail(
            try Connection.client(arguments), pattern: arguments.text("--topic") ?? ">",
            from: .sequence(1))
        try tail.open(withinSeconds: 10)
        var agencies = Table(title: "agency")
        var families = Table(title: "family")
        var countries = Table(title: "country")
        var events = 0
        let last = tail.lastAtStart
        while !tail.reachedEnd {
            _ = try tail.next(until: monotonicNanoseconds() + 1_000_000_000) { head, record in
                guard head.sequence <= last else { return }
                events += 1
                let agency = RecordHead.byteCount..<(RecordHead.byteCount + head.agencyLength)
                agencies.count(record.extracting(agency).text)
                families.count(
                    EventCatalogue.type(number: head.type)?.family ?? "type \(head.type)")
                countries.count(CountryCode(recordBytes: record, at: 29).description)
            }
        }
        tail.close()
        let tables = [agencies, families, countries]
        arguments.has("--json") ? writeJSON(events, tables) : writeText(events, tables, top)
        return .ok
    }

    private static func writeText(_ events: Int, _ tables: [Table], _ top: Int) {
        writeOutput("\(events) events")
        for table in tables {
            let lines = table.lines
            writeOutput("\nby \(table.title) (\(lines.count))")
            for line in lines.prefix(top) {
                let count = String(line.count)
                writeOutput(
                    String(repeating: " ", count: max(1, 9 - count.count)) + count + "  " + line.key
                )
            }
            let rest = lines.dropFirst(top)
            if !rest.isEmpty {
                let count = String(rest.reduce(0) { $0 + $1.count })
                writeOutput(
                    String(repeating: " ", count: max(1, 9 - count.count)) + count
                        + "  in \(rest.count) others")
            }
        }
        writeOutput("\n(ZZZ: no single country)")
    }

    private static func writeJSON(_ events: Int, _ tables: [Table]) {
        var json = JSONWriter()
        json.object { json in
            json.member("events", events)
            for table in tables {
                json.key(table.title)
                json.object { json in
                    for line in table.lines { json.member(line.key, line.count) }
                }
            }
        }
        writeOutput(json.bytes.text)
    }
}
