internal import Bytes
internal import Platform

/// The first 128 bytes of a segment file.
///
///     offset  bytes  field
///          0      8  magic     "COORDLOG"
///          8      4  version   1
///         12      4  zero
///         16     16  identity  of the log
///         32      8  seed      of the fingerprints of source and id
///         40      8  first     sequence of the first record; the file is named after it
///         48      8  created   nanoseconds since the Unix epoch
///         56      8  zero
///         64     32  digest    of the last commit before this segment; zero in the first
///         96     28  zero
///        124      4  checksum  CRC-32C of bytes 0 ..< 124
///
/// Integers are little-endian. Batches follow: records, then a commit marker, then zeros up to a multiple of 8, so
/// that a batch's first bytes never straddle two disk sectors unnoticed (see `TailJudge`).
package struct SegmentHeader: Equatable, Sendable {
    package static let byteCount = 128
    package static let formatVersion: UInt32 = 1
    static let batchAlignment = 8
    private static let magic: StaticString = "COORDLOG"

    package let identity: LogIdentity
    package let first: UInt64
    package let created: UInt64
    /// 32 bytes.
    package let digestBefore: [UInt8]

    package static let zeroDigest = [UInt8](repeating: 0, count: 32)

    func write(to buffer: inout ByteBuffer) {
        let start = buffer.count
        buffer.append("COORDLOG")
        buffer.append(littleEndian: Self.formatVersion)
        buffer.append(littleEndian: UInt32(0))
        buffer.append(identity.bytes)
        buffer.append(littleEndian: identity.idSeed)
        buffer.append(littleEndian: first)
        buffer.append(littleEndian: created)
        buffer.append(littleEndian: UInt64(0))
        buffer.append(digestBefore)
        buffer.append(repeating: 0, count: 28)
        let checksum = buffer.bytes(start..<buffer.count).crc32c
        buffer.append(littleEndian: checksum)
        precondition(buffer.count - start == Self.byteCount)
    }

    /// Reads and checks the header of a segment.
    /// - Parameter expected: the first sequence that the file's name gives.
    static func read(_ file: any OpenFile, expected: UInt64) throws(LogError) -> SegmentHeader {
        var buffer = ByteBuffer(capacity: byteCount)
        do throws(FileError) {
            try file.read(at: 0, upTo: byteCount, into: &buffer)
        } catch { throw .file(error) }
        func damaged(_ problem: String) -> LogError {
            .damaged(LogDamage(file: file.path, offset: 0, sequence: expected, problem: problem))
        }
        let bytes = buffer.bytes
        guard bytes.count == byteCount else { throw damaged("the segment's header is cut off") }
        guard bytes.extracting(0..<124).crc32c == bytes.littleEndian(at: 124, as: UInt32.self)
        else { throw damaged("the segment's header does not have its checksum") }
        guard bytes.starts(with: magic) else { throw damaged("this is not a segment of a log") }
        let version = bytes.littleEndian(at: 8, as: UInt32.self)
        guard version == formatVersion else {
            throw .unknownFormat(path: file.path, version: version)
        }
        let header = SegmentHeader(
            identity: LogIdentity(
                bytes: bytes.extracting(16..<32).array,
                idSeed: bytes.littleEndian(at: 32, as: UInt64.self)),
            first: bytes.littleEndian(at: 40, as: UInt64.self),
            created: bytes.littleEndian(at: 48, as: UInt64.self),
            digestBefore: bytes.extracting(64..<96).array)
        guard header.first == expected else {
            throw damaged("the header says that it begins with sequence \(header.first)")
        }
        return header
    }
}
