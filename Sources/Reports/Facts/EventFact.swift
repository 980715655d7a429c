/// One event behind a fact: where it stands in the log, what it was and who may know of it.
package struct EventFact: Equatable, Sendable {
    package let sequence: UInt64
    /// `request.received`.
    package let type: String
    /// The day of its `time`, counted from 1970-01-01. A whole report has a million of them, and words only few.
    package let dayNumber: Int32
    private let labelNumber: UInt8
    package let agency: String

    /// - Parameter time: nanoseconds since the Unix epoch.
    package init(_ sequence: UInt64, _ type: String, time: Int64, agency: String, label: Int) {
        self.sequence = sequence
        self.type = type
        dayNumber = Int32(clamping: CivilDay.number(nanoseconds: time))
        self.agency = agency
        labelNumber = UInt8(clamping: label)
    }

    /// 0 public to 4 focal-point.
    package var label: Int { Int(labelNumber) }

    /// `YYYY-MM-DD`.
    package var day: String { CivilDay(days: Int(dayNumber)).description }
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
    package var label: Int { events.reduce(0) { max($0, $1.label) } }

    package func event(_ type: String) -> EventFact? { events.last { $0.type == type } }
    package func has(_ type: String) -> Bool { events.contains { $0.type == type } }
}
