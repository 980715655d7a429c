/// Counts a batch's records by topic before they go into `LogTopics`: most of a batch is of a few topics, and each is looked up there once
/// a batch instead of once a record.
struct TopicCounts {
    private var topics = [16 of LogTopic?](repeating: nil)
    private var totals = [16 of TopicTotals](repeating: TopicTotals(events: 0, last: 0))

    /// Counts the record with this sequence.
    mutating func count(_ topic: LogTopic, at sequence: UInt64, into all: inout LogTopics) {
        let place = topic.place(of: 16)
        if let known = topics[place] {
            guard known != topic else {
                totals[place].events += 1
                totals[place].last = sequence
                return
            }
            all.add(known, totals[place])
        }
        topics[place] = topic
        totals[place] = TopicTotals(events: 1, last: sequence)
    }

    /// Hands over what was counted.
    mutating func flush(into all: inout LogTopics) {
        for place in 0..<16 {
            if let topic = topics[place] { all.add(topic, totals[place]) }
            topics[place] = nil
        }
    }
}
