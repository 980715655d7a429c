internal import Bytes
internal import Events

/// The topics of the feed that have come by, each with its newest sequence: a message says which was before it on its topic,
/// so that a reader who lost some sees it.
///
/// Counted from when the feed began; what was before is left to `since` in the message's head. Memory: about 150 bytes a topic.
package struct FeedTopics: Sendable {
    private struct Key: Hashable {
        let type: UInt16
        let label: UInt8
        let country: CountryCode
        let agency: AgencyCode
    }

    private var numbers: [Key: Int] = [:]
    private var texts: [[UInt8]] = []
    private var newest: [UInt64] = []

    package init() {}

    package var count: Int { texts.count }

    /// Counts in the record that begins at `offset`.
    /// - Returns: the topic's number and the sequence before on it, 0 for none; nil when the record is not for the feed.
    package mutating func advance(
        _ head: RecordHead, in bytes: Span<UInt8>, at offset: Int
    ) -> (topic: Int, previous: UInt64)? {
        let start = offset + RecordHead.byteCount
        guard let label = Classification(rawValue: head.flags & 7),
            FeedRights.labels.contains(label),
            let agency = AgencyCode(bytes.extracting(start..<(start + head.agencyLength)))
        else { return nil }
        let key = Key(
            type: head.type, label: label.rawValue,
            country: CountryCode(recordBytes: bytes, at: offset + 29), agency: agency)
        if let topic = numbers[key] {
            let previous = newest[topic]
            newest[topic] = head.sequence
            return (topic, previous)
        }
        guard let type = EventCatalogue.type(number: head.type) else { return nil }
        let topic = texts.count
        numbers[key] = topic
        texts.append(Array("\(label).\(type.name).\(key.country).\(agency).".utf8))
        newest.append(head.sequence)
        return (topic, 0)
    }

    /// The topic's bytes, as they stand in the first frame.
    package func text(_ topic: Int) -> [UInt8] { texts[topic] }
}
