internal import CZeroMQ

/// Encryption and identity: CURVE (zmq_curve(7)), with keys judged by a ZAP handler (ZeroMQ RFC 27).
extension Socket {
    /// Where a ZAP handler of the same context has to be bound, before the sockets it judges for.
    package static let zapEndpoint = "inproc://zeromq.zap.01"

    /// Takes only connections with CURVE: they know this server's public key, and the ZAP handler admits theirs.
    /// - Parameter domain: told to the ZAP handler; not empty.
    package borrowing func serveCurve(secretKey: String, domain: String) throws(ZMQError) {
        try set(ZMQ_CURVE_SERVER, 1, "ZMQ_CURVE_SERVER")
        try set(ZMQ_CURVE_SECRETKEY, secretKey, "ZMQ_CURVE_SECRETKEY")
        try set(ZMQ_ZAP_DOMAIN, domain, "ZMQ_ZAP_DOMAIN")
    }

    /// Connects with CURVE.
    package borrowing func useCurve(
        _ own: CurveKeyPair, serverKey: String
    ) throws(ZMQError) {
        try set(ZMQ_CURVE_SERVERKEY, serverKey, "ZMQ_CURVE_SERVERKEY")
        try set(ZMQ_CURVE_PUBLICKEY, own.publicKey, "ZMQ_CURVE_PUBLICKEY")
        try set(ZMQ_CURVE_SECRETKEY, own.secretKey, "ZMQ_CURVE_SECRETKEY")
    }

    /// The value is not named in errors: it may be a secret.
    private borrowing func set(
        _ option: Int32, _ text: String, _ name: String
    ) throws(ZMQError) {
        guard unsafe zmq_setsockopt(handle, option, text, text.utf8.count) == 0 else {
            throw .last("zmq_setsockopt", on: name)
        }
    }
}
