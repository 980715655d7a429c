internal import BusCore
internal import Bytes

/// Holds records against what was sent: each sequence once and in order, each event once and byte for byte.
struct RecordCheck: ~Copyable {
    private let makers: [Maker]
    private var expected = ByteBuffer()
    private let faults: Faults
    private let reader: String
    /// The last sequence seen.
    private(set) var last: UInt64
    /// By stream and number: the sequence it was seen at.
    private(set) var seenAt: [[UInt64]]
    /// By sequence from the first one checked: checksum of the whole record.
    private(set) var checksums: [UInt32] = []

    /// - Parameters:
    ///   - reader: who read them, for faults.
    ///   - after: the sequence before the first that is to come.
    init(
        streams: [TortureStream], reader: String, after last: UInt64 = 0, faults: Faults
    ) {
        makers = streams.map(Maker.init)
        self.last = last
        self.reader = reader
        self.faults = faults
        seenAt = Array(repeating: [], count: streams.count)
    }

    mutating func take(_ head: RecordHead, _ record: Span<UInt8>) {
        faults.expect(
            head.sequence == last + 1, "\(reader): sequence \(head.sequence) after \(last)")
        last = head.sequence
        checksums.append(record.crc32c)
        let event = record.extracting(head.eventOffset..<head.length)
        guard let (stream, number, _) = BenchEvents.read(event), stream < makers.count else {
            faults.note("\(reader): sequence \(head.sequence) holds what nobody sent")
            return
        }
        expected.removeAll()
        makers[stream].events.append(number, stamp: 0, to: &expected)
        let isSame = event.equals(expected.bytes)
        faults.expect(
            isSame,
            "\(reader): sequence \(head.sequence), event \(number) of stream \(stream) has other bytes"
        )
        while seenAt[stream].count <= number { seenAt[stream].append(0) }
        let before = seenAt[stream][number]
        faults.expect(
            before == 0,
            "\(reader): event \(number) of stream \(stream) at \(before) and at \(head.sequence)")
        seenAt[stream][number] = head.sequence
    }

    /// Every receipt is held against what was read; everything receipted must have come.
    borrowing func compare(with ledger: Ledger) {
        for (stream, sequences) in ledger.sequences.enumerated() {
            for (number, sequence) in sequences.enumerated() where sequence != 0 {
                let seen = number < seenAt[stream].count ? seenAt[stream][number] : 0
                faults.expect(
                    seen == sequence,
                    "\(reader): event \(number) of stream \(stream) was receipted at \(sequence), "
                        + (seen == 0 ? "but is not there" : "but stands at \(seen)"))
            }
        }
    }

    /// Arrays hold copyable values only.
    private final class Maker {
        var events: BenchEvents
        init(_ stream: TortureStream) { events = stream.events() }
    }
}
