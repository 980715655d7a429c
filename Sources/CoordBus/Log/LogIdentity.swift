internal import Crypto

/// Which log this is: 16 random bytes, the same in every segment, so that files of two logs are never mixed.
package struct LogIdentity: Equatable, Hashable, Sendable, CustomStringConvertible {
    package static let byteCount = 16

    package let bytes: [UInt8]
    /// What fingerprints of source and id are seeded with, so that nobody outside can make two collide.
    package let idSeed: UInt64

    package init(bytes: [UInt8], idSeed: UInt64) {
        precondition(bytes.count == Self.byteCount)
        self.bytes = bytes
        self.idSeed = idSeed
    }

    package static func random() -> LogIdentity {
        var random = SystemRandomNumberGenerator()
        return LogIdentity(
            bytes: (0..<byteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) },
            idSeed: random.next())
    }

    package var description: String { bytes.hex }
}
