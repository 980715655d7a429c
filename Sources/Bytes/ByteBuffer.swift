/// A growable run of bytes outside Swift's heap accounting: what batches, frames and files are built in.
///
/// Always followed by `padding` readable bytes, because simdjson loads whole vectors.
/// `public` with `@inlinable`, as everything small in this target and in JSON: what is only `package` is never inlined
/// into other targets (measured: a third of the gate's time).
///
/// Not copyable: whoever holds it owns the memory, and a lent span keeps it from changing.
@safe public struct ByteBuffer: ~Copyable, @unchecked Sendable {
    // @unchecked: the pointer is owned by exactly one value, and moves with it.
    public static let padding = 64

    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    @usableFromInline var used: Int
    @inlinable public var count: Int { used }

    public init(capacity: Int = 0) {
        precondition(capacity >= 0)
        unsafe base = .allocate(byteCount: capacity + Self.padding, alignment: 16)
        unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: 0)
        self.capacity = capacity
        used = 0
    }

    deinit { unsafe base.deallocate() }

    /// The bytes, lent.
    @inlinable public var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get {
            let start = unsafe UnsafePointer(base.assumingMemoryBound(to: UInt8.self))
            let span = unsafe Span(_unsafeStart: start, count: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// Part of the bytes, lent; traps when the range is outside.
    @inlinable
    @_lifetime(borrow self)
    public borrowing func bytes(_ range: Range<Int>) -> Span<UInt8> {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        let start = unsafe UnsafePointer(
            (base + range.lowerBound).assumingMemoryBound(to: UInt8.self))
        let span = unsafe Span(_unsafeStart: start, count: range.count)
        return unsafe _overrideLifetime(span, borrowing: self)
    }

    @inlinable public var isEmpty: Bool { count == 0 }

    /// Makes room for `additional` more bytes; grows by doubling.
    @inlinable @inline(__always)
    public mutating func reserve(_ additional: Int) {
        precondition(additional >= 0)
        if count + additional > capacity { grow(additional) }
    }

    @usableFromInline mutating func grow(_ additional: Int) {
        let grown = max(count + additional, capacity * 2, 256)
        let new = UnsafeMutableRawPointer.allocate(
            byteCount: grown + Self.padding, alignment: 16)
        unsafe new.copyMemory(from: base, byteCount: count)
        unsafe base.deallocate()
        unsafe base = new
        capacity = grown
    }

    @inlinable public mutating func append(_ span: Span<UInt8>) {
        reserve(span.count)
        unsafe span.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            unsafe (base + count).copyMemory(from: start, byteCount: source.count)
        }
        used += span.count
    }

    public mutating func append(_ array: [UInt8]) { append(array.span) }

    public mutating func append(_ string: String) {
        var string = string
        string.withUTF8 { utf8 in
            reserve(utf8.count)
            if let start = utf8.baseAddress {
                unsafe (base + count).copyMemory(from: start, byteCount: utf8.count)
            }
            used += utf8.count
        }
    }

    @inlinable public mutating func append(byte: UInt8) {
        reserve(1)
        unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        used += 1
    }

    public mutating func append(repeating byte: UInt8, count added: Int) {
        reserve(added)
        unsafe (base + count).initializeMemory(as: UInt8.self, repeating: byte, count: added)
        used += added
    }

    /// Appends an integer, least significant byte first.
    @inlinable @inline(__always)
    public mutating func append(littleEndian value: UInt16) {
        reserve(MemoryLayout<UInt16>.size)
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: count, as: UInt16.self)
        used += MemoryLayout<UInt16>.size
    }

    /// Appends an integer, least significant byte first.
    @inlinable @inline(__always)
    public mutating func append(littleEndian value: UInt32) {
        reserve(MemoryLayout<UInt32>.size)
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: count, as: UInt32.self)
        used += MemoryLayout<UInt32>.size
    }

    /// Appends an integer, least significant byte first.
    @inlinable @inline(__always)
    public mutating func append(littleEndian value: UInt64) {
        reserve(MemoryLayout<UInt64>.size)
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: count, as: UInt64.self)
        used += MemoryLayout<UInt64>.size
    }

    /// Overwrites bytes that are already there.
    @inlinable @inline(__always)
    public mutating func store(littleEndian value: UInt8, at offset: Int) {
        precondition(offset >= 0 && offset <= count - MemoryLayout<UInt8>.size)
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt8.self)
    }

    /// Overwrites bytes that are already there.
    @inlinable @inline(__always)
    public mutating func store(littleEndian value: UInt16, at offset: Int) {
        precondition(offset >= 0 && offset <= count - MemoryLayout<UInt16>.size)
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt16.self)
    }

    /// Overwrites bytes that are already there.
    @inlinable @inline(__always)
    public mutating func store(littleEndian value: UInt32, at offset: Int) {
        precondition(offset >= 0 && offset <= count - MemoryLayout<UInt32>.size)
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)
    }

    /// Overwrites bytes that are already there.
    @inlinable @inline(__always)
    public mutating func store(littleEndian value: UInt64, at offset: Int) {
        precondition(offset >= 0 && offset <= count - MemoryLayout<UInt64>.size)
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt64.self)
    }

    /// Drops everything after `length`; the memory stays.
    @inlinable public mutating func truncate(to length: Int) {
        precondition(length >= 0 && length <= count)
        used = length
    }

    @inlinable public mutating func removeAll() { used = 0 }

    /// Gives the memory away; the receiver frees it with `deallocate()`.
    @unsafe public consuming func takeMemory() -> UnsafeMutableRawPointer {
        let memory = unsafe base
        discard self
        return unsafe memory
    }

    /// Drops the first `length` bytes and moves the rest to the front.
    public mutating func removeFirst(_ length: Int) {
        precondition(length >= 0 && length <= count)
        unsafe base.copyMemory(from: base + length, byteCount: count - length)
        used -= length
    }

    /// For system calls in wrapper targets: the bytes as raw memory.
    @unsafe public borrowing func withUnsafeBytes<R, E: Error>(
        _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
        try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// For system calls in wrapper targets: `body` fills up to `added` bytes after the end and says how many it did.
    @unsafe public mutating func appendUnsafe<E: Error>(
        upTo added: Int, _ body: (UnsafeMutableRawBufferPointer) throws(E) -> Int
    ) throws(E) {
        reserve(added)
        let filled = try unsafe body(
            UnsafeMutableRawBufferPointer(start: base + count, count: added))
        precondition(filled >= 0 && filled <= added)
        used += filled
    }
}
