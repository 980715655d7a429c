internal import CZeroMQ
internal import Glibc

/// Waits for input on one socket and some descriptors, whichever comes first.
///
/// `zmq_poll` asks the socket four times a wait; this asks it once before and once after, as zmq_getsockopt(3), `ZMQ_FD`
/// describes: the descriptor only signals a change, so the socket is asked before sleeping.
@safe package struct Poller: ~Copyable {
    private var items: [pollfd]
    package private(set) var isSocketReady = false

    package init(socket: borrowing Socket, descriptors: [Int32]) {
        items = ([socket.descriptor()] + descriptors).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
    }

    /// - Parameters:
    ///   - socket: the one it was made for.
    ///   - timeout: nanoseconds; nil waits for ever. Rounded up to a millisecond, poll's unit.
    ///   - listens: false leaves the socket out of this wait.
    package mutating func wait(
        _ socket: borrowing Socket, timeout: UInt64?, listens: Bool = true
    ) throws(ZMQError) {
        isSocketReady = listens ? try Self.hasInput(socket) : false
        let waits = isSocketReady ? 0 : timeout
        let milliseconds =
            waits.map { Int32((min($0, 86_400_000_000_000) + 999_999) / 1_000_000) } ?? -1
        // A negative descriptor is one that poll passes over.
        let fd = items[0].fd
        if !listens { items[0].fd = -1 }
        let ready = unsafe poll(&items, nfds_t(items.count), milliseconds)
        let failure = errno
        items[0].fd = fd
        if ready < 0 {
            guard failure == EINTR else {
                throw ZMQError(call: "poll", subject: "", errno: failure)
            }
            for index in items.indices { items[index].revents = 0 }
        }
        if listens, !isSocketReady, items[0].revents != 0 {
            isSocketReady = try Self.hasInput(socket)
        }
    }

    private static func hasInput(_ socket: borrowing Socket) throws(ZMQError) -> Bool {
        var events: Int32 = 0
        var size = MemoryLayout<Int32>.size
        guard unsafe zmq_getsockopt(socket.handle, ZMQ_EVENTS, &events, &size) == 0 else {
            throw .last("zmq_getsockopt", on: "ZMQ_EVENTS")
        }
        return events & Int32(ZMQ_POLLIN) != 0
    }

    /// Is there input on descriptor `index`, counted from 0 in the order given?
    package func isReady(_ index: Int) -> Bool { items[index + 1].revents != 0 }
}
