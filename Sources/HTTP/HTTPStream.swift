internal import Bytes

/// An answer that comes bit by bit, for as long as its client stays. It belongs to the thread that turns its server.
///
/// What waits here was written and not yet taken by the client's connection: look at `waitingBytes` before writing more,
/// so that a slow client costs a bounded amount of memory and nobody else anything.
package final class HTTPStream: @unchecked Sendable {
    // @unchecked: made, written and freed on the one thread that turns the server.
    private var waiting = ByteBuffer()
    private var taken = 0
    private var isEnding = false
    /// Called once when the client has gone, or the server stops.
    package var onClose: (() -> Void)?
    private(set) var isClosed = false
    /// Puts the connection back to work; set while it sleeps.
    var wake: (() -> Void)?

    package init() {}

    package var waitingBytes: Int { waiting.count - taken }

    package func write(_ bytes: Span<UInt8>) {
        guard !isClosed, bytes.count > 0 else { return }
        waiting.append(bytes)
        wakeUp()
    }

    /// Nothing follows; what waits is still sent.
    package func end() {
        isEnding = true
        wakeUp()
    }

    private func wakeUp() {
        let wake = wake
        self.wake = nil
        wake?()
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        waiting = ByteBuffer()
        taken = 0
        onClose?()
        onClose = nil
    }

    enum Portion { case bytes(Int), nothingYet, end }

    /// Moves up to `room` bytes out.
    func take(into memory: UnsafeMutableRawPointer, room: Int) -> Portion {
        let count = min(room, waitingBytes)
        guard count > 0 else { return isEnding ? .end : .nothingYet }
        unsafe waiting.withUnsafeBytes { raw in
            unsafe memory.copyMemory(from: raw.baseAddress! + taken, byteCount: count)
        }
        taken += count
        if taken == waiting.count {
            // What a burst needed is given back.
            if taken > 64 << 10 { waiting = ByteBuffer() } else { waiting.removeAll() }
            taken = 0
        } else if taken > 256 << 10 {
            waiting.removeFirst(taken)
            taken = 0
        }
        return .bytes(count)
    }
}
