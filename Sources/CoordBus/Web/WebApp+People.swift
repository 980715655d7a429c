internal import BusCore
internal import Bytes
internal import Events
internal import HTTP
internal import JSON
internal import Platform

/// What people who are signed in may ask and do.
extension WebApp {
    func signIn(_ request: HTTPRequest) -> HTTPResponse {
        guard request.mediaType == "application/json" else {
            return WebAnswers.fault(415, nil, "send {\"token\":\"...\"} as application/json")
        }
        guard let token = Self.texts(request.body, ["token"])["token"],
            let person = WebGuard.person(ofToken: token, people)
        else {
            refusedSignIns += 1
            return WebAnswers.fault(
                401, nil,
                people.isEmpty
                    ? "nobody may sign in yet; the operator gives out tokens with coordctl person add"
                    : "this is no token of anybody; ask the operator for one")
        }
        let value = sessions.begin(person, now: monotonicNanoseconds())
        let cookie =
            "\(WebSessions.cookie)=\(value); Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"
            + (parts.isSecure ? "; Secure" : "")
        let begun = HTTPRequest(
            method: "GET", target: request.target,
            headers: ["cookie": "\(WebSessions.cookie)=\(value)"])
        guard let (session, _) = sessions.find(begun, people, now: monotonicNanoseconds()) else {
            return WebAnswers.busy
        }
        return WebAnswers.json(
            200, introduction(session, person), [(name: "Set-Cookie", value: cookie)])
    }

