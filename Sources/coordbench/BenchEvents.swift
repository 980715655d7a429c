internal import Bytes

/// Makes events of one size from a seed: assistance records with texts like those of the field, each with an id of its
/// own and a stamp of the time it was made, both at fixed places so that a reader need not search.
///
///     {"specversion":"1.0","id":"xxxxxxxx-PPPP-4000-8000-SSSSSSSSSSSS","sentns":"NNNNNNNNNNNNNNNNNNNN",...
struct BenchEvents: ~Copyable {
    static let idOffset = 27
    static let idCount = 36
    static let stampOffset = idOffset + idCount + 12
    static let stampCount = 20
    static let sizeMin = 520
    private static let poolCount = 512
    private static let countries = ["KEN", "NPL", "COD", "BGD", "HTI", "LBR", "MLI", "TUN"]
    private static let themes = ["vr", "ve", "training", "ict", "polling", "legal", "women", "emb"]
    private static let words = [
        "voters", "registration", "support", "commission", "training", "officials", "materials",
        "procurement", "observers", "districts", "electoral", "cycle", "capacity", "women", "youth",
        "civic", "education", "results", "transmission", "polling", "stations", "legal", "reform",
        "assistance", "technical", "media", "campaign", "dispute", "resolution", "national",
    ]

    let size: Int
    let publisher: Int
    let seed: UInt64
    /// Part of the ids: tells one run from another with the same seed.
    let salt: UInt64
    private var pool = ByteBuffer()

    init(size: Int, publisher: Int, seed: UInt64, salt: UInt64 = 0, agency: String = "undp") {
        self.salt = salt
        self.size = size
        self.publisher = publisher
        self.seed = seed
        pool.reserve(Self.poolCount * size)
        for index in 0..<Self.poolCount { appendTemplate(index, agency) }
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var x = value &+ 0x9E37_79B9_7F4A_7C15
        x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
        return x ^ (x >> 31)
    }

    private mutating func appendTemplate(_ index: Int, _ agency: String) {
        var random = Self.mix(seed &* 1_000_003 &+ UInt64(index))
        func pick(_ list: [String]) -> String {
            random = Self.mix(random)
            return list[Int(random % UInt64(list.count))]
        }
        let start = pool.count
        let activity = "XM-DAC-41114-\(10_000_000 + index)"
        pool.append(
            "{\"specversion\":\"1.0\",\"id\":\"" + String(repeating: "0", count: Self.idCount)
                + "\",\"sentns\":\"" + String(repeating: "0", count: Self.stampCount)
                + "\",\"source\":\"urn:coordbus:agency:\(agency)\",\"type\":\"org.coordbus.assistance.updated\","
                + "\"subject\":\"\(activity)\",\"time\":\"2026-03-14T09:26:53Z\",\"data\":{\"activity\":\"\(activity)\","
                + "\"title\":{\"en\":\"Support to \(pick(Self.words)) and \(pick(Self.words))\"},"
                + "\"country\":\"\(pick(Self.countries))\",\"period\":{\"start\":\"2026-01-01\",\"end\":\"2027-06-30\"},"
                + "\"themes\":[\"\(pick(Self.themes))\"],\"adjacent\":true,\"description\":{\"en\":\""
        )
        let end = start + size - 4
        precondition(
            pool.count < end, "events of \(size) bytes are too small; use \(Self.sizeMin) or more")
        while pool.count < end {
            let word = Array((pick(Self.words) + " ").utf8.prefix(end - pool.count))
            pool.append(word)
        }
        pool.append("\"}}}")
    }

    /// Appends event `sequence` to `out`, stamped with `stamp`.
    mutating func append(_ sequence: Int, stamp: UInt64, to out: inout ByteBuffer) {
        let hash = Self.mix(seed ^ UInt64(sequence) << 8 ^ UInt64(publisher))
        let from = Int(hash % UInt64(Self.poolCount)) * size
        let start = out.count
        out.append(pool.bytes(from..<(from + size)))
        Self.hex((hash ^ Self.mix(salt)) >> 16, 8, at: start + Self.idOffset, in: &out)
        Self.hex(UInt64(publisher), 4, at: start + Self.idOffset + 9, in: &out)
        Self.hex(UInt64(sequence), 12, at: start + Self.idOffset + 24, in: &out)
        for (offset, character) in [(8, "-"), (13, "-4000-8000-")] {
            for (index, byte) in character.utf8.enumerated() {
                out.store(littleEndian: byte, at: start + Self.idOffset + offset + index)
            }
        }
        var rest = stamp
        for index in stride(from: Self.stampCount - 1, through: 0, by: -1) {
            out.store(littleEndian: UInt8(48 + rest % 10), at: start + Self.stampOffset + index)
            rest /= 10
        }
    }

    private static func hex(
        _ value: UInt64, _ digits: Int, at offset: Int, in out: inout ByteBuffer
    ) {
        var rest = value
        for index in stride(from: digits - 1, through: 0, by: -1) {
            let digit = UInt8(rest & 15)
            out.store(littleEndian: digit < 10 ? 48 + digit : 87 + digit, at: offset + index)
            rest >>= 4
        }
    }

    /// Publisher, number and stamp of an event made here; nil when it is none.
    static func read(_ event: Span<UInt8>) -> (publisher: Int, sequence: Int, stamp: UInt64)? {
        guard event.count > stampOffset + stampCount,
            let publisher = unhex(event, idOffset + 9, 4),
            let sequence = unhex(event, idOffset + 24, 12)
        else { return nil }
        var stamp: UInt64 = 0
        for index in stampOffset..<(stampOffset + stampCount) {
            stamp = stamp &* 10 &+ UInt64(event[index] &- 48)
        }
        return (publisher, sequence, stamp)
    }

    private static func unhex(_ event: Span<UInt8>, _ offset: Int, _ digits: Int) -> Int? {
        var value = 0
        for index in offset..<(offset + digits) {
            let byte = event[index]
            switch byte {
            case 48...57: value = value << 4 | Int(byte - 48)
            case 97...102: value = value << 4 | Int(byte - 87)
            default: return nil
            }
        }
        return value
    }
}
