package import Bytes
internal import CSQLite

/// The value of one parameter, in 8 bytes: null, or where in a run of bytes it stands.
///
///     bits    field
///     63-62   kind: 0 null, 1 text, 2 whole number, 3 number
///     61-32   length in bytes
///     31-0    offset of the first byte
///
/// Numbers take 8 bytes, least significant first. Rows of such cells can be kept by the thousand and changed in place.
package struct SQLiteCell: Sendable {
    fileprivate enum Kind: UInt64 {
        case null
        case text
        case integer
        case number
    }

    fileprivate let bits: UInt64

    package static let null = SQLiteCell(bits: 0)
    package var isNull: Bool { bits == 0 }

    private init(bits: UInt64) { self.bits = bits }

    private init(_ kind: Kind, at offset: Int, count: Int) {
        precondition(offset >= 0 && offset <= UInt32.max)
        precondition(count >= 0 && count < 1 << 30)
        bits = kind.rawValue << 62 | UInt64(count) << 32 | UInt64(offset)
    }

    fileprivate var kind: Kind { Kind(rawValue: bits >> 62) ?? .null }
    fileprivate var offset: Int { Int(bits & 0xFFFF_FFFF) }
    fileprivate var count: Int { Int(bits >> 32 & 0x3FFF_FFFF) }

    /// UTF-8 that stands in the bytes already.
    package static func text(at offset: Int, count: Int) -> SQLiteCell {
        SQLiteCell(.text, at: offset, count: count)
    }

    package static func text(_ utf8: Span<UInt8>, in bytes: inout ByteBuffer) -> SQLiteCell {
        let offset = bytes.count
        bytes.append(utf8)
        return SQLiteCell(.text, at: offset, count: utf8.count)
    }

    package static func integer(_ value: Int64, in bytes: inout ByteBuffer) -> SQLiteCell {
        let offset = bytes.count
        bytes.append(littleEndian: UInt64(bitPattern: value))
        return SQLiteCell(.integer, at: offset, count: 8)
    }

    package static func number(_ value: Double, in bytes: inout ByteBuffer) -> SQLiteCell {
        let offset = bytes.count
        bytes.append(littleEndian: value.bitPattern)
        return SQLiteCell(.number, at: offset, count: 8)
    }

    /// 0 for what is no whole number.
    package func integer(_ bytes: Span<UInt8>) -> Int64 {
        guard kind == .integer else { return 0 }
        return Int64(bitPattern: bytes.littleEndian(at: offset, as: UInt64.self))
    }
}

extension SQLiteStatement {
    /// Runs to the end with a cell for each parameter, from the first on; parameters beyond are null.
    ///
    /// Texts are lent to SQLite and not copied; they are taken back before this returns.
    /// - Parameter bytes: what the cells point into.
    package func run(_ cells: Span<SQLiteCell>, of bytes: Span<UInt8>) throws(SQLiteError) {
        defer { clearBindings() }
        let code = unsafe bytes.withUnsafeBytes { raw -> Int32 in
            for place in cells.indices {
                let cell = cells[place]
                let parameter = Int32(truncatingIfNeeded: place + 1)
                var code = SQLITE_OK
                switch cell.kind {
                case .null: continue
                case .integer:
                    code = unsafe sqlite3_bind_int64(
                        handle, parameter, cell.integer(bytes))
                case .number:
                    let number = Double(
                        bitPattern: bytes.littleEndian(at: cell.offset, as: UInt64.self))
                    code = unsafe sqlite3_bind_double(handle, parameter, number)
                case .text:
                    let text = unsafe UnsafeRawBufferPointer(
                        rebasing: raw[cell.offset..<(cell.offset + cell.count)])
                    code = unsafe csqlite_lend_text(
                        handle, parameter, text.baseAddress, Int64(cell.count))
                }
                guard code == SQLITE_OK else { return code }
            }
            return SQLITE_OK
        }
        try check(code)
        try run()
    }
}