    /// Who somebody is, what they may, and what there is to ask.
    private func introduction(_ session: WebSessions.Session, _ person: PersonRecord) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("person", person.code)
            json.member("name", person.name)
            json.member("agency", person.agency.description)
            json.key("rights")
            json.array { json in
                for right in person.rights.map(\.rawValue).sorted() { json.value(right) }
            }
            // Only the focal point, or who acts for it, closes an overlap.
            json.member("closes", closesOverlaps(person))
            json.member("secret", session.secret)
            json.member("last", parts.log.lastDurable)
            json.member("log", parts.log.identity.description)
            json.member("version", parts.version)
            json.key("queries")
            json.array { json in for name in parts.queries.names { json.value(name) } }
            json.key("families")
            json.array { json in for family in EventCatalogue.families { json.value(family) } }
        }
        return json.text
    }

    func handleSignedIn(
        _ route: WebRoute, _ request: HTTPRequest, _ reply: any HTTPReplying
    ) {
        guard let (session, person) = sessions.find(request, people, now: monotonicNanoseconds())
        else {
            reply.send(WebAnswers.fault(401, nil, "sign in first"))
            return
        }
        let changes = request.method != "GET" && request.method != "HEAD"
        if changes, request.headers["x-coordbus-secret"] != session.secret {
            crossSite += 1
            reply.send(
                WebAnswers.fault(403, nil, "the session's secret is missing; load the page again"))
            return
        }
        switch route {
        case .session: reply.send(WebAnswers.json(200, introduction(session, person)))
        case .signOut:
            sessions.end(request)
            let gone = "\(WebSessions.cookie)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
            reply.send(WebAnswers.json(200, "{}", [(name: "Set-Cookie", value: gone)]))
        case .events: reply.send(events(request, person))
        case .event(let sequence): reply.send(event(sequence, person))
        case .live: reply.send(live(request, person))
        case .state:
            askState { [parts] state in
                guard let state else {
                    reply.send(WebAnswers.fault(503, nil, "the bus thread does not answer"))
                    return
                }
                reply.send(
                    WebAnswers.json(
                        200, Self.state(state, person, applied: parts.analysis().applied)))
            }
        case .query(let name): query(name, request, person, reply)
        case .verdict: verdict(request, person, reply)
        default: reply.send(WebAnswers.fault(404, nil, "there is nothing here"))
        }
    }

    private func closesOverlaps(_ person: PersonRecord) -> Bool {
        roll.agency(person.agency)?.roles.contains(.focalPoint) ?? false
    }

    private func reader(_ person: PersonRecord) -> Reader {
        Reader(agency: person.agency, sight: sight(of: person))
    }

    // MARK: The log

    private func events(_ request: HTTPRequest, _ person: PersonRecord) -> HTTPResponse {
        let target = request.target
        do throws(ProtocolError) {
            let pattern = try TopicPattern(target.value("pattern") ?? "")
            let before = target.value("before").map { UInt64($0) ?? 0 } ?? .max
            let limit = target.value("limit").map { Int($0) ?? 0 } ?? 50
            guard before > 0, (1...200).contains(limit) else {
                return WebAnswers.fault(
                    400, nil, "before is a sequence, limit a number from 1 to 200")
            }
            let sight = sight(of: person)
            do throws(LogError) {
                return WebAnswers.json(
                    200,
                    try pages.page(
                        LogPages.Request(pattern: pattern, before: before, limit: limit),
                        shows: { $0.isSeen(by: sight) }))
            } catch {
                return WebAnswers.fault(500, 508, error.description)
            }
        } catch {
            return WebAnswers.fault(error)
        }
    }

    private func event(_ sequence: UInt64, _ person: PersonRecord) -> HTTPResponse {
        let sight = sight(of: person)
        do throws(LogError) {
            // What may not be seen and what is not there look the same.
            guard
                let text = try pages.whole(
                    sequence, shows: { $0.isSeen(by: sight) })
            else { return WebAnswers.fault(404, nil, "there is no event \(sequence) to see") }
            return WebAnswers.json(200, text)
        } catch {
            return WebAnswers.fault(500, 508, error.description)
        }
    }

    /// The log as it grows: server-sent events, from behind `Last-Event-ID` or `after` on, else from now.
    private func live(_ request: HTTPRequest, _ person: PersonRecord) -> HTTPResponse {
        guard feed.hasRoom else { return WebAnswers.busy }
        let pattern: TopicPattern
        do throws(ProtocolError) {
            pattern = try TopicPattern(request.target.value("pattern") ?? "")
        } catch {
            return WebAnswers.fault(error)
        }
        let last = parts.log.lastDurable
        let place = request.headers["last-event-id"] ?? request.target.value("after")
        var next = last + 1
        if let place {
            guard let after = UInt64(place) else {
                return WebAnswers.fault(400, nil, "Last-Event-ID is no sequence")
            }
            // Beyond the end: that was another log.
            if after <= last { next = after + 1 }
        }
        let stream = HTTPStream()
        stream.onClose = { [weak self, weak stream] in
            if let stream { self?.feed.remove(stream) }
        }
        feed.add(
            LiveViewer(
                stream: stream, person: person, sight: sight(of: person), pattern: pattern,
                next: next,
                now: 0))
        return WebAnswers.make(
            200, type: "text/event-stream; charset=utf-8", .stream(stream),
            [(name: "X-Accel-Buffering", value: "no")])
    }

    // MARK: Queries and verdicts

    private func query(
        _ name: String, _ request: HTTPRequest, _ person: PersonRecord, _ reply: any HTTPReplying
    ) {
        guard parts.queries.names.contains(name) else {
            reply.send(
                WebAnswers.fault(
                    404, 441,
                    "there is no such query; ask for one of: "
                        + parts.queries.names.joined(separator: ", ")))
            return
        }
        let taken = ask(
            name,
            { json in
                for (member, value) in request.target.query where member != "query" {
                    if member == "limit" || member == "after", let number = Int(value) {
                        json.member(member, number)
                    } else {
                        json.member(member, value)
                    }
                }
            }, for: reader(person),
            { result in
                switch result {
                case .success(let text): reply.send(WebAnswers.json(200, text))
                case .failure(let error): reply.send(WebAnswers.fault(error))
                }
            })
        if !taken { reply.send(WebAnswers.busy) }
    }

    /// `{"overlap":"...","verdict":"joint","note":"..."}`, from the focal point also `"resolution"`: looks the flag up, then
    /// publishes what the person says.
    private func verdict(
        _ request: HTTPRequest, _ person: PersonRecord, _ reply: any HTTPReplying
    ) {
        guard person.rights.contains(.verdict) else {
            reply.send(WebAnswers.fault(403, nil, "\(person.name) may read, not decide"))
            return
        }
        let words = Self.texts(request.body, ["overlap", "verdict", "note", "resolution"])
        guard request.mediaType == "application/json", let overlap = words["overlap"],
            let verdict = words["verdict"]
        else {
            reply.send(WebAnswers.fault(400, nil, "send overlap and verdict as application/json"))
            return
        }
        let given = VerdictEvent(
            overlap: overlap, verdict: verdict, note: words["note"],
            resolution: words["resolution"], person: person, wall: wallNanoseconds())
        let taken = ask(
            "overlap", { $0.member("overlap", overlap) }, for: reader(person),
            { [weak self] result in
                switch result {
                case .failure(let error): reply.send(WebAnswers.fault(404, nil, error.description))
                case .success(let text):
                    let isTaken =
                        self?.submit(
                            [given.bytes(flag: text)], as: person.agency,
                            { reply.send(ReceiptsOverHTTP.answer($0)) }) ?? false
                    if !isTaken { reply.send(WebAnswers.busy) }
                }
            })
        if !taken { reply.send(WebAnswers.busy) }
    }

    func publish(_ request: HTTPRequest, _ reply: any HTTPReplying) {
        guard let person = bearer(request), person.rights.contains(.publish) else {
            reply.send(WebAnswers.fault(401, nil, "send Authorization: Bearer"))
            return
        }
        do throws(EventsOverHTTP.Fault) {
            let events = try EventsOverHTTP.read(request)
            if !submit(events, as: person.agency, { reply.send(ReceiptsOverHTTP.answer($0)) }) {
                reply.send(WebAnswers.busy)
            }
        } catch {
            reply.send(WebAnswers.fault(error.status, nil, error.text))
        }
    }

    /// Texts of a small JSON object, by member.
    private static func texts(_ body: [UInt8], _ names: [String]) -> [String: String] {
        var parser = JSONParser(bytesMax: max(64, body.count))
        guard let document = try? parser.parse(body.span),
            document.kind(document.root) == .object
        else { return [:] }
        var found: [String: String] = [:]
        var at = document.first(in: document.root)
        while !document.isEnd(at) {
            let name = document.text(at)
            if names.contains(name), document.kind(at + 1) == .string {
                let text = document.text(at + 1)
                if !text.isEmpty { found[name] = text }
            }
            at = document.after(at + 1)
        }
        return found
    }
}
