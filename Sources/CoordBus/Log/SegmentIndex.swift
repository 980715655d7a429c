internal import BusCore
internal import Bytes
internal import Platform

/// The index file beside a segment: with it a start scans nothing. It can be made anew from the segment at any time.
///
///     offset  bytes  field
///          0      8  magic       "COORDIDX"
///          8      4  version     1
///         12      4  positions   how many
///         16      4  topics      how many
///         20      4  identities  how many
///         24      8  first       first sequence of the segment
///         32      8  last        last sequence that the index covers
///         40      8  end         where the last covered batch ends in the segment
///         48      8  batches
///         56      8  recorded    of the first record
///         64      8  recorded    of the last record
///         72     16  identity    of the log
///         88     32  digest      of the last covered commit
///        120      4  checksum    CRC-32C of the positions
///        124      4  checksum    of the topics
///        128      4  checksum    of the identities
///        132      4  checksum    of bytes 0 ..< 132
///        136         positions:  sequence (8), offset (8), recorded (8)
///                    topics:     type (2), agency's length (1), country (3), zero (2), agency (24), events (8), last (8)
///                    identities: fingerprint (8), sequence less first (4); ascending
///
/// Integers are little-endian.
enum SegmentIndex {
    static let headBytes = 136
    static let positionBytes = 24
    static let topicBytes = 48
    static let identityBytes = 12
    private static let magic: StaticString = "COORDIDX"
    private static let version: UInt32 = 1
    /// The reason when there is no index file.
    static let missing = "it was missing"

    /// Writes the index of a segment: whole under its name, or not at all.
    static func write(
        _ content: SegmentContent, identity: LogIdentity, files: LogFiles
    ) throws(FileError) {
        var buffer = ByteBuffer(
            capacity: headBytes + content.positions.count * positionBytes
                + content.topics.totals.count * topicBytes
                + content.identities.count * identityBytes)
        encode(content, identity: identity, into: &buffer)
        let path = files.indexPath(content.summary.first)
        let unfinished = path + LogFiles.unfinished
        let file = try files.system.open(unfinished, .create)
        try file.write(buffer.bytes, at: 0)
        try file.sync()
        try files.system.rename(unfinished, to: path)
        try files.system.syncFolder(files.folder)
    }

    static func encode(
        _ content: SegmentContent, identity: LogIdentity, into buffer: inout ByteBuffer
    ) {
        let summary = content.summary
        buffer.append("COORDIDX")
        buffer.append(littleEndian: version)
        buffer.append(littleEndian: UInt32(content.positions.count))
        buffer.append(littleEndian: UInt32(content.topics.totals.count))
        buffer.append(littleEndian: UInt32(content.identities.count))
        buffer.append(littleEndian: summary.first)
        buffer.append(littleEndian: summary.last)
        buffer.append(littleEndian: UInt64(summary.end))
        buffer.append(littleEndian: UInt64(summary.batches))
        buffer.append(littleEndian: summary.recordedFirst)
        buffer.append(littleEndian: summary.recordedLast)
        buffer.append(identity.bytes)
        buffer.append(content.digest)
        buffer.append(repeating: 0, count: 16)
        precondition(buffer.count == headBytes)

        for position in content.positions {
            buffer.append(littleEndian: position.sequence)
            buffer.append(littleEndian: UInt64(position.offset))
            buffer.append(littleEndian: position.recorded)
        }
        let topicsAt = buffer.count
        for (topic, totals) in content.topics.totals.sorted(by: { $0.value.last < $1.value.last }) {
            append(topic, totals, to: &buffer)
        }
        let identitiesAt = buffer.count
        for entry in EventIdentity.sorted(content.identities) {
            buffer.append(littleEndian: entry.fingerprint)
            buffer.append(littleEndian: entry.delta)
        }
        buffer.store(littleEndian: buffer.bytes(headBytes..<topicsAt).crc32c, at: 120)
        buffer.store(littleEndian: buffer.bytes(topicsAt..<identitiesAt).crc32c, at: 124)
        buffer.store(littleEndian: buffer.bytes(identitiesAt..<buffer.count).crc32c, at: 128)
        buffer.store(littleEndian: buffer.bytes(0..<132).crc32c, at: 132)
    }

