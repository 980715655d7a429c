internal import Bytes
internal import JSON

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
