public import Bytes

/// The head of a record: what the bus knows of an event beside the publisher's own bytes.
///
///     offset  bytes  field
///          0      4  length     of the whole record, head included
///          4      4  checksum   CRC-32C of bytes 8 ..< length
///          8      8  sequence   the event's place in the log: 1, 2, 3 ...
///         16      8  recorded   nanoseconds since the Unix epoch, never less than the record before
///         24      2  type       number of the event type in the catalogue; 0 = commit marker
///         26      1  flags      bits 0-2 classification, bits 3-4 status
///         27      1  agency     length of the code of the agency that owns `source`, 1 ... 24
///         28      1  publisher  length of the publishing agency's code; 0 = the same agency
///         29      3  country    ISO 3166-1 alpha-3 letters; ZZZ = none or several
///         32         agency, publisher, then the event's bytes as published
///
/// Integers are little-endian. The same bytes stand on disk and travel on the wire.
/// Source: docs/protocol.md, "Record".
public struct RecordHead: Equatable, Sendable {
    public static let byteCount = 32
    public static let agencyBytesMax = 24

    public let length: Int
    public let sequence: UInt64
    public let recorded: UInt64
    public let type: UInt16
    public let flags: UInt8
    public let agencyLength: Int
    public let publisherLength: Int

    /// Where the event begins, counted from the record's first byte.
    @inlinable public var eventOffset: Int { Self.byteCount + agencyLength + publisherLength }
    @inlinable public var isMarker: Bool { type == 0 }

    /// Reads the head that begins at `offset`; nil when the bytes end too early or the lengths contradict each
    /// other. The checksum is not looked at: see `hasValidChecksum`.
    @inlinable public init?(_ bytes: Span<UInt8>, at offset: Int = 0) {
        guard offset >= 0, bytes.count - offset >= Self.byteCount else { return nil }
        length = Int(bytes.littleEndian(at: offset, as: UInt32.self))
        sequence = bytes.littleEndian(at: offset + 8, as: UInt64.self)
        recorded = bytes.littleEndian(at: offset + 16, as: UInt64.self)
        type = bytes.littleEndian(at: offset + 24, as: UInt16.self)
        flags = bytes[offset + 26]
        agencyLength = Int(bytes[offset + 27])
        publisherLength = Int(bytes[offset + 28])
        guard length >= Self.byteCount + agencyLength + publisherLength,
            length <= bytes.count - offset
        else { return nil }
    }

    /// Does the record that begins at `offset` still have the bytes it was written with?
    public static func hasValidChecksum(_ bytes: Span<UInt8>, at offset: Int, length: Int) -> Bool {
        let stored = bytes.littleEndian(at: offset + 4, as: UInt32.self)
        return bytes.extracting((offset + 8)..<(offset + length)).crc32c == stored
    }
}

/// What closes each batch in the log: it makes the batch whole or absent after a crash, and chains the batches.
///
///     offset  bytes  field
///          0     32  head    length 80, sequence = the batch's last, recorded = time of commit, type 0, rest 0
///         32      8  first   first sequence of the batch
///         40      8  bytes   length of the batch's records
///         48     32  digest  SHA-256(digest before || the batch's records)
package struct CommitMarker: Equatable, Sendable {
    package static let byteCount = 80

    package var first: UInt64
    package var last: UInt64
    package var recorded: UInt64
    package var recordBytes: UInt64
    /// 32 bytes.
    package var digest: [UInt8]

    package init(
        first: UInt64, last: UInt64, recorded: UInt64, recordBytes: UInt64, digest: [UInt8]
    ) {
        precondition(digest.count == 32)
        precondition(first >= 1 && last >= first)
        self.first = first
        self.last = last
        self.recorded = recorded
        self.recordBytes = recordBytes
        self.digest = digest
    }

    /// Reads the marker at `offset`; nil when it is none. The checksum is not looked at.
    package init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard let head = RecordHead(bytes, at: offset), head.isMarker,
            head.length == Self.byteCount
        else { return nil }
        first = bytes.littleEndian(at: offset + 32, as: UInt64.self)
        last = head.sequence
        recorded = head.recorded
        recordBytes = bytes.littleEndian(at: offset + 40, as: UInt64.self)
        digest = bytes.extracting((offset + 48)..<(offset + 80)).array
        guard first >= 1, last >= first else { return nil }
    }

    package func write(to buffer: inout ByteBuffer) {
        let start = buffer.count
        buffer.append(littleEndian: UInt32(Self.byteCount))
        buffer.append(littleEndian: UInt32(0))
        buffer.append(littleEndian: last)
        buffer.append(littleEndian: recorded)
        buffer.append(littleEndian: UInt64(0))
        buffer.append(littleEndian: first)
        buffer.append(littleEndian: recordBytes)
        buffer.append(digest)
        let checksum = buffer.bytes((start + 8)..<buffer.count).crc32c
        buffer.store(littleEndian: checksum, at: start + 4)
    }
}