    private static func append(
        _ topic: LogTopic, _ totals: TopicTotals, to buffer: inout ByteBuffer
    ) {
        let agency = topic.agencyBytes
        buffer.append(littleEndian: topic.type)
        buffer.append(byte: UInt8(agency.count))
        buffer.append(topic.countryBytes)
        buffer.append(repeating: 0, count: 2)
        buffer.append(agency)
        buffer.append(repeating: 0, count: RecordHead.agencyBytesMax - agency.count)
        buffer.append(littleEndian: totals.events)
        buffer.append(littleEndian: totals.last)
    }

    /// An index that was read and whose checksums all hold.
    struct Loaded: ~Copyable {
        let bytes: ByteBuffer
        let layout: Layout
    }

    /// Where the parts lie.
    struct Layout {
        let positions: Range<Int>
        let topics: Range<Int>
        let identities: Range<Int>
    }

    /// Reads the index of a segment; nil with the reason when there is none that fits.
    static func load(
        first: UInt64, identity: LogIdentity, files: LogFiles
    ) throws(LogError) -> LoadResult {
        let path = files.indexPath(first)
        let file: any OpenFile
        do throws(FileError) { file = try files.system.open(path, .read) } catch {
            if error.isNotFound { return .unusable(missing) }
            throw .file(error)
        }
        var buffer = ByteBuffer()
        do throws(FileError) {
            let size = try file.size()
            try file.read(at: 0, upTo: size, into: &buffer)
        } catch { throw .file(error) }
        guard let layout = check(buffer.bytes) else {
            return .unusable("its checksum did not hold")
        }
        guard buffer.bytes.littleEndian(at: 24, as: UInt64.self) == first,
            buffer.bytes(72..<88).equals(identity.bytes.span)
        else { return .unusable("it belongs to another segment") }
        return .loaded(Loaded(bytes: buffer, layout: layout))
    }

    /// Reads no more than the sparse index; nil when it can't be used.
    static func positions(
        first: UInt64, identity: LogIdentity, files: LogFiles
    ) throws(LogError) -> [LogPosition]? {
        var buffer = ByteBuffer()
        do throws(FileError) {
            let file = try files.system.open(files.indexPath(first), .read)
            try file.read(at: 0, upTo: headBytes, into: &buffer)
            guard isHead(buffer.bytes) else { return nil }
            let count = Int(buffer.bytes.littleEndian(at: 12, as: UInt32.self)) * positionBytes
            try file.read(at: headBytes, upTo: count, into: &buffer)
            guard buffer.count == headBytes + count else { return nil }
        } catch {
            if error.isNotFound { return nil }
            throw .file(error)
        }
        let bytes = buffer.bytes
        guard bytes.littleEndian(at: 24, as: UInt64.self) == first,
            bytes.extracting(72..<88).equals(identity.bytes.span),
            bytes.extracting(headBytes..<bytes.count).crc32c
                == bytes.littleEndian(at: 120, as: UInt32.self)
        else { return nil }
        return decodePositions(bytes, headBytes..<bytes.count)
    }

    enum LoadResult: ~Copyable {
        case loaded(Loaded)
        case unusable(String)
    }

    private static func isHead(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= headBytes && bytes.starts(with: magic)
            && bytes.littleEndian(at: 8, as: UInt32.self) == version
            && bytes.extracting(0..<132).crc32c == bytes.littleEndian(at: 132, as: UInt32.self)
    }

    private static func check(_ bytes: Span<UInt8>) -> Layout? {
        guard isHead(bytes) else { return nil }
        func count(_ offset: Int) -> Int { Int(bytes.littleEndian(at: offset, as: UInt32.self)) }
        let positions = headBytes..<(headBytes + count(12) * positionBytes)
        let topics = positions.upperBound..<(positions.upperBound + count(16) * topicBytes)
        let identities = topics.upperBound..<(topics.upperBound + count(20) * identityBytes)
        guard identities.upperBound == bytes.count else { return nil }
        func holds(_ part: Range<Int>, _ offset: Int) -> Bool {
            bytes.extracting(part).crc32c == bytes.littleEndian(at: offset, as: UInt32.self)
        }
        guard holds(positions, 120), holds(topics, 124), holds(identities, 128) else { return nil }
        return Layout(positions: positions, topics: topics, identities: identities)
    }
}
