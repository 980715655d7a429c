internal import JSON

/// What the rules know of one world: of what is actual, of exercises, or of tests. None touches another.
///
/// Facts are kept by the time they happened, so what a world says does not depend on the order in which it heard of them.
/// Memory: a few hundred bytes an activity, request and mission; nothing an event.
final class RuleWorld {
    var activities: [String: ActivityFacts] = [:]
    var requests: [String: RequestFacts] = [:]
    var mandates: [String: MandateFacts] = [:]
    var cases: [String: CaseFacts] = [:]
    var decisions: [String: DecisionFacts] = [:]
    var missions: [String: MissionFacts] = [:]
    var funds: [String: FundFacts] = [:]
    var policies: [String: PolicyFacts] = [:]
    /// By observation, agency and event.
    var observers: [String: ObserverFacts] = [:]
    /// Registered election days.
    var elections: [String: Latest<String>] = [:]
    /// What the Division acknowledged: activities, and ids of OHCHR's events.
    var acknowledged: [String: Moment] = [:]
    /// Activity of an event of OHCHR, by the event's id.
    var advice: [String: String] = [:]
    /// Bulletins and reports: when, and when the next one is due.
    var issued: [String: (at: Moment, date: String, next: String?)] = [:]
    /// By country: from when on clocks stand still, or go again.
    var clocks: [String: [(at: Int64, stands: Bool)]] = [:]

    /// Activities by electoral event, requests by electoral event.
    var activitiesByEvent: [String: Set<String>] = [:]
    var observersByEvent: [String: Set<String>] = [:]
    var requestsByEvent: [String: Set<String>] = [:]
    /// Activities by the decision they name.
    var activitiesByDecision: [String: Set<String>] = [:]

    func aCase(_ id: String) -> CaseFacts {
        if let found = cases[id] { return found }
        let made = CaseFacts()
        cases[id] = made
        return made
    }

    func request(_ id: String) -> RequestFacts {
        if let found = requests[id] { return found }
        let made = RequestFacts(id: id)
        requests[id] = made
        return made
    }

    func mandate(_ id: String) -> MandateFacts {
        if let found = mandates[id] { return found }
        let made = MandateFacts()
        mandates[id] = made
        return made
    }

    func decision(_ id: String) -> DecisionFacts {
        if let found = decisions[id] { return found }
        let made = DecisionFacts(id: id)
        decisions[id] = made
        return made
    }

    /// How long clocks stood still in a country within a span of time, and whether they do at its end.
    func standstill(_ country: String?, from start: Int64, to end: Int64) -> (Int64, isNow: Bool) {
        guard let country, let changes = clocks[country] else { return (0, false) }
        var sum: Int64 = 0
        var since: Int64?
        for change in changes where change.at <= end {
            if change.stands {
                since = since ?? max(start, change.at)
            } else if let from = since {
                sum += max(0, change.at - from)
                since = nil
            }
        }
        if let since { sum += max(0, end - since) }
        return (sum, since != nil)
    }

    /// Takes an event in.
    /// - Parameters:
    ///   - data: tape index of `data`.
    ///   - touched: what has to be judged anew.
    func take(
        _ event: RuleEvent, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        let verb = event.verb
        switch event.family {
        case "assistance": takeAssistance(event, document, data, &touched)
        case "request": takeRequest(event, verb, document, data, &touched)
        case "mandate": takeMandate(event, verb, document, data, &touched)
        case "assessment":
            guard verb == "report-submitted" else { return }
            takeReport(event, document, data, &touched)
        case "decision": takeDecision(event, verb, document, data, &touched)
        case "election": takeElection(event, document, data, &touched)
        case "context": takeContext(event, document, data, &touched)
        case "mission": takeMission(event, verb, document, data, &touched)
        case "observation":
            guard verb == "declared" else { return }
            takeObserver(event, document, data, &touched)
        case "fund":
            guard verb == "balance" else { return }
            takeBalance(event, document, data, &touched)
        case "policy": takePolicy(event, verb, document, data, &touched)
        case "coordination": takeAcknowledgement(event, document, data, &touched)
        case "bulletin": takeIssue(event, "R-BULL", document, data, &touched)
        case "report": takeIssue(event, "R-GA", document, data, &touched)
        default: break
        }
    }
}
