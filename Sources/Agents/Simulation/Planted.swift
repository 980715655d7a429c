package import JSON

/// Something put into a simulation that a detector is to find, or is not to be misled by.
package struct Planted: Equatable, Sendable {
    /// One event, by the two attributes that identify it.
    package struct EventReference: Equatable, Sendable {
        package let agency: String
        package let id: String
    }

    /// `overlap`, `gap` or `breach`.
    package var kind: String
    /// Which shape of overlap, or the rule's id; empty for gaps.
    package var detail: String
    /// The event that is to come of it: `overlap.flagged`, `gap.noted`, `rule.breached`; `refused` when the bus is not to
    /// take the event, `none` when nothing is to be found.
    package var expected: String
    /// Of an expected overlap: `overlap`, `secondary`, `joint` or `resend`.
    package var expectedKind: String?
    /// The case: the events' `correlationid`.
    package var correlation: String
    package var country: String?
    package var activities: [String] = []
    /// The assessed need that nobody addresses.
    package var need: String?
    /// First day on which it can be found, where a clock has to run out.
    package var due: String?
    /// The events that show it, in their order.
    package var events: [EventReference] = []
    /// In one sentence.
    package var why: String

    package func write(into json: inout JSONWriter) {
        json.object { json in
            json.member("kind", kind)
            json.member("detail", detail)
            json.key("expected")
            json.object { json in
                json.member("finding", expected)
                if let expectedKind { json.member("kind", expectedKind) }
            }
            json.member("correlationid", correlation)
            if let country { json.member("country", country) }
            if !activities.isEmpty {
                json.key("activities")
                json.array { json in for activity in activities { json.value(activity) } }
            }
            if let need { json.member("need", need) }
            if let due { json.member("due", due) }
            json.key("events")
            json.array { json in
                for event in events {
                    json.object { json in
                        json.member("source", "urn:coordbus:agency:\(event.agency)")
                        json.member("id", event.id)
                    }
                }
            }
            json.member("why", why)
        }
    }
}
