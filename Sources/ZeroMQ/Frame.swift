package import Bytes
internal import CZeroMQ

/// One owned frame (`zmq_msg_t`). Its bytes are lent, never copied out by accident.
///
/// Reference: zmq_msg_init(3), zmq_msg_data(3).
@safe package struct Frame: ~Copyable {
    // On the heap and reused: zmq_msg_t keeps up to 33 bytes inside itself and must not move.
    let raw: UnsafeMutablePointer<zmq_msg_t>

    package init() {
        unsafe raw = .allocate(capacity: 1)
        unsafe zmq_msg_init(raw)
    }

    package init(copying bytes: Span<UInt8>) {
        unsafe raw = .allocate(capacity: 1)
        precondition(unsafe zmq_msg_init_size(raw, bytes.count) == 0, "no memory for a frame")
        unsafe bytes.withUnsafeBytes { source in
            guard let base = source.baseAddress else { return }
            unsafe zmq_msg_data(raw).copyMemory(from: base, byteCount: source.count)
        }
    }

    /// Takes the buffer's memory over without a copy; libzmq frees it when the last copy is sent.
    package init(owning buffer: consuming ByteBuffer) {
        unsafe raw = .allocate(capacity: 1)
        let count = buffer.count
        let memory = unsafe buffer.takeMemory()
        let status = unsafe zmq_msg_init_data(
            raw, memory, count, { memory, _ in unsafe memory?.deallocate() }, nil)
        precondition(status == 0, "no memory for a frame")
    }

    deinit {
        unsafe zmq_msg_close(raw)
        unsafe raw.deallocate()
    }

    package var count: Int { unsafe zmq_msg_size(raw) }

    /// Does another frame of the same message follow?
    package var hasMore: Bool { unsafe zmq_msg_more(raw) != 0 }

    /// What libzmq knows of the connection a received frame came by: `User-Id` is what the ZAP handler said, `Peer-Address`
    /// its address. Nil when it knows nothing.
    ///
    /// Reference: zmq_msg_gets(3).
    package func property(_ name: String) -> String? {
        guard let value = unsafe zmq_msg_gets(raw, name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The frame's bytes, lent while `self` is borrowed.
    package var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get {
            let start = unsafe zmq_msg_data(raw).assumingMemoryBound(to: UInt8.self)
            let span = unsafe Span(_unsafeStart: start, count: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// Makes this frame share `other`'s bytes; large frames are counted, not copied.
    package mutating func share(_ other: borrowing Frame) {
        let status = unsafe zmq_msg_copy(raw, other.raw)
        precondition(status == 0, "zmq_msg_copy: a frame that was never made")
    }

    /// Replaces the bytes by a copy of part of a buffer, or of all of it.
    package mutating func assign(_ buffer: borrowing ByteBuffer, _ range: Range<Int>? = nil) {
        assign(buffer.bytes(range ?? 0..<buffer.count))
    }

    /// Replaces the bytes by a copy of `bytes`.
    package mutating func assign(_ bytes: Span<UInt8>) {
        unsafe zmq_msg_close(raw)
        precondition(unsafe zmq_msg_init_size(raw, bytes.count) == 0, "no memory for a frame")
        unsafe bytes.withUnsafeBytes { source in
            guard let base = source.baseAddress else { return }
            unsafe zmq_msg_data(raw).copyMemory(from: base, byteCount: source.count)
        }
    }
}
