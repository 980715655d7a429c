internal import CBytes
internal import Glibc

extension Span where Element == UInt8 {
    /// Reads an integer stored least significant byte first; traps when it does not fit.
    @inlinable @inline(__always)
    package func littleEndian<I: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as: I.Type)
        -> I
    {
        precondition(offset >= 0 && offset <= count - MemoryLayout<I>.size)
        return unsafe withUnsafeBytes { raw in
            unsafe I(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: I.self))
        }
    }

    /// CRC-32C of the bytes.
    package var crc32c: UInt32 {
        unsafe withUnsafeBytes { raw in unsafe cbytes_crc32c(raw.baseAddress, raw.count) }
    }

    /// XXH3 (64 bits) of the bytes under a seed: for tables, never for proof.
    package func xxh3(seed: UInt64) -> UInt64 {
        unsafe withUnsafeBytes { raw in unsafe cbytes_xxh3(raw.baseAddress, raw.count, seed) }
    }

    /// Byte for byte the same?
    package func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return unsafe withUnsafeBytes { a in
            unsafe other.withUnsafeBytes { b in
                guard let a = a.baseAddress, let b = b.baseAddress else { return true }
                return unsafe memcmp(a, b, count) == 0
            }
        }
    }

    package func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return unsafe withUnsafeBytes { a in
            guard let a = a.baseAddress else { return true }
            return unsafe memcmp(a, text.utf8Start, count) == 0
        }
    }

    /// Does it begin with `text`?
    package func starts(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount
            && extracting(first: text.utf8CodeUnitCount).equals(text)
    }

    /// A copy as an array.
    package var array: [UInt8] {
        unsafe withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// A copy as text; invalid UTF-8 becomes U+FFFD.
    package var text: String {
        unsafe withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
