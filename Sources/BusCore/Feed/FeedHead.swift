package import Bytes

/// The second frame of a message of the feed. The record, for an event, is the third.
///
///     offset  bytes  field
///          0      1  version   1
///          1      1  kind      0xA0 event, 0xA1 sign of life
///          2      6  reserved
///          8      8  sequence  of the event; of a sign of life: everything up to it has been passed on
///         16      8  previous  the event before on the same topic; 0 = none since the feed began
///         24      8  since     the newest sequence when the feed began
///
/// Integers are little-endian. Source: docs/protocol.md, "The feed".
package struct FeedHead: Equatable, Sendable {
    package enum Kind: UInt8, Sendable {
        case event = 0xA0
        case signOfLife = 0xA1
    }

    package static let byteCount = 32

    package let kind: Kind
    package let sequence: UInt64
    package let previous: UInt64
    package let since: UInt64

    package init(_ kind: Kind, sequence: UInt64, previous: UInt64, since: UInt64) {
        self.kind = kind
        self.sequence = sequence
        self.previous = previous
        self.since = since
    }

    package init?(_ bytes: Span<UInt8>) {
        guard bytes.count == Self.byteCount, bytes[0] == Request.version,
            let kind = Kind(rawValue: bytes[1])
        else { return nil }
        self.init(
            kind, sequence: bytes.littleEndian(at: 8, as: UInt64.self),
            previous: bytes.littleEndian(at: 16, as: UInt64.self),
            since: bytes.littleEndian(at: 24, as: UInt64.self))
    }

    package func write(into out: inout ByteBuffer) {
        out.append(byte: Request.version)
        out.append(byte: kind.rawValue)
        for _ in 0..<6 { out.append(byte: 0) }
        out.append(littleEndian: sequence)
        out.append(littleEndian: previous)
        out.append(littleEndian: since)
    }
}
