internal import Bytes

/// A text of at most 32 bytes as four words, unused bytes zero: compared and hashed without a loop.
struct PackedText: Equatable, Sendable {
    static let bytesMax = 32

    let words: (UInt64, UInt64, UInt64, UInt64)
    let count: Int

    /// Loads whole words: up to seven bytes after the text must be readable, and are not used.
    /// - Returns: nil when the text is longer than 32 bytes.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, at start: Int, count: Int) {
        guard count <= Self.bytesMax else { return nil }
        self.count = count
        words = (
            Self.word(bytes, start, count), Self.word(bytes, start &+ 8, count &- 8),
            Self.word(bytes, start &+ 16, count &- 16), Self.word(bytes, start &+ 24, count &- 24)
        )
    }

    /// The first eight of `rest` bytes, or all of them.
    @inline(__always)
    private static func word(_ bytes: Span<UInt8>, _ start: Int, _ rest: Int) -> UInt64 {
        guard rest > 0 else { return 0 }
        let loaded = bytes.littleEndian(at: start, as: UInt64.self)
        guard rest < 8 else { return loaded }
        let mask: UInt64 = (1 &<< UInt64(truncatingIfNeeded: rest &* 8)) &- 1
        return loaded & mask
    }

    /// Out of a run of bytes that was built as words, the first byte in the lowest place.
    /// - Returns: nil when the text is longer than 32 bytes.
    @inline(__always)
    init?(_ run: Span<UInt64>, at start: Int, count: Int) {
        guard count <= Self.bytesMax else { return nil }
        self.count = count
        let shift = UInt64(start & 7) &* 8
        func word(_ number: Int) -> UInt64 {
            let rest = count &- number &* 8
            guard rest > 0 else { return 0 }
            let place = start >> 3 &+ number
            var joined = run[place] &>> shift
            if shift > 0, place + 1 < run.count { joined |= run[place &+ 1] &<< (64 &- shift) }
            guard rest < 8 else { return joined }
            return joined & ((1 &<< UInt64(truncatingIfNeeded: rest &* 8)) &- 1)
        }
        words = (word(0), word(1), word(2), word(3))
    }

    /// For declarations: a text that is known to be short.
    init(_ text: String) {
        var padded = Array(text.utf8)
        let count = padded.count
        precondition(count <= Self.bytesMax, "longer than 32 bytes: \(text)")
        padded.append(contentsOf: repeatElement(0, count: 40 - count))
        self.init(padded.span, at: 0, count: count)!
    }

    /// Well spread over its upper bits.
    @inline(__always)
    var hash: UInt64 {
        var mixed = words.0 ^ (words.1 &* 0x9E37_79B9_7F4A_7C15)
        mixed ^= (words.2 &* 0xC2B2_AE3D_27D4_EB4F) ^ (words.3 &* 0x1656_67B1_9E37_79F9)
        mixed = (mixed ^ UInt64(truncatingIfNeeded: count)) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 32)
    }

    @inline(__always)
    static func == (a: PackedText, b: PackedText) -> Bool {
        a.count == b.count && a.words.0 == b.words.0 && a.words.1 == b.words.1
            && a.words.2 == b.words.2 && a.words.3 == b.words.3
    }
}
