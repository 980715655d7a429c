internal import CBytes
internal import Glibc

extension Span where Element == UInt8 {
    /// Reads an integer stored least significant byte first; traps when it does not fit.
    @inlinable @inline(__always)
    public func littleEndian(at offset: Int, as: UInt16.Type) -> UInt16 {
        precondition(offset >= 0 && offset <= count - MemoryLayout<UInt16>.size)
        return unsafe withUnsafeBytes { raw in
            unsafe UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
        }
    }

    /// Reads an integer stored least significant byte first; traps when it does not fit.
    @inlinable @inline(__always)
    public func littleEndian(at offset: Int, as: UInt32.Type) -> UInt32 {
        precondition(offset >= 0 && offset <= count - MemoryLayout<UInt32>.size)
        return unsafe withUnsafeBytes { raw in
            unsafe UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }
    }

    /// Reads an integer stored least significant byte first; traps when it does not fit.
    @inlinable @inline(__always)
    public func littleEndian(at offset: Int, as: UInt64.Type) -> UInt64 {
        precondition(offset >= 0 && offset <= count - MemoryLayout<UInt64>.size)
        return unsafe withUnsafeBytes { raw in
            unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
    }

    /// CRC-32C of the bytes.
    public var crc32c: UInt32 {
        unsafe withUnsafeBytes { raw in unsafe cbytes_crc32c(raw.baseAddress, raw.count) }
    }

    /// XXH3 (64 bits) of the bytes under a seed: for tables, never for proof.
    public func xxh3(seed: UInt64) -> UInt64 {
        unsafe withUnsafeBytes { raw in unsafe cbytes_xxh3(raw.baseAddress, raw.count, seed) }
    }

    /// Byte for byte the same?
    public func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return unsafe withUnsafeBytes { a in
            unsafe other.withUnsafeBytes { b in
                guard let a = a.baseAddress, let b = b.baseAddress else { return true }
                return unsafe memcmp(a, b, count) == 0
            }
        }
    }

    public func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return unsafe withUnsafeBytes { a in
            guard let a = a.baseAddress else { return true }
            return unsafe memcmp(a, text.utf8Start, count) == 0
        }
    }

    /// Does it begin with `text`?
    public func starts(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount
            && extracting(first: text.utf8CodeUnitCount).equals(text)
    }

    /// A copy as an array.
    public var array: [UInt8] {
        unsafe withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// A copy as text; invalid UTF-8 becomes U+FFFD.
    public var text: String {
        unsafe withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension Span where Element == UInt8 {
    /// Asks for the cache lines of a range, to be read soon; what lies outside is left out.
    public func prefetch(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<count)
        unsafe withUnsafeBytes { raw in
            var at = range.lowerBound
            while at < range.upperBound {
                unsafe cbytes_prefetch_to_read(raw.baseAddress! + at)
                at += 64
            }
        }
    }
}

extension Span where Element == UInt64 {
    /// Asks for the element's cache line, to be read or changed soon; traps when it is not there.
    public func prefetch(at index: Int) {
        precondition(indices.contains(index))
        unsafe withUnsafeBufferPointer { unsafe cbytes_prefetch($0.baseAddress! + index) }
    }

    /// Lends the first `count` bytes of the words, each least significant byte first.
    public func withOctets<R>(first count: Int, _ body: (Span<UInt8>) -> R) -> R {
        precondition(count >= 0 && count <= self.count * 8)
        return unsafe withUnsafeBytes { raw in
            let start = unsafe raw.baseAddress!.assumingMemoryBound(to: UInt8.self)
            return unsafe body(Span<UInt8>(_unsafeStart: start, count: count))
        }
    }
}
