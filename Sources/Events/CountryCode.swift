package import Bytes

/// An ISO 3166-1 alpha-3 code (with `XKX` for Kosovo and the codes ISO has withdrawn), or `none`, written `ZZZ`:
/// no single country. Three bytes, the same in the event, the topic and the record's head.
package struct CountryCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let first: UInt8
    package let second: UInt8
    package let third: UInt8

    /// No country, or several.
    package static let none = CountryCode(unchecked: 0x5A, 0x5A, 0x5A)

    /// For letters that were checked before, e.g. those of a record's head.
    package init(unchecked first: UInt8, _ second: UInt8, _ third: UInt8) {
        self.first = first
        self.second = second
        self.third = third
    }

    /// - Returns: nil unless the letters are in the table, or `ZZZ`.
    package init?(_ bytes: Span<UInt8>) {
        guard bytes.count == 3 else { return nil }
        let code = CountryCode(unchecked: bytes[0], bytes[1], bytes[2])
        guard code.isListed || code == .none else { return nil }
        self = code
    }

    package init?(_ text: String) { self.init(text.utf8.span) }

    /// From ISO 3166-1 alpha-2, e.g. `KE`; `XK` is Kosovo. Codes in use win over withdrawn ones.
    package init?(alpha2: String) {
        guard let code = CountryIndex.shared.byAlpha2[alpha2] else { return nil }
        self = code
    }

    /// From the UN's M49 number, e.g. 404.
    package init?(m49: Int) {
        guard let code = CountryIndex.shared.byM49[m49] else { return nil }
        self = code
    }

    /// Is it a country or area, now or formerly? False for `none`.
    package var isListed: Bool { Self.listed.contains(first, second, third) }

    package var alpha2: String? { CountryIndex.shared.rows[self]?.alpha2 }
    package var m49: Int? { CountryIndex.shared.rows[self]?.m49 }
    /// Has ISO withdrawn the code?
    package var isFormer: Bool { CountryIndex.shared.rows[self]?.isFormer ?? false }

    /// Every code of the table, in alphabetical order, those withdrawn included.
    package static var all: [CountryCode] { CountryIndex.shared.rows.keys.sorted() }

    package var description: String { String(decoding: [first, second, third], as: UTF8.self) }

    package func append(to buffer: inout ByteBuffer) {
        buffer.append(byte: first)
        buffer.append(byte: second)
        buffer.append(byte: third)
    }

    package static func < (a: CountryCode, b: CountryCode) -> Bool {
        (a.first, a.second, a.third) < (b.first, b.second, b.third)
    }

    static let listed = LetterTriples(CountryTable.current, CountryTable.former)
}

/// The country table by each of its columns; built at first use.
private struct CountryIndex: Sendable {
    struct Row: Sendable {
        let alpha2: String
        let m49: Int?
        let isFormer: Bool
    }

    var rows: [CountryCode: Row] = [:]
    var byAlpha2: [String: CountryCode] = [:]
    var byM49: [Int: CountryCode] = [:]

    static let shared = CountryIndex()

    private init() {
        for (table, isFormer) in [(CountryTable.current, false), (CountryTable.former, true)] {
            for entry in table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let utf8 = Array(entry.utf8)
                precondition(utf8.count == 8)
                let code = CountryCode(unchecked: utf8[0], utf8[1], utf8[2])
                let alpha2 = String(decoding: utf8[3..<5], as: UTF8.self)
                let m49 = Int(String(decoding: utf8[5..<8], as: UTF8.self))
                rows[code] = Row(alpha2: alpha2, m49: m49, isFormer: isFormer)
                if byAlpha2[alpha2] == nil { byAlpha2[alpha2] = code }
                if let m49, byM49[m49] == nil { byM49[m49] = code }
            }
        }
    }
}
