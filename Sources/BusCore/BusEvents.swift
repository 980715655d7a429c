internal import Bytes
internal import Events
internal import JSON

/// Events that the bus itself publishes; like all others they come in through the gate.
enum BusEvents {
    static let online = EventCatalogue.type(name: "agency.online")?.number ?? 0
    static let offline = EventCatalogue.type(name: "agency.offline")?.number ?? 0

    private static let heartbeat = EventCatalogue.type(name: "adapter.heartbeat")?.number ?? 0
    private static let hello = EventCatalogue.type(name: "adapter.hello")?.number ?? 0

    /// Does an event of this type tell how many events wait in an adapter's outbox?
    static func tellsWaiting(_ type: UInt16) -> Bool { type == heartbeat || type == hello }

    /// An agency is there, or is not, since a while.
    /// - Parameter lastSequence: of the last event that bears its name; 0 = none.
    static func presence(
        _ change: Presence.Change, lastSequence: UInt64, at time: UInt64
    ) -> Body {
        let name = change.isOnline ? "agency.online" : "agency.offline"
        var json = JSONWriter()
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", "\(name)-\(change.agency)-\(change.since)")
            json.member("source", "urn:coordbus:agency:\(AgencyCode.bus)")
            json.member("type", EventType.prefix + name)
            json.member("time", Timestamp(nanoseconds: time).description)
            json.key("data")
            json.object { json in
                json.member("agency", change.agency.description)
                json.member("since", Timestamp(nanoseconds: change.since).description)
                if change.isOnline { json.member("connections", change.connections) }
                if lastSequence > 0 { json.member("lastSequence", lastSequence) }
                if change.isLeftOver {
                    json.member("reason", "has not come back since the bus was started")
                }
            }
        }
        return Body(json.text)
    }

    /// Somebody sent other content under an id that is taken. The same conflict again is the same event again.
    static func conflicted(
        publisher: AgencyCode, identity: (source: String, id: String), sequence: UInt64,
        recordedDigest: String, refusedDigest: String, at time: UInt64
    ) -> Body {
        var json = JSONWriter()
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", "conflict-\(sequence)-\(refusedDigest)")
            json.member("source", "urn:coordbus:agency:\(AgencyCode.bus)")
            json.member("type", EventType.prefix + "event.conflicted")
            json.member("time", Timestamp(nanoseconds: time).description)
            json.key("data")
            json.object { json in
                json.key("original")
                json.object { json in
                    json.member("sequence", sequence)
                    json.member("source", identity.source)
                    json.member("id", identity.id)
                }
                json.member("originalDigest", recordedDigest)
                json.member("refusedDigest", refusedDigest)
                json.member("publisher", publisher.description)
            }
        }
        return Body(json.text)
    }

    /// An inbox could not bring an event to its agency.
    static func quarantined(
        _ entry: Quarantined, agency: AgencyCode, inbox: String, at time: UInt64
    ) -> Body {
        var json = JSONWriter()
        json.object { json in
            json.member("specversion", "1.0")
            json.member(
                "id", "quarantine-\(agency)-\(inbox)-\(entry.sequence)-\(entry.attempts)")
            json.member("source", "urn:coordbus:agency:\(AgencyCode.bus)")
            json.member("type", EventType.prefix + "event.quarantined")
            json.member("time", Timestamp(nanoseconds: time).description)
            json.key("data")
            json.object { json in
                json.key("quarantined")
                json.object { json in json.member("sequence", entry.sequence) }
                json.member("agency", agency.description)
                json.member("inbox", inbox)
                json.member("attempts", entry.attempts)
                json.member("reason", entry.reason)
            }
        }
        return Body(json.text)
    }
}
