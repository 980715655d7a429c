package import BusCore
internal import Events
package import HTTP
internal import JSON
package import Platform

/// The web part without sockets: requests go in, answers come out, at once or when another thread has done its part.
///
/// It belongs to the web thread, which calls `advance` whenever a bell rings or time has passed. What waits is bounded: queries,
/// submissions and viewers each; beyond that it answers 503.
package final class WebApp: HTTPHandler {
    let parts: WebParts
    /// What the server counted, for /metrics.
    package var serverFacts: () -> (counts: HTTPCounts, connections: Int) = { (HTTPCounts(), 0) }
    private(set) var roll: Roll
    /// Those of the roll who may sign in now.
    private(set) var people: [PersonRecord] = []
    var sessions = WebSessions()
    var pages: LogPages
    var feed: LiveFeed
    var refusedSignIns: UInt64 = 0
    var crossSite: UInt64 = 0
    private let startSeconds = Double(wallNanoseconds()) / 1e9

    /// Questions that wait for the query thread, by number.
    private var asked: [UInt32: (Result<String, ProtocolError>) -> Void] = [:]
    private var nextQuestion: UInt32 = 1
    /// Submissions that wait for the disk, by token.
    private var submitted: [UInt64: (SubmissionOutcome) -> Void] = [:]
    private var nextToken: UInt64 = 1
    /// Those who wait for the state of the bus, and until when.
    private var curious: [(until: UInt64, (BusState?) -> Void)] = []

    static let questionsMax = 64
    static let curiousMax = 64
    /// The bus thread answers within a turn; after this long it is stuck.
    static let stateNanoseconds: UInt64 = 2_000_000_000

    package init(_ parts: WebParts, roll: Roll) {
        self.parts = parts
        self.roll = roll
        people = Self.people(of: roll)
        pages = LogPages(parts.log)
        feed = LiveFeed(viewersMax: parts.viewersMax)
    }

    /// Takes up who may sign in and see what: sessions of others end with their next request, live views that would show
    /// something else at once; the browser opens those again under the new rights.
    package func take(_ new: Roll) {
        roll = new
        people = Self.people(of: new)
        for viewer in feed.viewers
        where !people.contains(viewer.person) || sight(of: viewer.person) != viewer.sight {
            viewer.stream.end()
        }
    }

    private static func people(of roll: Roll) -> [PersonRecord] {
        roll.persons.filter { roll.agency($0.agency)?.isSuspended == false }
    }

    /// What somebody may be shown: what the person's agency may.
    func sight(of person: PersonRecord) -> Sight {
        roll.agency(person.agency)?.sight(in: roll) ?? .none
    }

    // MARK: Requests

    package func refusal(_ fault: HTTPFault) -> HTTPResponse {
        switch fault {
        case .badTarget: WebAnswers.fault(400, nil, "this address cannot be read in one way")
        case .badHead:
            WebAnswers.fault(
                400, nil, "the head cannot be read in one way; see names, lengths and encodings")
        case .bodyTooLong(let bytes):
            WebAnswers.fault(413, nil, "the body is too long; \(bytes) bytes are taken here")
        case .busy: WebAnswers.busy
        }
    }

    package func admit(_ request: HTTPRequest) -> HTTPAdmission {
        switch WebRoute.find(request) {
        case .noSuchPlace: return .refused(WebAnswers.fault(404, nil, "there is nothing here"))
        case .wrongMethod(let allowed):
            return .refused(
                WebAnswers.fault(
                    405, nil, "use \(allowed) here", [(name: "Allow", value: allowed)]))
        case .found(let route):
            if let refusal = refusal(of: request, route) { return .refused(refusal) }
            return .body(bytesMax: route.bodyBytesMax(message: parts.messageBytesMax))
        }
    }

    /// Who has no business there is told before a body is read.
    private func refusal(of request: HTTPRequest, _ route: WebRoute) -> HTTPResponse? {
        if request.method != "GET", request.method != "HEAD", !WebGuard.isOwn(request) {
            crossSite += 1
            return WebAnswers.fault(403, nil, "a page of another site may not do this")
        }
        switch route {
        case .publish:
            guard let person = bearer(request) else {
                return WebAnswers.fault(
                    401, nil, "send Authorization: Bearer with a token of coordctl person add",
                    [(name: "WWW-Authenticate", value: "Bearer realm=\"coordbus\"")])
            }
            guard person.rights.contains(.publish) else {
                return WebAnswers.fault(
                    403, nil, "\(person.code) may not publish; give the right publish to a person")
            }
            return nil
        case .metrics where !parts.isLocal:
            guard bearer(request)?.rights.contains(.watch) == true else {
                return WebAnswers.fault(
                    401, nil,
                    "send Authorization: Bearer with the token of a person with the right watch",
                    [(name: "WWW-Authenticate", value: "Bearer realm=\"coordbus\"")])
            }
            return nil
        default: return nil
        }
    }

    /// The person whose token stands in the request's head.
    func bearer(_ request: HTTPRequest) -> PersonRecord? {
        guard let token = WebGuard.bearer(request) else { return nil }
        let person = WebGuard.person(ofToken: token, people)
        if person == nil { refusedSignIns += 1 }
        return person
    }

    package func handle(_ request: HTTPRequest, _ reply: any HTTPReplying) {
        guard case .found(let route) = WebRoute.find(request) else {
            reply.send(WebAnswers.fault(404, nil, "there is nothing here"))
            return
        }
        switch route {
        case .page(let name): reply.send(WebAnswers.page(name, request))
        case .health: reply.send(WebAnswers.text(200, "ok\n"))
        case .ready: askState { reply.send(self.readiness($0)) }
        case .metrics: metrics(request, reply)
        case .publish: publish(request, reply)
        case .signIn: reply.send(signIn(request))
        default: handleSignedIn(route, request, reply)
        }
    }

    // MARK: Other threads

    /// Asks the query thread; answers `busy` where too much waits.
    func ask(
        _ name: String, _ members: (inout JSONWriter) -> Void, for reader: Reader,
        _ done: @escaping (Result<String, ProtocolError>) -> Void
    ) -> Bool {
        guard asked.count < Self.questionsMax else { return false }
        var json = JSONWriter()
        json.object { json in
            json.member("query", name)
            members(&json)
        }
        let number = nextQuestion
        nextQuestion &+= 1
        let request = QueryRequest(
            target: QueryRequest.Target(peer: PeerID(rawValue: 0), number: number),
            reader: reader, name: name, text: Array(json.text.utf8))
        guard parts.queries.give(request) else { return false }
        asked[number] = done
        return true
    }

    /// Publishes in an agency's name; false where too much waits.
    func submit(
        _ events: [[UInt8]], as agency: AgencyCode,
        _ done: @escaping (SubmissionOutcome) -> Void
    ) -> Bool {
        let token = nextToken
        guard parts.submitter.submit(agency, events, token: token) else { return false }
        nextToken += 1
        submitted[token] = done
        return true
    }

    /// Asks the bus thread how it is; `done` gets nil when it does not answer.
    func askState(_ done: @escaping (BusState?) -> Void) {
        guard curious.count < Self.curiousMax else {
            done(nil)
            return
        }
        curious.append((monotonicNanoseconds() + Self.stateNanoseconds, done))
        parts.state.ask()
    }

    /// The bells to wait for.
    package var bells: [Bell] {
        [parts.queries.finished.bell, parts.submitter.bell, parts.state.bell, parts.watch.bell]
    }

    /// Takes what other threads have done and passes the log on to viewers.
    /// - Returns: milliseconds after which to call again, whatever happens.
    package func advance(now: UInt64) -> Int32 {
        takeAnswers()
        takeOutcomes()
        takeState(now)
        return follow(now)
    }

    private func takeAnswers() {
        var answers: [QueryAnswer] = []
        parts.queries.finished.drain(into: &answers)
        for answer in answers {
            asked.removeValue(forKey: answer.target.number)?(answer.result)
        }
    }

    private func takeOutcomes() {
        var outcomes: [SubmissionOutcome] = []
        parts.submitter.drain(into: &outcomes)
        for outcome in outcomes { submitted.removeValue(forKey: outcome.token)?(outcome) }
    }

    private func takeState(_ now: UInt64) {
        if let state = parts.state.take() {
            let waiting = curious
            curious.removeAll()
            for (_, done) in waiting { done(state) }
        }
        let late = curious.filter { $0.until <= now }
        curious.removeAll { $0.until <= now }
        for (_, done) in late { done(nil) }
    }

    /// Far enough to look after sleepers, near enough for signs of life.
    private static let restMilliseconds: Int32 = 1_000

    private func follow(_ now: UInt64) -> Int32 {
        switch feed.advance(&pages, parts.log, now: now) {
        case .now: return 0
        case .at(let time):
            let wait = time > now ? (time - now + 999_999) / 1_000_000 : 0
            return Int32(min(wait, UInt64(Self.restMilliseconds)))
        case .whenGrown:
            guard !feed.viewers.isEmpty else { return Self.restMilliseconds }
            parts.watch.arm()
            // What came in between rings no bell.
            return feed.hasAll(parts.log) ? Self.restMilliseconds : 0
        }
    }

    func metricsReading(_ state: BusState, _ open: [(String, UInt64)]) -> MetricsReading {
        var reading = MetricsReading()
        reading.state = state
        reading.commits = parts.commitTimes.reading
        (reading.applied, reading.isAnalysisStopped) = parts.analysis()
        reading.open = open.map { (kind: $0.0, count: $0.1) }
        reading.feed = parts.feed()
        reading.gate = parts.gate()
        reading.residentBytes = residentBytes()
        reading.startSeconds = startSeconds
        reading.version = parts.version
        (reading.http, reading.connections) = serverFacts()
        reading.viewers = feed.viewers.count
        reading.signedIn = sessions.count
        reading.refusedSignIns = refusedSignIns
        reading.crossSite = crossSite
        return reading
    }
}
