internal import Bytes
internal import Events
internal import JSON
internal import SQLite

/// Rows to be written, flat: cells in one array, what they point to in one run of bytes.
struct PackedRows: ~Copyable {
    private var cells: [SQLiteCell] = []
    private var bytes = ByteBuffer(capacity: 1 << 16)

    /// Bytes of memory in use.
    var weight: Int { bytes.count + cells.count * MemoryLayout<SQLiteCell>.stride }

    /// - Returns: the place of the row's first cell; all are null.
    mutating func add(columns: Int) -> Int {
        let start = cells.count
        cells.append(contentsOf: repeatElement(.null, count: columns))
        return start
    }

    func isNull(at cell: Int) -> Bool { cells[cell].isNull }
    /// 0 for null.
    func integer(at cell: Int) -> Int64 { cells[cell].integer(bytes.bytes) }
    mutating func copy(_ from: Int, to cell: Int) { cells[cell] = cells[from] }

    mutating func set(_ value: Int64, at cell: Int) { cells[cell] = .integer(value, in: &bytes) }
    mutating func set(_ value: Double, at cell: Int) { cells[cell] = .number(value, in: &bytes) }
    mutating func set(_ utf8: Span<UInt8>, at cell: Int) {
        cells[cell] = .text(utf8, in: &bytes)
    }
    mutating func set(_ text: String, at cell: Int) { set(at: cell) { $0.append(text) } }
    mutating func set(_ agency: AgencyCode, at cell: Int) {
        set(at: cell) { agency.append(to: &$0) }
    }
    mutating func set(_ country: CountryCode, at cell: Int) {
        set(at: cell) {
            $0.append(byte: country.first)
            $0.append(byte: country.second)
            $0.append(byte: country.third)
        }
    }

    /// A value of a parsed document as JSON.
    mutating func set(_ document: borrowing JSONDocument, valueAt index: Int, at cell: Int) {
        let start = bytes.count
        bytes.append(document, valueAt: index)
        cells[cell] = .text(at: start, count: bytes.count - start)
    }

    /// Text that `write` appends.
    private mutating func set(at cell: Int, _ write: (inout ByteBuffer) -> Void) {
        let start = bytes.count
        write(&bytes)
        cells[cell] = .text(at: start, count: bytes.count - start)
    }

    /// Runs a statement with the cells of a row as its parameters.
    func run(_ statement: SQLiteStatement, _ start: Int, _ count: Int) throws(SQLiteError) {
        try statement.run(
            cells.span.extracting(start..<(start + count)), of: bytes.bytes)
    }

    mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        bytes.removeAll()
    }
}
