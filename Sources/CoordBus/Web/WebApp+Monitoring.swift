internal import BusCore
internal import Events
internal import HTTP
internal import JSON

/// For machines that watch the bus.
extension WebApp {
    /// 200 while events are taken and analysed; otherwise 503 with what is wrong, one reason a line.
    func readiness(_ state: BusState?) -> HTTPResponse {
        var reasons: [String] = []
        if let state {
            if let why = state.doorClosed { reasons.append("not taking events: \(why)") }
        } else {
            reasons.append("the bus thread does not answer")
        }
        if parts.analysis().isStopped {
            reasons.append("the analysis has stopped; the log says why")
        }
        guard reasons.isEmpty else {
            return WebAnswers.text(503, reasons.map { $0 + "\n" }.joined())
        }
        return WebAnswers.text(200, "ready\n")
    }

    func metrics(_ request: HTTPRequest, _ reply: any HTTPReplying) {
        let accept = request.headers["accept"] ?? ""
        let isOpenMetrics = accept.range(of: "application/openmetrics-text") != nil
        askState { state in
            guard let state else {
                reply.send(WebAnswers.fault(503, nil, "the bus thread does not answer"))
                return
            }
            let finish = { (open: [(String, UInt64)]) in
                let text = self.metricsReading(state, open).text(isOpenMetrics: isOpenMetrics)
                reply.send(
                    WebAnswers.make(
                        200, type: MetricsText.mediaType(isOpenMetrics: isOpenMetrics),
                        .bytes(Array(text.utf8))))
            }
            guard self.parts.registerPath != nil,
                self.ask("counts", { _ in }, for: Reader(agency: .bus), { finish(Self.counts($0)) })
            else {
                finish([])
                return
            }
        }
    }

    private static func counts(_ result: Result<String, ProtocolError>) -> [(String, UInt64)] {
        guard case .success(let text) = result else { return [] }
        var parser = JSONParser(bytesMax: 4_096)
        guard let document = try? parser.parse(text.utf8.span) else { return [] }
        var counts: [(String, UInt64)] = []
        for kind: StaticString in ["overlaps", "gaps", "breaches"] {
            guard let value = document.value(kind, in: document.root) else { continue }
            counts.append(("\(kind)", UInt64(clamping: document.integer(value))))
        }
        return counts
    }

    /// How the bus is, for the page: everything with the right to watch, otherwise what is the agency's own.
    static func state(_ state: BusState, _ person: PersonRecord, applied: UInt64) -> String {
        let seesAll = person.rights.contains(.watch)
        var json = JSONWriter(capacity: 8 << 10)
        json.object { json in
            json.member("last", state.durable)
            json.member("applied", applied)
            json.member("publishing", state.doorClosed == nil)
            if let why = state.doorClosed { json.member("reason", why) }
            json.member("recorded", state.counters.recorded)
            json.member("refused", state.counters.refusals.values.reduce(0, +))
            json.key("sessions")
            json.array { json in
                for session in state.sessions where seesAll || session.agency == person.agency {
                    json.object { json in
                        json.member("agency", session.agency.description)
                        json.member("client", session.client)
                        json.member("recorded", session.eventsRecorded)
                        json.member("subscriptions", session.subscriptions)
                        json.member("ageSeconds", session.age / 1_000_000_000)
                        json.member("silenceSeconds", session.silence / 1_000_000_000)
                    }
                }
            }
            json.key("inboxes")
            json.array { json in
                for inbox in state.inboxes where seesAll || inbox.agency == person.agency {
                    json.object { json in
                        json.member("agency", inbox.agency.description)
                        json.member("inbox", inbox.name)
                        json.member("workers", inbox.workers)
                        json.member("cursor", inbox.cursor)
                        if let lag = inbox.lagEvents { json.member("lagEvents", lag) }
                        if let lag = inbox.lagSeconds { json.member("lagSeconds", lag) }
                        json.member("pending", inbox.pending)
                        json.member("quarantined", inbox.quarantined)
                    }
                }
            }
        }
        return json.text
    }
}
