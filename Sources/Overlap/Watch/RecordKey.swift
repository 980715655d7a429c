/// Who speaks of which activity: the identity of a record over all its versions.
package struct RecordKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Code on the bus: `undp`.
    package let agency: String
    package let activity: String

    package init(agency: String, activity: String) {
        self.agency = agency
        self.activity = activity
    }

    package var description: String { recordID }
    /// The `id` of its `AssistanceRecord`.
    package var recordID: String { AssistanceRecord.id(agency: agency, activity: activity) }

    package static func < (a: RecordKey, b: RecordKey) -> Bool {
        (a.agency, a.activity) < (b.agency, b.activity)
    }
}

/// When something was said, by its maker's own word, and under which name. It decides between two that contradict each
/// other; so what counts does not depend on which arrived first.
package struct Stamp: Hashable, Comparable, Sendable {
    /// The event's own time, nanoseconds since the Unix epoch.
    package let time: UInt64
    /// `source` and `id` of the event, with a space between.
    package let event: String

    package init(time: UInt64, event: String) {
        self.time = time
        self.event = event
    }

    /// Code of the agency that said it.
    var agency: String { String(event.prefix { $0 != " " }) }

    package static func < (a: Stamp, b: Stamp) -> Bool { (a.time, a.event) < (b.time, b.event) }
}

/// Names an event by its place in the log or by `source` and `id`.
package enum EventName: Hashable, Sendable {
    case sequence(UInt64)
    case event(String)
}

/// An agency takes back an event; it counts only for events of its own.
struct Withdrawal: Hashable, Sendable {
    let name: EventName
    let agency: String

    func names(_ stamp: Stamp, _ sequence: UInt64) -> Bool {
        stamp.agency == agency && (name == .sequence(sequence) || name == .event(stamp.event))
    }
}
