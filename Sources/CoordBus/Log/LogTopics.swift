internal import Bytes
internal import BusCore

/// What a record is about, as its head says: the key of "the last event of each topic".
package struct LogTopic: Hashable, Sendable {
    /// The number of the event type in the catalogue.
    package let type: UInt16
    /// Country (3 letters) and length of the agency's code, packed.
    private let place: UInt32
    /// The agency's code, up to 24 bytes, packed.
    private let agency0: UInt64
    private let agency1: UInt64
    private let agency2: UInt64

    /// Reads it from the record that begins at `offset`, whose head has been checked.
    init(_ bytes: Span<UInt8>, recordAt offset: Int) {
        let length = Int(bytes[offset + 27])
        precondition(length <= RecordHead.agencyBytesMax)
        type = bytes.littleEndian(at: offset + 24, as: UInt16.self)
        place =
            UInt32(bytes[offset + 29]) | UInt32(bytes[offset + 30]) << 8
            | UInt32(bytes[offset + 31]) << 16 | UInt32(length) << 24
        let start = offset + RecordHead.byteCount
        agency0 = Self.packed(bytes, start, length)
        agency1 = Self.packed(bytes, start + 8, length - 8)
        agency2 = Self.packed(bytes, start + 16, length - 16)
    }

    init(type: UInt16, country: [UInt8], agency: [UInt8]) {
        precondition(country.count == 3 && agency.count <= RecordHead.agencyBytesMax)
        self.type = type
        place =
            UInt32(country[0]) | UInt32(country[1]) << 8 | UInt32(country[2]) << 16
            | UInt32(agency.count) << 24
        agency0 = Self.packed(agency.span, 0, agency.count)
        agency1 = Self.packed(agency.span, 8, agency.count - 8)
        agency2 = Self.packed(agency.span, 16, agency.count - 16)
    }

    /// Where it goes in a small table of `count` places, a power of two.
    func place(of count: Int) -> Int {
        let mixed = (UInt64(place) ^ UInt64(type) << 32 ^ agency0) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32) & (count - 1)
    }

    /// Three letters.
    package var country: String {
        String(
            decoding: (0..<3).map { UInt8(truncatingIfNeeded: place >> ($0 * 8)) }, as: UTF8.self)
    }

    package var agency: String { String(decoding: agencyBytes, as: UTF8.self) }

    var countryBytes: [UInt8] { (0..<3).map { UInt8(truncatingIfNeeded: place >> ($0 * 8)) } }

    var agencyBytes: [UInt8] {
        (0..<Int(place >> 24)).map { index in
            let word = index < 8 ? agency0 : index < 16 ? agency1 : agency2
            return UInt8(truncatingIfNeeded: word >> (UInt64(index & 7) * 8))
        }
    }

    /// Up to eight bytes from `start` on as one number.
    private static func packed(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
        guard count > 0 else { return 0 }
        if count >= 8 { return bytes.littleEndian(at: start, as: UInt64.self) }
        var word: UInt64 = 0
        for index in 0..<count { word |= UInt64(bytes[start + index]) << UInt64(index * 8) }
        return word
    }
}

/// How many events of a topic there are and which is the last.
package struct TopicTotals: Equatable, Sendable {
    package var events: UInt64
    package var last: UInt64
}

/// Totals by topic.
package struct LogTopics: Equatable, Sendable {
    package private(set) var totals: [LogTopic: TopicTotals] = [:]

    package init() {}

    mutating func add(_ topic: LogTopic, _ more: TopicTotals) {
        guard let known = totals[topic] else {
            totals[topic] = more
            return
        }
        totals[topic] = TopicTotals(
            events: known.events + more.events, last: max(known.last, more.last))
    }

    mutating func add(_ other: LogTopics) {
        for (topic, more) in other.totals { add(topic, more) }
    }
}
