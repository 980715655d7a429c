internal import Bytes
internal import CZeroMQ

/// Subscriptions of the feed's sockets.
extension Socket {
    /// `ZMQ_XPUB_MANUAL`: a subscription that comes in counts only once `admit` was called for it. Each comes as a frame, a
    /// byte 1 (subscribe) or 0 (unsubscribe) and the prefix, and bears the connection's properties.
    package borrowing func takeSubscriptionsByHand() throws(ZMQError) {
        try set(ZMQ_XPUB_MANUAL, 1, "ZMQ_XPUB_MANUAL")
        try set(ZMQ_XPUB_VERBOSER, 1, "ZMQ_XPUB_VERBOSER")
    }

    /// Lets the connection whose frame was received last have what begins with `prefix`. On a SUB socket: subscribes.
    package borrowing func subscribe(_ prefix: Span<UInt8>) throws(ZMQError) {
        try set(ZMQ_SUBSCRIBE, prefix, "ZMQ_SUBSCRIBE")
    }

    /// The opposite of `subscribe`.
    package borrowing func unsubscribe(_ prefix: Span<UInt8>) throws(ZMQError) {
        try set(ZMQ_UNSUBSCRIBE, prefix, "ZMQ_UNSUBSCRIBE")
    }

    private borrowing func set(
        _ option: Int32, _ bytes: Span<UInt8>, _ name: String
    ) throws(ZMQError) {
        let status = unsafe bytes.withUnsafeBytes { raw in
            unsafe zmq_setsockopt(handle, option, raw.baseAddress, raw.count)
        }
        guard status == 0 else { throw .last("zmq_setsockopt", on: name) }
    }
}
