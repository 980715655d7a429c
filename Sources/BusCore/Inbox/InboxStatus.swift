internal import Bytes
internal import Events
internal import JSON

extension Bus {
    /// The state of inboxes as JSON: what `coordctl inboxes` shows. Members are for people and monitoring.
    /// - Parameters:
    ///   - after: those whose key follows this one, in alphabetical order.
    ///   - limit: how many at most; `next` of the answer says where to go on.
    func inboxStatus(for session: Session, after: String, limit: Int) -> String {
        let mine = inboxes.all.compactMap(\.self).filter {
            mayOperate(session) || $0.key.agency == session.agency
        }
        .map { ($0.key.description, $0) }.filter { $0.0 > after }.sorted { $0.0 < $1.0 }
        var json = JSONWriter()
        json.object { json in
            json.member("last", durable)
            json.member("prepared", inboxes.isPrepared)
            if mine.count > limit { json.member("next", mine[limit - 1].0) }
            json.key("inboxes")
            json.array { json in
                for (_, inbox) in mine.prefix(limit) { write(inbox, into: &json) }
            }
        }
        return json.text
    }

    private func write(_ inbox: Inbox, into json: inout JSONWriter) {
        let pending = inbox.window.indices.map { inbox.window[$0] }.filter { $0.state != .done }
        json.object { json in
            json.member("agency", inbox.key.agency.description)
            json.member("inbox", inbox.key.name)
            json.member("declared", inbox.isDeclared)
            json.member("patterns", inbox.clauses.count)
            json.member("workers", inbox.workers.count)
            json.member("cursor", inbox.cursor)
            if let lag = inbox.lag {
                json.member("lagEvents", lag)
                if lag > 0, let age = age(of: pending.first?.sequence ?? inbox.next) {
                    json.member("lagSeconds", age)
                }
            }
            json.member("pending", pending.count)
            if let oldest = pending.first {
                json.member("oldestUnacknowledged", oldest.sequence)
                json.member("attempts", pending.map(\.attempts).max() ?? 0)
                if let reason = inbox.reasons[oldest.sequence] { json.member("reason", reason) }
            }
            json.member("quarantined", inbox.quarantine.count)
        }
    }

    /// Seconds since a record was recorded; nil where it can't be read.
    func age(of sequence: UInt64) -> UInt64? {
        guard sequence <= durable else { return nil }
        var record = ByteBuffer()
        // A record that cannot be read has no age; the log's own checks say why.
        guard (try? source.record(at: sequence, into: &record)) != nil,
            let head = RecordHead(record.bytes)
        else { return nil }
        return (max(wallClock, head.recorded) - head.recorded) / 1_000_000_000
    }
}
