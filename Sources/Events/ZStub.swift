package import Bytes

package struct AgencyCode: Hashable, Sendable, CustomStringConvertible {
    private var a: UInt64 = 0, b: UInt64 = 0, c: UInt64 = 0
    package private(set) var count: Int
    package static let bus = AgencyCode("bus")!
    package init?(_ text: String) { let u = Array(text.utf8); self.init(u.span) }
    package init?(_ s: Span<UInt8>) {
        guard s.count >= 1, s.count <= 24 else { return nil }
        count = s.count
        for i in s.indices {
            let x = s[i]
            guard (x >= 0x61 && x <= 0x7a) || (x >= 0x30 && x <= 0x39) || (x == 0x2d && i > 0)
            else { return nil }
            let v = UInt64(x) << UInt64((i & 7) * 8)
            if i < 8 { a |= v } else if i < 16 { b |= v } else { c |= v }
        }
    }
    package func byte(_ i: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (i < 8 ? a : i < 16 ? b : c) >> UInt64((i & 7) * 8))
    }
    package func equals(_ s: Span<UInt8>) -> Bool {
        guard s.count == count else { return false }
        for i in 0..<count where s[i] != byte(i) { return false }
        return true
    }
    package func append(to out: inout ByteBuffer) {
        for i in 0..<count { out.append(byte: byte(i)) }
    }
    package var description: String {
        String(decoding: (0..<count).map { byte($0) }, as: UTF8.self)
    }
}
package struct CountryCode: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt32
    package static let none = CountryCode("ZZZ")!
    package init?(_ t: String) {
        let u = Array(t.utf8); guard u.count == 3 else { return nil };
        rawValue = UInt32(u[0]) | UInt32(u[1]) << 8 | UInt32(u[2]) << 16
    }
    package init(recordBytes b: Span<UInt8>, at o: Int) {
        rawValue = UInt32(b[o]) | UInt32(b[o + 1]) << 8 | UInt32(b[o + 2]) << 16
    }
    package func store(in out: inout ByteBuffer, at o: Int) {
        for i in 0..<3 {
            out.store(littleEndian: UInt8(truncatingIfNeeded: rawValue >> UInt32(i * 8)), at: o + i)
        }
    }
    package var description: String {
        String(
            decoding: (0..<3).map { UInt8(truncatingIfNeeded: rawValue >> UInt32($0 * 8)) },
            as: UTF8.self)
    }
}
package enum Classification: UInt8, Sendable { case publicly = 0, unSystem = 2 }
package enum EventStatus: UInt8, Sendable { case actual = 0 }
package struct EventFacts: Sendable {
    package var type: UInt16; package var country: CountryCode; package var agency: AgencyCode;
    package var classification: Classification; package var status: EventStatus;
    package var fingerprint: UInt64
}
package struct EventRefusal: Error, CustomStringConvertible, Sendable {
    package enum Code: UInt16, Sendable { case wrongIdentity = 403, bad = 415 }
    package let code: Code; package let description: String
    package init(_ c: Code, field: String, reason: String, remedy: String) {
        code = c; description = reason
    }
}
package struct EventType: Sendable {
    package let number: UInt16; package let name: String; package let family: String;
    package let verb: String; package let summary: String
}
package enum EventCatalogue {
    package static let all: [EventType] = [
        EventType(
            number: 1, name: "assistance.planned", family: "assistance", verb: "planned",
            summary: "")
    ]
    package static func type(number: UInt16) -> EventType? { all.first { $0.number == number } }
}
package enum SchemaFiles { package static func all() -> [(path: String, text: String)] { [] } }
package struct Timestamp: CustomStringConvertible {
    package let nanoseconds: UInt64;
    package init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds };
    package init?(_ t: String) { return nil }; package var description: String { "" }
}

package struct EventValidator: ~Copyable {
    let seed: UInt64
    package static func fingerprint(_ s: Span<UInt8>, _ seed: UInt64) -> UInt64? {
        s.xxh3(seed: seed)
    }
    package init(bytesMax: Int, idSeed: UInt64) { seed = idSeed }
    package mutating func check(_ b: borrowing ByteBuffer, _ r: Range<Int>) throws(EventRefusal)
        -> EventFacts
    {
        EventFacts(
            type: 1, country: .none, agency: AgencyCode("undp")!, classification: .unSystem,
            status: .actual, fingerprint: b.bytes(r).xxh3(seed: seed))
    }
    package mutating func identity(of s: Span<UInt8>) -> (source: String, id: String)? { nil }
}
