internal import CCrypto

/// Whether a certificate and a private key belong together.
package enum CertificatePair {
    package enum Fault: Equatable, Sendable {
        case noCertificate
        /// None in PEM, or one with a passphrase.
        case noKey
        case otherKey
    }

    /// - Parameters:
    ///   - certificate: PEM; the server's own comes first.
    ///   - key: PEM.
    /// - Returns: nil when TLS can be spoken with them.
    package static func fault(certificate: String, key: String) -> Fault? {
        let (certificate, key) = (Array(certificate.utf8), Array(key.utf8))
        let result = unsafe certificate.withUnsafeBytes { certificate in
            unsafe key.withUnsafeBytes { key in
                unsafe ccrypto_check_pair(
                    certificate.baseAddress, Int32(clamping: certificate.count), key.baseAddress,
                    Int32(clamping: key.count))
            }
        }
        return switch result {
        case 0: nil
        case 1: .noCertificate
        case 2: .noKey
        default: .otherKey
        }
    }
}
