internal import Events
internal import JSON

extension Bus {
    /// The state of the bus as JSON: what `coordctl status` shows. Operators see every session, others those of their agency.
    func status(for reader: Session) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("bus", information.name)
            json.member("version", information.version)
            json.member("log", information.log)
            json.member("last", durable)
            json.member("publishing", doorClosed == nil)
            if let doorClosed { json.member("reason", doorClosed.description) }
            json.member("ids", ids.count)
            json.member("topics", topics.entries.count)
            json.member("batchesUnderWay", underWay.count)
            json.key("since")
            json.object { json in
                json.member("recorded", counters.recorded)
                json.member("recordedBefore", counters.recordedBefore)
                json.member("conflicts", counters.conflicts)
                json.member("delivered", counters.delivered)
                json.key("refused")
                json.object { json in
                    for (code, count) in counters.refusals.sorted(by: { $0.key < $1.key }) {
                        json.member(String(code), count)
                    }
                }
            }
            json.key("sessions")
            json.array { json in
                for session in sessions.values.sorted(by: { $0.peer.rawValue < $1.peer.rawValue })
                where roll.isOpen || session.agency == reader.agency || mayOperate(reader) {
                    Self.write(session, into: &json)
                }
            }
        }
        return json.text
    }

    private static func write(_ session: Session, into json: inout JSONWriter) {
        json.object { json in
            json.member("agency", session.agency.description)
            json.member("client", session.client)
            json.member("recorded", session.eventsRecorded)
            json.key("subscriptions")
            json.array { json in
                for subscription in session.subscriptions {
                    json.object { json in
                        json.member("pattern", subscription.patternText)
                        json.member("next", subscription.next)
                        json.member("creditEvents", subscription.creditEvents)
                        json.member("creditBytes", subscription.creditBytes)
                    }
                }
            }
        }
    }
}
