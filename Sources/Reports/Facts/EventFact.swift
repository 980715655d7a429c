/// One event behind a fact: where it stands in the log, what it was and who may know of it.
package struct EventFact: Equatable, Sendable {
    package let sequence: UInt64
    /// `request.received`.
    package let type: String
    /// The day of its `time`, `YYYY-MM-DD`.
    package let day: String
    package let agency: String
    /// 0 public to 4 focal-point.
    package let label: Int

    package init(_ sequence: UInt64, _ type: String, day: String, agency: String, label: Int) {
        self.sequence = sequence
        self.type = type
        self.day = day
        self.agency = agency
        self.label = label
    }
}

/// Something that events speak of.
package protocol Fact: Sendable {
    /// In the order of their time.
    var events: [EventFact] { get }
}

extension Fact {
    package var sequences: SequenceSet { SequenceSet(events.map(\.sequence)) }

    /// Sequences of its events of these types; of all when none of them is there.
    package func sequences(of types: String...) -> SequenceSet {
        let found = events.filter { types.contains($0.type) }
        return found.isEmpty ? sequences : SequenceSet(found.map(\.sequence))
    }

    /// The most restricted label of its events: who may know all of it.
    package var label: Int { events.map(\.label).max() ?? 0 }

    package func event(_ type: String) -> EventFact? { events.last { $0.type == type } }
    package func has(_ type: String) -> Bool { events.contains { $0.type == type } }
}
