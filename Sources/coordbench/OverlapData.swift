internal import Bytes
internal import JSON
internal import Overlap
internal import Platform

/// The public development data as the overlap library takes it.
struct OverlapData {
    /// A labelled pair; `isOverlap` is nil where the label is not to be scored.
    struct LabelledPair {
        var first: String
        var second: String
        var country: String
        var label: String
        var isOverlap: Bool?
    }

    let reader: RecordReader
    private(set) var readings: [RecordReading] = []
    private(set) var index: [String: Int] = [:]
    /// The table that ships, and what the titles of these data would give.
    let frequencies: WordFrequencies
    private(set) var counted = WordFrequencies()
    let data: String

    /// - Parameter change: what is done to every record before it is read: poorer records are made by it.
    init(
        data: String, config: String, change: (inout AssistanceRecord) -> Void = { _ in }
    ) throws {
        self.data = data
        reader = RecordReader(
            lexicon: try Lexicon(try Self.text("\(config)/lexicon.toml")),
            calendar: try ElectionCalendar(
                csv: try Self.text("\(data)/elections-calendar/national-elections.csv")))
        frequencies = try WordFrequencies(try Self.text("\(config)/frequencies.toml"))
        for file in ["elections", "linked"] {
            try read("\(data)/activities/\(file).ndjson", change)
        }
    }

    private mutating func read(_ path: String, _ change: (inout AssistanceRecord) -> Void) throws {
        var lines = try LineReader(path: path)
        var parser = JSONParser(bytesMax: 16 << 20)
        while let line = try lines.next() {
            let json = try parser.parse(line.bytes.span)
            guard var record = AssistanceRecord(json, at: json.root), index[record.id] == nil else {
                continue
            }
            change(&record)
            let reading = reader.read(record)
            index[reading.id] = readings.count
            readings.append(reading)
            if path.hasSuffix("elections.ndjson") { counted.add(reading.titleWords) }
        }
    }

    func reading(_ id: String) -> RecordReading? { index[id].map { readings[$0] } }

    func pairs(_ name: String) throws -> [LabelledPair] {
        try Self.rows("\(data)/labels/\(name).csv").map { row in
            LabelledPair(
                first: row["id_a"] ?? "", second: row["id_b"] ?? "", country: row["country"] ?? "",
                label: row["label"] ?? "",
                isOverlap: row["overlap"].flatMap { $0 == "1" ? true : $0 == "0" ? false : nil })
        }
    }

    /// Rows of a CSV file by column name. No field of ours holds a line end.
    static func rows(_ path: String) throws -> [[String: String]] {
        let lines = try text(path).split(separator: "\n")
        let header = csvFields(lines.first ?? "")
        return lines.dropFirst().map { line in
            Dictionary(zip(header, csvFields(line)), uniquingKeysWith: { first, _ in first })
        }
    }

    static func text(_ path: String) throws -> String {
        var lines = try LineReader(path: path)
        var text = ""
        while let line = try lines.next() {
            text += String(decoding: line.bytes, as: UTF8.self)
            text += "\n"
        }
        return text
    }
}
