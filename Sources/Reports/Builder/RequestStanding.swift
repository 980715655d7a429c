/// Where a request stood at the end of the period, and since when. Source: vocabulary.md section 7.
struct RequestStanding: Sendable {
    /// received, acknowledged, clarifying, assessing, decided-yes, decided-no, withdrawn, closed.
    private(set) var state = "received"
    /// As published.
    private(set) var since: String?
    /// The decision that approved it, and the day.
    private(set) var approved: String?
    private(set) var declined: String?
    private(set) var sequences: [UInt64] = []

    var isOpen: Bool { !["decided-no", "withdrawn", "closed"].contains(state) }

    init(_ request: RequestFact, _ decisions: [DecisionFact], _ scope: ReportScope) {
        since = request.received
        var isLast = true
        for event in request.events {
            let date = Self.date(of: event, request, decisions)
            guard scope.isReached(date) else {
                isLast = false
                continue
            }
            sequences.append(event.sequence)
            move(event, date, decisions)
        }
        if isLast, request.registerState == "clarifying",
            ["received", "acknowledged"].contains(state)
        {
            state = "clarifying"
        }
    }

    private mutating func move(
        _ event: EventFact, _ date: String?, _ decisions: [DecisionFact]
    ) {
        switch event.type {
        case "request.acknowledged": become("acknowledged", date)
        case "request.withdrawn": become("withdrawn", date)
        case "request.declined": become("decided-no", date)
        case "request.closed": become("closed", date)
        case "assessment.opened": become("assessing", date)
        case "decision.issued", "decision.amended":
            guard let decision = Self.decision(of: event, decisions) else { return }
            if decision.outcome == "declined" { become("decided-no", date) }
            if decision.outcome == "approved", decision.stage == "assist" {
                become("decided-yes", date)
            }
        default: break
        }
    }

    private mutating func become(_ state: String, _ date: String?) {
        self.state = state
        since = date
        if state == "decided-yes" { approved = approved ?? date }
        if state == "decided-no" { declined = declined ?? date }
    }

    private static func decision(
        of event: EventFact, _ decisions: [DecisionFact]
    ) -> DecisionFact? {
        decisions.first { $0.events.contains { $0.sequence == event.sequence } }
    }

    /// The day that the event states, else that of its time.
    private static func date(
        of event: EventFact, _ request: RequestFact, _ decisions: [DecisionFact]
    ) -> String? {
        let stated: String? =
            switch event.type {
            case "request.received": request.received
            case "request.acknowledged": request.acknowledged
            case "request.withdrawn": request.withdrawn
            case "request.declined": request.declined
            case "request.closed": request.closed
            case "decision.issued": decision(of: event, decisions)?.decided
            default: nil
            }
        return stated ?? event.day
    }
}
