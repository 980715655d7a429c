internal import CZeroMQ
internal import Glibc

/// A libzmq context: the I/O threads and every socket made from it. Thread-safe in C.
///
/// Reference: zmq_ctx_new(3), zmq_ctx_set(3), zmq_ctx_term(3).
@safe package final class Context: @unchecked Sendable {
    // @unchecked: libzmq documents contexts as thread-safe; the handle never changes.
    let handle: UnsafeMutableRawPointer

    /// - Parameter socketsMax: `ZMQ_MAX_SOCKETS`; libzmq allocates a slot for each at once.
    package init(socketsMax: Int32 = 64) throws(ZMQError) {
        guard let handle = unsafe zmq_ctx_new() else { throw .last("zmq_ctx_new") }
        unsafe self.handle = unsafe handle
        _ = unsafe zmq_ctx_set(handle, ZMQ_MAX_SOCKETS, socketsMax)
    }

    deinit {
        while unsafe zmq_ctx_term(handle) == -1, zmq_errno() == EINTR {}
    }
}
