internal import Bytes
internal import Events
internal import JSON

/// One event of a story: when, and ready to be published.
struct ScriptedEvent: Sendable {
    let time: SimulatedTime
    let event: MadeEvent
}

/// Where a story stands: what later events name as their cause.
struct Step: Sendable {
    let id: String
    let agency: String
    let time: SimulatedTime

    var day: SimulatedDay { time.day }
    var reference: Planted.EventReference { .init(agency: agency, id: id) }
}

/// The events of one case, written one by one; afterwards they are put in the order of time.
final class EventScript {
    /// Begins each id; unique for scenario, seed and case.
    let prefix: String
    let correlation: String
    let status: EventStatus
    private(set) var events: [ScriptedEvent] = []
    private(set) var planted: [Planted] = []
    /// By type and subject.
    private var firsts: [String: Step] = [:]
    private var writer = JSONWriter(capacity: 2_048)

    init(prefix: String, correlation: String, status: EventStatus = .actual) {
        self.prefix = prefix
        self.correlation = correlation
        self.status = status
    }

    /// Writes an event.
    /// - Parameters:
    ///   - day: the day it happens; moved behind its cause where that is later.
    ///   - cause: what led to it.
    ///   - data: writes the members of `data`.
    @discardableResult
    func add(
        _ type: String, by agency: String, on day: SimulatedDay, because cause: Step? = nil,
        subject: String? = nil, classification: String? = nil, data: (inout JSONWriter) -> Void
    ) -> Step {
        let id = "\(prefix)-\(events.count + 1)"
        let time = self.time(on: day, after: cause)
        writer.removeAll()
        writer.object { json in
            json.member("specversion", "1.0")
            json.member("id", id)
            json.member("source", "urn:coordbus:agency:\(agency)")
            json.member("type", "org.coordbus." + type)
            json.member("time", time.text)
            if let subject { json.member("subject", subject) }
            json.member("correlationid", correlation)
            if let cause { json.member("causationid", cause.id) }
            if let classification { json.member("dataclassification", classification) }
            if status != .actual { json.member("status", status.description) }
            json.key("data")
            json.object { data(&$0) }
        }
        let bytes = writer.bytes.array
        events.append(
            ScriptedEvent(
                time: time, event: MadeEvent(id: id, agency: agency, type: type, bytes: bytes)))
        let step = Step(id: id, agency: agency, time: time)
        if let subject, firsts[type + " " + subject] == nil { firsts[type + " " + subject] = step }
        return step
    }

    /// An office hour that differs from event to event, and is never before the cause.
    private func time(on day: SimulatedDay, after cause: Step?) -> SimulatedTime {
        let second = 8 * 3_600 + events.count * 2_477 % 32_400
        let time = SimulatedTime(day, secondOfDay: second)
        guard let cause, cause.time >= time else { return time }
        return SimulatedTime(seconds: cause.time.seconds + 600)
    }

    /// The first event of a type that speaks of something; nil when there is none.
    func step(type: String, subject: String) -> Step? {
        firsts[type + " " + subject]
    }

    func plant(_ planted: Planted) { self.planted.append(planted) }

    /// In the order of time; what happens in the same second stays in the order of writing.
    func inOrder() -> [ScriptedEvent] {
        events.enumerated()
            .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element)
    }
}
