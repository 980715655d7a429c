internal import Agents
internal import CoordBus
internal import JSON
internal import Overlap
internal import Platform

/// Reads files into the index and finds what helps twice.
struct OverlapScan: ~Copyable {
    private let tools: ScanTools
    private var live: LiveRecords
    private var records: [String: Overlap.AssistanceRecord] = [:]
    private var files: [String] = []
    private var faults: [String] = []
    private var parser = JSONParser(bytesMax: 16 << 20)

    init(_ tools: ScanTools) {
        self.tools = tools
        live = LiveRecords(scorer: tools.scorer)
    }

    mutating func read(_ path: String, mapping: String?) throws {
        guard let format = mapping == nil ? tools.adapters.format(ofFile: path) : .table else {
            throw UsageError(
                "\(path): what is it? use .xml (IATI), .ndjson, or a table with a --mapping")
        }
        var table: TableMapping?
        if let mapping {
            guard let text = readText(mapping) else { throw UsageError("\(mapping) can't be read") }
            table = try TableMapping(parsing: text, file: mapping)
        }
        // So that a slip in the name is told as such.
        _ = try DiskFileSystem().open(path, .read)
        let source = try tools.adapters.source(path: path, format: format, mapping: table)
        files.append(source.file)
        while let item = source.next() {
            switch item {
            case .event(let event): try take(event.bytes)
            case .refused(let fault), .broken(let fault): faults.append(fault.description)
            }
        }
    }

    private mutating func take(_ event: [UInt8]) throws {
        guard let record = try Self.record(event, &parser) else { return }
        records[record.id] = record
        live.insert(tools.reader.read(record))
    }

    private static func record(_ event: [UInt8], _ parser: inout JSONParser) throws
        -> Overlap.AssistanceRecord?
    {
        let document = try parser.parse(event.span)
        return Overlap.AssistanceRecord(event: document, at: document.root)
    }

    func report(least: PairVerdict.Band, country: String?, language: String) -> ScanReport {
        var report = ScanReport(
            files: files, faults: faults, records: live.count, least: least, language: language)
        var matches: [LiveMatch] = []
        for slot in live.allSlots {
            let reading = live.reading(at: slot)
            matches.removeAll(keepingCapacity: true)
            live.matches(of: reading, least: least, into: &matches)
            for match in matches where match.slot > slot {
                let other = live.reading(at: match.slot)
                let common = reading.countries.intersection(other.countries).sorted()
                if let country, !common.contains(country) { continue }
                let verdict = tools.scorer.verdict(reading, other)
                guard let first = side(reading), let second = side(other) else { continue }
                report.add(
                    ScanPair(
                        first: first, second: second, country: common.first ?? "",
                        verdict: verdict,
                        terms: verdict.terms.filter { $0.weight != 0 }
                            .sorted { abs($0.weight) > abs($1.weight) }
                            .map {
                                ($0.weight, tools.words.words(for: $0, language: language))
                            }))
            }
        }
        report.close()
        return report
    }

    private func side(_ reading: RecordReading) -> ScanSide? {
        guard let record = records[reading.id] else { return nil }
        return ScanSide(
            id: reading.id, agencies: reading.agencies.sorted(), title: record.title,
            description: record.description,
            period: [record.start, record.end].filter { !$0.isEmpty }.joined(separator: " – "),
            amount: record.amount.map { "\(Int64($0.rounded())) \(record.currency ?? "")" } ?? "")
    }
}
