internal import Bytes
internal import Events
internal import JSON

extension Bus {
    /// Who is connected, since when and from where, as JSON: what `coordctl agencies` shows. Operators see every agency, others
    /// themselves.
    /// - Parameters:
    ///   - after: agencies whose code follows this one.
    ///   - limit: how many at most; `next` of the answer says where to go on.
    func agencyStatus(for session: Session, after: String, limit: Int) -> String {
        var codes = Set(roll.agencies.map(\.code)).union(presence.entries.keys)
        if !mayOperate(session) { codes = [session.agency] }
        let listed = codes.map { ($0.description, $0) }.filter { $0.0 > after }.sorted {
            $0.0 < $1.0
        }
        let newest = topics.newestByAgency()
        var byAgency: [AgencyCode: [Session]] = [:]
        for open in sessions.values { byAgency[open.agency, default: []].append(open) }
        var json = JSONWriter()
        json.object { json in
            json.member("last", durable)
            json.member("announced", !roll.isOpen)
            if listed.count > limit { json.member("next", listed[limit - 1].0) }
            json.key("agencies")
            json.array { json in
                for (_, code) in listed.prefix(limit) {
                    write(code, byAgency[code] ?? [], newest[code], into: &json)
                }
            }
        }
        return json.text
    }

    private static let connectionsShown = 20

    private func write(
        _ code: AgencyCode, _ open: [Session], _ newest: UInt64?, into json: inout JSONWriter
    ) {
        let entry = presence.entries[code]
        let listed = roll.agency(code)
        json.object { json in
            json.member("agency", code.description)
            if let name = listed?.name, !name.isEmpty { json.member("name", name) }
            if listed?.isSuspended == true { json.member("suspended", true) }
            json.member("online", !open.isEmpty)
            if let since = entry?.since, since > 0 { json.member("since", Self.time(since)) }
            json.member("connectionCount", open.count)
            json.key("connections")
            json.array { json in
                for session in open.sorted(by: { $0.openedAt < $1.openedAt })
                    .prefix(Self.connectionsShown)
                {
                    write(session, into: &json)
                }
            }
            if let newest { write(lastEvent: newest, into: &json) }
            if let waiting = entry?.waiting {
                json.member("waiting", waiting.count)
                json.member("waitingTold", Self.time(waiting.at))
            }
        }
    }

    private func write(_ session: Session, into json: inout JSONWriter) {
        json.object { json in
            json.member("since", Self.time(wallClock - min(wallClock, clock - session.openedAt)))
            if !session.caller.address.isEmpty { json.member("address", session.caller.address) }
            json.member("client", session.client)
            json.member("recorded", session.eventsRecorded)
            json.member("silentSeconds", (clock - session.heardAt) / 1_000_000_000)
        }
    }

    private func write(lastEvent sequence: UInt64, into json: inout JSONWriter) {
        json.member("lastSequence", sequence)
        var record = ByteBuffer()
        // A record that cannot be read has no time; the log's own checks say why.
        guard (try? source.record(at: sequence, into: &record)) != nil,
            let head = RecordHead(record.bytes)
        else { return }
        json.member("lastEvent", Self.time(head.recorded))
    }

    private static func time(_ wall: UInt64) -> String {
        Timestamp(nanoseconds: wall).description
    }
}
