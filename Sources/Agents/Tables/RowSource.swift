internal import Bytes
internal import JSON
internal import Zlib

enum RowStep {
    case row(TableRow)
    case refused(SourceFault)
    case finished
}

/// Rows of a file, whatever its form.
protocol RowSource: AnyObject {
    var bytesRead: Int { get }
    /// - Throws: when the file cannot be read further.
    func next() throws(SourceFault) -> RowStep
}

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

/// Objects of one JSON list. The list is read whole: at most 256 MiB.
final class JSONRows: RowSource {
    private(set) var bytesRead = 0
    private static let bytesMax = 256 << 20
    private let file: String
    private let gzip: GzipBox
    private var rows: [TableRow]?
    private var position = 0

    init(path: String, file: String) {
        self.file = file
        gzip = GzipBox(path: path)
    }

    func next() throws(SourceFault) -> RowStep {
        if rows == nil { rows = try read() }
        guard let rows, position < rows.count else { return .finished }
        position += 1
        return .row(rows[position - 1])
    }

    private func read() throws(SourceFault) -> [TableRow] {
        var buffer = ByteBuffer()
        while try gzip.read(upTo: 1 << 20, into: &buffer, naming: file) > 0 {
            guard buffer.count <= Self.bytesMax else {
                throw SourceFault(
                    file: file, reason: "larger than 256 MiB; write one object a line")
            }
        }
        bytesRead = buffer.count
        var parser = ObjectParser(bytesMax: buffer.count)
        let rows: [TableRow]?
        do throws(JSONError) {
            rows = try parser.read(buffer.bytes, as: .array) { Self.rows($0) }
        } catch {
            throw SourceFault(file: file, reason: "not JSON: \(error.description)")
        }
        guard let rows else {
            throw SourceFault(file: file, reason: "the rows are to be objects in one list")
        }
        return rows
    }

    private static func rows(_ document: borrowing JSONDocument) -> [TableRow] {
        var rows: [TableRow] = []
        var at = document.first(in: document.root)
        while !document.isEnd(at) {
            if document.kind(at) == .object {
                // The place in the list stands for the line.
                rows.append(TableRow(line: rows.count + 1, JSONFields.fields(document, at)))
            }
            at = document.after(at)
        }
        return rows
    }
}

/// Objects, one a line.
final class NDJSONRows: RowSource {
    private let file: String
    private let lines: LineReader
    private var parser = ObjectParser(bytesMax: LineReader.lineBytesMax)

    var bytesRead: Int { lines.bytesRead }

    init(path: String, file: String) {
        self.file = file
        lines = LineReader(path: path, file: file)
    }

    func next() throws(SourceFault) -> RowStep {
        guard let line = try lines.next() else { return .finished }
        let reason: String
        do throws(JSONError) {
            let row = try parser.read(line.bytes.span, as: .object) { document in
                TableRow(line: line.number, JSONFields.fields(document, document.root))
            }
            if let row { return .row(row) }
            reason = "not an object"
        } catch {
            reason = "not JSON: \(error.description)"
        }
        return .refused(SourceFault(file: file, line: line.number, reason: reason))
    }
}

/// The members of an object as columns: `a.b` for what is inside objects, numbers and flags as text.
enum JSONFields {
    static func fields(_ document: borrowing JSONDocument, _ object: Int, prefix: String = "")
        -> [(String, String)]
    {
        var fields: [(String, String)] = []
        var at = document.first(in: object)
        while !document.isEnd(at) {
            let name = prefix + document.text(at)
            let value = at + 1
            switch document.kind(value) {
            case .object: fields += Self.fields(document, value, prefix: name + ".")
            case .array, .null: break
            case .string: fields.append((name, document.text(value)))
            case .integer: fields.append((name, String(document.integer(value))))
            case .unsigned, .double: fields.append((name, "\(document.number(value))"))
            case .yes: fields.append((name, "true"))
            case .no: fields.append((name, "false"))
            }
            at = document.after(value)
        }
        return fields
    }
}

extension GzipBox {
    /// The same, with faults as those of the file under its short name.
    func read(upTo count: Int, into buffer: inout ByteBuffer, naming file: String)
        throws(SourceFault) -> Int
    {
        do throws(GzipError) {
            return try read(upTo: count, into: &buffer)
        } catch {
            throw SourceFault(file: file, reason: error.reason)
        }
    }
}
