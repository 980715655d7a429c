internal import Bytes

/// Rows of a CSV file; the first names the columns.
final class CSVRows: RowSource {
    private(set) var bytesRead = 0
    private let file: String
    private let gzip: GzipBox
    private var reader: CSVReader
    private var chunk = ByteBuffer(capacity: 64 * 1024)
    private var header: [String]?

    init(path: String, file: String, separator: UInt8) {
        self.file = file
        gzip = GzipBox(path: path)
        reader = CSVReader(file: file, separator: separator)
    }

    func next() throws(SourceFault) -> RowStep {
        while true {
            switch try reader.next() {
            case .row(let fields, let line):
                guard let header else {
                    try take(header: fields, line)
                    continue
                }
                guard fields.count == header.count else {
                    let reason = "\(fields.count) fields where the header has \(header.count)"
                    return .refused(SourceFault(file: file, line: line, reason: reason))
                }
                guard !fields.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }) else {
                    let reason = "not UTF-8; save the table as UTF-8"
                    return .refused(SourceFault(file: file, line: line, reason: reason))
                }
                return .row(TableRow(line: line, zip(header, fields)))
            case .hungry:
                chunk.removeAll()
                let got = try gzip.read(upTo: 64 * 1024, into: &chunk, naming: file)
                bytesRead += got
                reader.feed(chunk, isLast: got == 0)
            case .finished: return .finished
            }
        }
    }

    private func take(header fields: [String], _ line: Int) throws(SourceFault) {
        header = fields
        var seen: Set<String> = []
        for name in fields.map(\.tidied) where !name.isEmpty && !seen.insert(name).inserted {
            throw SourceFault(file: file, line: line, reason: "two columns are called \"\(name)\"")
        }
    }
}
