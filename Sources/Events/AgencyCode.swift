package import Bytes

/// The short name of an agency on the bus, e.g. `undp`: one to 24 of `a-z 0-9 -`, not beginning with `-`.
///
/// The same text stands in `urn:coordbus:agency:undp`, in the topic's last token, in the record's head and in
/// config/agencies.toml. Kept inside the value, without allocation.
package struct AgencyCode: Hashable, Sendable, CustomStringConvertible {
    package static let bytesMax = 24

    // Eight letters a word, the first in the lowest byte, unused places zero. Built and compared in registers: a word that is
    // read back after it was written byte by byte waits until all writes before it have left the processor.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    package let count: Int

    /// - Returns: nil when `bytes` is not an agency code.
    package init?(_ bytes: Span<UInt8>) {
        guard (1...Self.bytesMax).contains(bytes.count), bytes[0] != UInt8(ascii: "-") else {
            return nil
        }
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        for index in 0..<bytes.count {
            let byte = bytes[index]
            guard byte.isLowercaseLetter || byte.isDigit || byte == UInt8(ascii: "-") else {
                return nil
            }
            let letter = UInt64(byte) &<< (UInt64(index & 7) &* 8)
            switch index >> 3 {
            case 0: words.0 |= letter
            case 1: words.1 |= letter
            default: words.2 |= letter
            }
        }
        (first, second, third) = words
        count = bytes.count
    }

    package init?(_ text: String) { self.init(text.utf8.span) }

    /// The bus itself, the agency in whose name flags and checkpoints are published.
    package static let bus = AgencyCode("coordd")!

    package var description: String {
        withBytes { $0.text }
    }

    /// Lends the code's bytes.
    package func withBytes<R>(_ body: (Span<UInt8>) -> R) -> R {
        let words: [3 of UInt64] = [first, second, third]
        return words.span.withOctets(first: count, body)
    }

    package func append(to buffer: inout ByteBuffer) {
        let end = buffer.count + count
        buffer.append(littleEndian: first)
        if count > 8 { buffer.append(littleEndian: second) }
        if count > 16 { buffer.append(littleEndian: third) }
        buffer.truncate(to: end)
    }

    /// Adds the code's bytes, as `append` writes them.
    package func add(to checksum: inout RunningChecksum) {
        checksum.add(first, bytes: min(count, 8))
        if count > 8 { checksum.add(second, bytes: min(count - 8, 8)) }
        if count > 16 { checksum.add(third, bytes: count - 16) }
    }

    package func equals(_ bytes: Span<UInt8>) -> Bool { withBytes { $0.equals(bytes) } }

    package static func == (a: AgencyCode, b: AgencyCode) -> Bool {
        a.first == b.first && a.second == b.second && a.third == b.third
    }

    // The one of `Equatable` is generic and asks the table of witnesses, from other modules once an event.
    package static func != (a: AgencyCode, b: AgencyCode) -> Bool { !(a == b) }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(first)
        hasher.combine(second)
        hasher.combine(third)
    }

    /// Well spread over its upper bits; for tables of one process, under a seed of its own.
    package func hash(seed: UInt64) -> UInt64 {
        var mixed = (seed ^ first) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 29) ^ second) &* 0xC2B2_AE3D_27D4_EB4F
        mixed = (mixed ^ (mixed >> 29) ^ third) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 32)
    }
}
