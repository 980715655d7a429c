internal import Bytes
internal import CCrypto

/// SHA-256 (FIPS 180-4) by libcrypto, fed piece by piece and used again for the next message.
///
/// One value belongs to one thread. libcrypto fails here only when it cannot allocate or has no SHA-256; both are
/// a broken installation, so both trap.
@safe package struct SHA256: ~Copyable, @unchecked Sendable {
    // @unchecked: the context is owned by exactly one value, and moves with it.
    package static let byteCount = 32

    private let context: OpaquePointer

    package init() {
        guard let context = unsafe EVP_MD_CTX_new() else {
            preconditionFailure("EVP_MD_CTX_new failed")
        }
        unsafe self.context = context
        let status = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
        precondition(status == 1, "EVP_DigestInit_ex failed")
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds bytes to the message.
    package mutating func update(_ bytes: Span<UInt8>) {
        let status = unsafe bytes.withUnsafeBytes { raw in
            unsafe EVP_DigestUpdate(context, raw.baseAddress, raw.count)
        }
        precondition(status == 1, "EVP_DigestUpdate failed")
    }

    package mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

    /// The digest of what was added, 32 bytes; the next `update` begins a new message.
    package mutating func finish() -> [UInt8] {
        let digest = unsafe [UInt8](unsafeUninitializedCapacity: Self.byteCount) { out, count in
            let status = unsafe EVP_DigestFinal_ex(context, out.baseAddress, nil)
            precondition(status == 1, "EVP_DigestFinal_ex failed")
            count = Self.byteCount
        }
        restart()
        return digest
    }

    /// The digest of one run of bytes.
    package static func digest(_ bytes: Span<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    private mutating func restart() {
        // No type: the one it was made with.
        let status = unsafe EVP_DigestInit_ex(context, nil, nil)
        precondition(status == 1, "EVP_DigestInit_ex failed")
    }
}
