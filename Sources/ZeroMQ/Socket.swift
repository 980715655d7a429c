internal import CZeroMQ
internal import Glibc

/// One libzmq socket, owned by exactly one value on exactly one thread.
///
/// Not `Sendable` and not copyable, so the compiler keeps it where it was made: libzmq sockets
/// must not be shared between threads (zmq_socket(3), "Thread safety").
@safe package struct Socket: ~Copyable {
    package enum Kind: Int32, Sendable {
        case pub = 1
        case sub = 2
        case rep = 4
        case dealer = 5
        case router = 6
        case xpub = 9
    }

    /// What happened to a frame that was to be sent.
    package enum Sent: Sendable {
        case sent
        /// The peer's queue has reached its bound (EAGAIN).
        case full
        /// A ROUTER knows no such peer (EHOSTUNREACH): it has gone.
        case gone
    }

    let handle: UnsafeMutableRawPointer
    private let context: Context  // keeps zmq_ctx_term from waiting before zmq_close

    /// A socket that lingers for `lingerMilliseconds` on what is unsent when it closes.
    package init(
        _ kind: Kind, in context: Context, lingerMilliseconds: Int32 = 0
    ) throws(ZMQError) {
        guard let handle = unsafe zmq_socket(context.handle, kind.rawValue) else {
            throw .last("zmq_socket", on: "\(kind)")
        }
        var linger = lingerMilliseconds
        var mandatory: Int32 = 1
        unsafe zmq_setsockopt(handle, ZMQ_LINGER, &linger, 4)
        if kind == .router { unsafe zmq_setsockopt(handle, ZMQ_ROUTER_MANDATORY, &mandatory, 4) }
        unsafe self.handle = unsafe handle
        self.context = context
    }

    deinit { unsafe zmq_close(handle) }

    borrowing func set(_ option: Int32, _ value: Int32, _ name: String) throws(ZMQError) {
        var value = value
        guard unsafe zmq_setsockopt(handle, option, &value, 4) == 0 else {
            throw .last("zmq_setsockopt", on: "\(name) \(value)")
        }
    }

    /// `ZMQ_SNDHWM` and `ZMQ_RCVHWM`: messages queued for one peer, each way.
    package borrowing func limitQueues(send: Int32, receive: Int32) throws(ZMQError) {
        try set(ZMQ_SNDHWM, send, "ZMQ_SNDHWM")
        try set(ZMQ_RCVHWM, receive, "ZMQ_RCVHWM")
    }

    /// `ZMQ_MAXMSGSIZE`: a peer that sends a larger frame is disconnected.
    package borrowing func limitFrame(bytes: Int64) throws(ZMQError) {
        var bytes = bytes
        guard unsafe zmq_setsockopt(handle, ZMQ_MAXMSGSIZE, &bytes, 8) == 0 else {
            throw .last("zmq_setsockopt", on: "ZMQ_MAXMSGSIZE \(bytes)")
        }
    }

    /// `ZMQ_HANDSHAKE_IVL`: a connection that has not finished its handshake by then is closed.
    package borrowing func limitHandshake(milliseconds: Int32) throws(ZMQError) {
        try set(ZMQ_HANDSHAKE_IVL, milliseconds, "ZMQ_HANDSHAKE_IVL")
    }

    /// `ZMQ_HEARTBEAT_IVL` and `_TIMEOUT`: pings of ZMTP itself find connections that died silently.
    package borrowing func heartbeat(everyMilliseconds: Int32) throws(ZMQError) {
        try set(ZMQ_HEARTBEAT_IVL, everyMilliseconds, "ZMQ_HEARTBEAT_IVL")
        try set(ZMQ_HEARTBEAT_TIMEOUT, everyMilliseconds * 3, "ZMQ_HEARTBEAT_TIMEOUT")
    }

    /// `ZMQ_RECONNECT_IVL` and `_MAX`: the wait before a lost connection is tried again doubles between the two.
    package borrowing func reconnect(
        afterMilliseconds first: Int32, atMostMilliseconds most: Int32
    ) throws(ZMQError) {
        try set(ZMQ_RECONNECT_IVL, first, "ZMQ_RECONNECT_IVL")
        try set(ZMQ_RECONNECT_IVL_MAX, most, "ZMQ_RECONNECT_IVL_MAX")
    }

    /// `ZMQ_BACKLOG`: connections that the system holds until they are taken.
    package borrowing func limitBacklog(connections: Int32) throws(ZMQError) {
        try set(ZMQ_BACKLOG, connections, "ZMQ_BACKLOG")
    }

    /// `ZMQ_USE_FD`: the next `bind` takes this socket, which listens already, and its address.
    package borrowing func useListener(_ descriptor: Int32) throws(ZMQError) {
        try set(ZMQ_USE_FD, descriptor, "ZMQ_USE_FD")
    }

    package borrowing func bind(_ endpoint: String) throws(ZMQError) {
        guard unsafe zmq_bind(handle, endpoint) == 0 else { throw .last("zmq_bind", on: endpoint) }
    }

    package borrowing func connect(_ endpoint: String) throws(ZMQError) {
        guard unsafe zmq_connect(handle, endpoint) == 0 else {
            throw .last("zmq_connect", on: endpoint)
        }
    }

    /// `ZMQ_FD`: readable when something may have changed, which every call on the socket may take notice of; so look at the socket
    /// until it has nothing before waiting for this.
    package borrowing func descriptor() -> Int32 {
        var fd: Int32 = -1
        var size = MemoryLayout<Int32>.size
        let status = unsafe zmq_getsockopt(handle, ZMQ_FD, &fd, &size)
        precondition(status == 0, "ZMQ_FD of a socket that was closed")
        return fd
    }

    /// Where it is bound, with the port the system chose for `tcp://127.0.0.1:*`.
    package borrowing func lastEndpoint() -> String {
        var bytes = [UInt8](repeating: 0, count: 256)
        var count = bytes.count
        guard unsafe zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &bytes, &count) == 0, count > 0
        else { return "" }
        return String(decoding: bytes[..<(count - 1)], as: UTF8.self)
    }

    /// Receives one frame if one is waiting. Never blocks.
    /// - Returns: false when nothing is waiting (`EAGAIN`); that is not an error.
    package borrowing func receive(into frame: inout Frame) throws(ZMQError) -> Bool {
        while true {
            if unsafe zmq_msg_recv(frame.raw, handle, ZMQ_DONTWAIT) >= 0 { return true }
            switch zmq_errno() {  // first thing after the call: a release could overwrite errno
            case EINTR: continue
            case EAGAIN: return false
            default: throw .last("zmq_msg_recv")
            }
        }
    }

    /// Sends the frame; on `.sent` it is empty afterwards, otherwise it is as it was. Never blocks.
    package borrowing func send(_ frame: inout Frame, more: Bool) throws(ZMQError) -> Sent {
        let flags = ZMQ_DONTWAIT | (more ? ZMQ_SNDMORE : 0)
        while true {
            if unsafe zmq_msg_send(frame.raw, handle, flags) >= 0 { return .sent }
            switch zmq_errno() {
            case EINTR: continue
            case EAGAIN: return .full
            case EHOSTUNREACH: return .gone
            default: throw .last("zmq_msg_send")
            }
        }
    }
}
