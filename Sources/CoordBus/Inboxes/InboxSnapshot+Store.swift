internal import BusCore
internal import Bytes

/// How a snapshot is written: little-endian integers, texts behind their length.
///
///     version 1 (1), cursor (8), lastSettled (8), handed (8),
///     count (4) of known:      sequence (8), attempts (2), failures (1), done (1)
///     count (4) of quarantine: sequence (8), attempts (2), at (8), reason (2 + n)
///     count (4) of patterns:   pattern (2 + n)
extension InboxSnapshot {
    private static let version: UInt8 = 1

    func store(into out: inout ByteBuffer) {
        out.append(byte: Self.version)
        out.append(littleEndian: cursor)
        out.append(littleEndian: lastSettled)
        out.append(littleEndian: handed)
        out.append(littleEndian: UInt32(known.count))
        for item in known {
            out.append(littleEndian: item.sequence)
            out.append(littleEndian: item.attempts)
            out.append(byte: item.failures)
            out.append(byte: item.isDone ? 1 : 0)
        }
        out.append(littleEndian: UInt32(quarantine.count))
        for entry in quarantine {
            out.append(littleEndian: entry.sequence)
            out.append(littleEndian: entry.attempts)
            out.append(littleEndian: entry.at)
            Self.append(entry.reason, to: &out)
        }
        out.append(littleEndian: UInt32(patterns.count))
        for pattern in patterns { Self.append(pattern, to: &out) }
    }

    private static func append(_ text: String, to out: inout ByteBuffer) {
        let utf8 = Array(text.utf8.prefix(Int(UInt16.max)))
        out.append(littleEndian: UInt16(utf8.count))
        out.append(utf8)
    }

    /// - Returns: nil when the bytes are not of a snapshot.
    init?(key: InboxKey, stored bytes: Span<UInt8>) {
        var at = 0
        func integer(_ width: Int) -> UInt64? {
            guard bytes.count - at >= width else { return nil }
            var value: UInt64 = 0
            for index in 0..<width { value |= UInt64(bytes[at + index]) << UInt64(8 * index) }
            at += width
            return value
        }
        func text() -> String? {
            guard let count = integer(2), bytes.count - at >= Int(count) else { return nil }
            defer { at += Int(count) }
            return bytes.extracting(at..<(at + Int(count))).text
        }
        guard integer(1) == UInt64(Self.version), let cursor = integer(8),
            let lastSettled = integer(8), let handed = integer(8), let knownCount = integer(4)
        else { return nil }
        self.init(
            key: key, patterns: [], cursor: cursor, lastSettled: lastSettled, handed: handed)
        for _ in 0..<knownCount {
            guard let sequence = integer(8), let attempts = integer(2), let failures = integer(1),
                let done = integer(1)
            else { return nil }
            known.append(
                Known(
                    sequence: sequence, attempts: UInt16(attempts), failures: UInt8(failures),
                    isDone: done == 1))
        }
        guard let quarantineCount = integer(4) else { return nil }
        for _ in 0..<quarantineCount {
            guard let sequence = integer(8), let attempts = integer(2), let time = integer(8),
                let reason = text()
            else { return nil }
            quarantine.append(
                Quarantined(
                    sequence: sequence, attempts: UInt16(attempts), at: time, reason: reason))
        }
        guard let patternCount = integer(4) else { return nil }
        for _ in 0..<patternCount {
            guard let pattern = text() else { return nil }
            patterns.append(pattern)
        }
        guard at == bytes.count else { return nil }
    }
}
