import BusCore
import Bytes
import CoordBus
import TestSupport

/// Records for tests: small JSON texts whose fingerprint can be read back from the text itself.
struct MadeRecords {
    static let agencies = ["undp", "ead", "ohchr", "dpko", "dfs", "a-code-of-24-characters-"]
    static let countries = ["KEN", "NPL", "HTI", "ZZZ"]

    /// Appends a record to a batch.
    /// - Returns: the fingerprint of its event.
    @discardableResult
    static func append(
        _ sequence: UInt64, recorded: UInt64, bytes: Int = 40, random: inout SplitMix64,
        to buffer: inout ByteBuffer
    ) -> UInt64 {
        let agency = agencies.randomElement(using: &random)!
        let country = countries.randomElement(using: &random)!
        let fingerprint = random.next()
        var text = "{\"id\":\"\(fingerprint)\",\"data\":\""
        while text.utf8.count < bytes - 18 { text += String(random.next(), radix: 36) }
        text += "\"}"
        let start = buffer.count
        let length = RecordHead.byteCount + agency.utf8.count + text.utf8.count
        buffer.append(littleEndian: UInt32(length))
        buffer.append(littleEndian: UInt32(0))
        buffer.append(littleEndian: sequence)
        buffer.append(littleEndian: recorded)
        buffer.append(littleEndian: UInt16.random(in: 1...9, using: &random))
        buffer.append(byte: 0)
        buffer.append(byte: UInt8(agency.utf8.count))
        buffer.append(byte: 0)
        buffer.append(country)
        buffer.append(agency)
        buffer.append(text)
        let checksum = buffer.bytes((start + 8)..<buffer.count).crc32c
        buffer.store(littleEndian: checksum, at: start + 4)
        return fingerprint
    }

    /// What the log is told to find a fingerprint with after a crash.
    static func fingerprint(_ event: Span<UInt8>, seed: UInt64) -> UInt64? {
        guard event.starts(with: "{\"id\":\"") else { return nil }
        var value: UInt64 = 0
        var index = 7
        while index < event.count, event[index] != 0x22 {
            value = value &* 10 &+ UInt64(event[index] &- 0x30)
            index += 1
        }
        return value
    }
}

/// A batch of made records.
struct MadeBatch {
    let first: UInt64
    let bytes: [UInt8]
    let fingerprints: [UInt64]

    var last: UInt64 { first + UInt64(fingerprints.count) - 1 }

    init(first: UInt64, count: Int, bytes: ClosedRange<Int> = 40...120, random: inout SplitMix64) {
        self.first = first
        var buffer = ByteBuffer()
        var fingerprints: [UInt64] = []
        for sequence in first..<(first + UInt64(count)) {
            fingerprints.append(
                MadeRecords.append(
                    sequence, recorded: 1_000_000 + sequence * 10,
                    bytes: Int.random(in: bytes, using: &random), random: &random, to: &buffer))
        }
        self.bytes = buffer.bytes.array
        self.fingerprints = fingerprints
    }

    /// Appends the batch to a log.
    func append(to log: some EventLog) throws(LogError) {
        var buffer = ByteBuffer()
        buffer.append(bytes)
        try log.append(&buffer, fingerprints: fingerprints, at: 1_000_000 + last * 10 + 5)
    }
}

extension EventLog {
    /// Everything readable from a sequence on, in reads of at most `bytesMax`.
    func readAll(from first: UInt64 = 1, bytesMax: Int = 1 << 16) throws(LogError) -> [UInt8] {
        var cursor = LogCursor()
        var buffer = ByteBuffer()
        var next = first
        while let run = try read(
            from: next, upTo: .max, bytesMax: bytesMax, cursor: &cursor, into: &buffer)
        {
            next = run.last + 1
        }
        return buffer.bytes.array
    }
}
