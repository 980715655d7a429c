package import ZeroMQ

/// What can go wrong for a client of the bus.
package enum ClientError: Error, Sendable, CustomStringConvertible {
    case socket(ZMQError)
    /// Nobody answered at the endpoint in time.
    case noAnswer(endpoint: String, seconds: Int, isEncrypted: Bool = false)
    /// The bus refused a request: its code and sentence.
    case refused(code: UInt16, text: String)
    /// The bus said something that the protocol does not allow.
    case malformed(String)
    /// Records are missing between two that came: the proof of completeness failed.
    case gap(expected: UInt64, got: UInt64)

    package var description: String {
        switch self {
        case .socket(let error): "\(error)"
        case .noAnswer(let endpoint, let seconds, let isEncrypted):
            "no answer from \(endpoint) within \(seconds) s; is coordd running and is this its endpoint? "
                + (isEncrypted
                    ? "Is your key on its roll and valid, and --server-key its public key? A bus is silent to keys it does not know"
                    : "A bus with CURVE is silent to clients without --key and --server-key")
        case .refused(let code, let text): "refused with \(code): \(text)"
        case .malformed(let what):
            "the bus sent \(what), which the protocol does not allow; do versions match?"
        case .gap(let expected, let got):
            "the record before should be sequence \(expected), the bus says \(got); "
                + "subscribe again from \(expected + 1) and report this"
        }
    }
}
