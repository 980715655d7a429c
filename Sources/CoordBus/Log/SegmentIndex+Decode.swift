internal import BusCore
internal import Bytes

extension SegmentIndex {
    static func decodePositions(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [LogPosition] {
        stride(from: range.lowerBound, to: range.upperBound, by: positionBytes).map { offset in
            LogPosition(
                sequence: bytes.littleEndian(at: offset, as: UInt64.self),
                offset: Int(bytes.littleEndian(at: offset + 8, as: UInt64.self)),
                recorded: bytes.littleEndian(at: offset + 16, as: UInt64.self))
        }
    }
}

extension SegmentIndex.Loaded {
    var summary: SegmentSummary {
        let span = bytes.bytes
        var summary = SegmentSummary(emptyFrom: span.littleEndian(at: 24, as: UInt64.self))
        summary.last = span.littleEndian(at: 32, as: UInt64.self)
        summary.end = Int(span.littleEndian(at: 40, as: UInt64.self))
        summary.batches = Int(span.littleEndian(at: 48, as: UInt64.self))
        summary.recordedFirst = span.littleEndian(at: 56, as: UInt64.self)
        summary.recordedLast = span.littleEndian(at: 64, as: UInt64.self)
        return summary
    }

    var digest: [UInt8] { bytes.bytes(88..<120).array }

    var positions: [LogPosition] { SegmentIndex.decodePositions(bytes.bytes, layout.positions) }

    var topics: LogTopics {
        let span = bytes.bytes
        var topics = LogTopics()
        for offset in stride(
            from: layout.topics.lowerBound, to: layout.topics.upperBound,
            by: SegmentIndex.topicBytes)
        {
            let length = min(Int(span[offset + 2]), RecordHead.agencyBytesMax)
            let topic = LogTopic(
                type: span.littleEndian(at: offset, as: UInt16.self),
                country: span.extracting((offset + 3)..<(offset + 6)).array,
                agency: span.extracting((offset + 8)..<(offset + 8 + length)).array)
            topics.add(
                topic,
                TopicTotals(
                    events: span.littleEndian(at: offset + 32, as: UInt64.self),
                    last: span.littleEndian(at: offset + 40, as: UInt64.self)))
        }
        return topics
    }

    /// Calls `body` with every fingerprint and its sequence, ascending by fingerprint.
    func forEachIdentity(_ body: (_ fingerprint: UInt64, _ sequence: UInt64) -> Void) {
        let span = bytes.bytes
        let first = span.littleEndian(at: 24, as: UInt64.self)
        var offset = layout.identities.lowerBound
        while offset < layout.identities.upperBound {
            body(
                span.littleEndian(at: offset, as: UInt64.self),
                first + UInt64(span.littleEndian(at: offset + 8, as: UInt32.self)))
            offset += SegmentIndex.identityBytes
        }
    }

    /// All of it, for a segment that is to be continued.
    var content: SegmentContent {
        var content = SegmentContent(summary: summary, digest: digest)
        content.positions = positions
        content.topics = topics
        content.identities.reserveCapacity(
            layout.identities.count / SegmentIndex.identityBytes)
        forEachIdentity { fingerprint, sequence in
            content.identities.append(
                EventIdentity(
                    fingerprint: fingerprint, delta: UInt32(sequence - content.summary.first)))
        }
        return content
    }
}
