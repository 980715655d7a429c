internal import Bytes
internal import SQLite

/// The cells of all documents, in blocks of neighbours: a row of the index's file for each 240, which fill a page.
enum SearchBlocks {
    static let cellsPerBlock: Int64 = 240
    static let byteCount = Int(cellsPerBlock) * SearchCell.byteCount

    static func block(of document: Int64) -> Int64 { document / cellsPerBlock }
    static func offset(of document: Int64) -> Int {
        Int(document % cellsPerBlock) * SearchCell.byteCount
    }
}

/// Reads cells, within one read transaction. Neighbours cost one look into the file.
final class SearchBlockReader {
    private let find: SQLiteStatement
    private var block: Int64 = -1
    private var isThere = false

    init(_ database: SQLiteConnection) throws(SQLiteError) {
        find = try database.prepare("SELECT cells FROM blocks WHERE block = ?")
    }

    /// Nothing read before holds any more; gives the lock on the file back.
    func end() {
        find.reset()
        block = -1
    }

    /// - Returns: nil for a document that is not there.
    func cell(of document: Int64) throws(SQLiteError) -> SearchCell? {
        // A borrow of the statement itself, on which the lent bytes depend.
        let find = find
        let wanted = SearchBlocks.block(of: document)
        if wanted != block {
            find.reset()
            block = -1
            try find.bind(1, wanted)
            isThere = try find.step()
            block = wanted
        }
        guard isThere else { return nil }
        // Lent by SQLite: no copy is made of a block for the sake of one cell.
        let bytes = find.bytes(at: 0)
        let offset = SearchBlocks.offset(of: document)
        guard bytes.count >= offset + SearchCell.byteCount else { return nil }
        return SearchCell(
            facts: bytes.littleEndian(at: offset, as: UInt64.self),
            codes: bytes.littleEndian(at: offset + 8, as: UInt64.self))
    }
}

/// Gathers cells of a batch and writes each block once.
final class SearchBlockWriter {
    private let find: SQLiteStatement
    private let put: SQLiteStatement
    private var waiting: [Int64: [(document: Int64, cell: SearchCell)]] = [:]

    init(_ database: SQLiteConnection) throws(SQLiteError) {
        find = try database.prepare("SELECT cells FROM blocks WHERE block = ?")
        put = try database.prepare(
            "INSERT INTO blocks VALUES (?1, ?2) ON CONFLICT (block) DO UPDATE SET cells = ?2")
    }

    func set(_ cell: SearchCell, of document: Int64) {
        waiting[SearchBlocks.block(of: document), default: []].append((document, cell))
    }

    func flush() throws(SQLiteError) {
        let find = find
        for (block, cells) in waiting.sorted(by: { $0.key < $1.key }) {
            var buffer = ByteBuffer(capacity: SearchBlocks.byteCount)
            try find.bind(1, block)
            if try find.step() {
                buffer.append(find.bytes(at: 0))
                find.reset()
            } else {
                buffer.append(repeating: 0, count: SearchBlocks.byteCount)
            }
            for (document, cell) in cells {
                let offset = SearchBlocks.offset(of: document)
                buffer.store(littleEndian: cell.facts, at: offset)
                buffer.store(littleEndian: cell.codes, at: offset + 8)
            }
            try put.bind(1, block)
            try put.bind(2, buffer.bytes)
            try put.run()
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
