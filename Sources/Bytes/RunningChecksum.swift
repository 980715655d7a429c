internal import CBytes

/// CRC-32C of what is told piece by piece, in the order in which it will be written.
public struct RunningChecksum: Sendable {
    private var state = UInt32.max

    public init() {}

    /// Adds the first `count` bytes of a word, least significant byte first; traps unless `count` is 0 to 8.
    public mutating func add(_ word: UInt64, bytes count: Int = 8) {
        precondition((0...8).contains(count))
        state = cbytes_crc32c_word(state, word, UInt32(count))
    }

    public mutating func add(_ bytes: Span<UInt8>) {
        state = unsafe bytes.withUnsafeBytes { raw in
            unsafe cbytes_crc32c_more(state, raw.baseAddress, raw.count)
        }
    }

    /// The same as `Span.crc32c` of all that was added.
    public var value: UInt32 { ~state }
}
