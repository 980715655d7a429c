internal import Bytes
internal import CZeroMQ

/// A pair of CURVE keys as text: 40 characters of Z85 each (ZeroMQ RFC 32), for 32 bytes.
///
/// Reference: zmq_curve_keypair(3), zmq_curve_public(3).
package struct CurveKeyPair: Sendable {
    package let publicKey: String
    package let secretKey: String

    /// A new pair, from the system's random numbers.
    package static func make() throws(ZMQError) -> CurveKeyPair {
        var publicText = [CChar](repeating: 0, count: 41)
        var secretText = [CChar](repeating: 0, count: 41)
        guard unsafe zmq_curve_keypair(&publicText, &secretText) == 0 else {
            throw .last("zmq_curve_keypair")
        }
        return CurveKeyPair(publicKey: Z85.text(publicText), secretKey: Z85.text(secretText))
    }

    private init(publicKey: String, secretKey: String) {
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    /// The pair that belongs to a secret key; nil when it is none.
    package init?(secretKey: String) {
        guard Z85.isKey(secretKey) else { return nil }
        var publicText = [CChar](repeating: 0, count: 41)
        guard unsafe zmq_curve_public(&publicText, secretKey) == 0 else { return nil }
        self.init(publicKey: Z85.text(publicText), secretKey: secretKey)
    }
}

/// Binary keys as printable text, five characters for four bytes.
///
/// Reference: zmq_z85_encode(3), zmq_z85_decode(3).
package enum Z85 {
    package static let keyLength = 40

    /// Is this the text of a key: 40 characters that stand for 32 bytes?
    package static func isKey(_ text: String) -> Bool {
        guard text.utf8.count == keyLength else { return false }
        var bytes = [UInt8](repeating: 0, count: 32)
        return unsafe zmq_z85_decode(&bytes, text) != nil
    }

    /// The text of a key's 32 bytes; nil when it has another length.
    package static func key(_ bytes: Span<UInt8>) -> String? {
        guard bytes.count == 32 else { return nil }
        var result = [CChar](repeating: 0, count: keyLength + 1)
        let copy = bytes.array
        guard unsafe zmq_z85_encode(&result, copy, copy.count) != nil else { return nil }
        return text(result)
    }

    static func text(_ characters: [CChar]) -> String {
        String(
            decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
