internal import Bytes
internal import Crypto

/// The chain of digests: SHA-256 of the digest before and the batch's records.
enum BatchDigest {
    static func next(after digest: [UInt8], records: Span<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(digest)
        hash.update(records)
        return hash.finish()
    }
}
