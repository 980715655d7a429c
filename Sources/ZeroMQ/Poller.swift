internal import CZeroMQ
internal import Glibc

/// Waits for input on one socket and some descriptors, whichever comes first.
@safe package struct Poller: ~Copyable {
    private var items: [zmq_pollitem_t]

    package init(socket: borrowing Socket, descriptors: [Int32]) {
        unsafe items = [
            zmq_pollitem_t(socket: socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
        ]
        for fd in descriptors {
            unsafe items.append(
                zmq_pollitem_t(socket: nil, fd: fd, events: Int16(ZMQ_POLLIN), revents: 0))
        }
    }

    /// - Parameters:
    ///   - timeout: nanoseconds; nil waits for ever. Rounded up to a millisecond, libzmq's unit.
    ///   - socket: false leaves the socket out of this wait.
    package mutating func wait(timeout: UInt64?, socket: Bool = true) throws(ZMQError) {
        let milliseconds =
            timeout.map { Int(min($0, 86_400_000_000_000) + 999_999) / 1_000_000 } ?? -1
        unsafe items[0].events = socket ? Int16(ZMQ_POLLIN) : 0
        guard unsafe zmq_poll(&items, Int32(items.count), milliseconds) >= 0 || zmq_errno() == EINTR
        else { throw .last("zmq_poll") }
    }

    /// Is there input on descriptor `index`, counted from 0 in the order given?
    package func isReady(_ index: Int) -> Bool { unsafe items[index + 1].revents != 0 }
    package var isSocketReady: Bool { unsafe items[0].revents != 0 }
}
