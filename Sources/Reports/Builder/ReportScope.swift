/// What a report speaks of: a time, a part of the log, and for whom.
package struct ReportScope: Sendable {
    /// First and last day, `YYYY-MM-DD`.
    package let period: ClosedRange<String>
    private let lastDay: Int
    /// Events of this label and wider ones: 0 public to 4 focal-point.
    package let audience: Int
    /// Only what entered the log here or later, whatever its date; nil when dates alone choose.
    package let since: UInt64?
    /// The focal point gives it out: no draft any more.
    package let isReleased: Bool

    package init(
        period: ClosedRange<String>, audience: Int, since: UInt64? = nil, isReleased: Bool = false
    ) {
        self.period = period
        self.audience = audience
        self.since = since
        self.isReleased = isReleased
        lastDay = CivilDay(lastOf: period.upperBound)?.days ?? .max
    }

    /// Said above what not everybody may have who it is made for.
    var warning: Words? { audience > 1 && !isReleased ? .label("page.draft") : nil }

    /// Is it what is to be told: by its date, or by when it entered the log?
    func isNews(_ date: String?, _ events: [EventFact]) -> Bool {
        guard let since else { return contains(date) }
        return isReached(date) && events.contains { $0.sequence >= since }
    }

    /// All that was ever recorded.
    package static func always(audience: Int) -> ReportScope {
        ReportScope(period: "0001-01-01"..."9999-12-31", audience: audience)
    }

    /// Is the day, or the first day of the month or year, within the period?
    func contains(_ date: String?) -> Bool {
        guard let day = Self.day(date) else { return false }
        return period.contains(day)
    }

    /// Did it happen on the last day or before?
    func isReached(_ date: String?) -> Bool {
        guard let day = Self.day(date) else { return false }
        return day <= period.upperBound
    }

    /// The same of an event.
    func isReached(_ event: EventFact) -> Bool { Int(event.dayNumber) <= lastDay }

    func isBefore(_ date: String?) -> Bool {
        guard let day = Self.day(date) else { return false }
        return day < period.lowerBound
    }

    /// `2017` is 2017-01-01.
    static func day(_ date: String?) -> String? {
        guard let date else { return nil }
        if date.utf8.count == 10 { return date }
        return CivilDay(firstOf: date)?.description
    }
}

extension Facts {
    /// Without what the audience may not know. Things are shown when all their events may be known; requests and decisions, which
    /// have events of several labels, event by event: see `RequestFact.visible` and `DecisionFact.visible`.
    func visible(to audience: Int) -> Facts {
        func open<F: Fact>(_ facts: [F]) -> [F] {
            facts.allSatisfy { $0.label <= audience }
                ? facts : facts.filter { $0.label <= audience }
        }
        var facts = self
        facts.requests = requests.compactMap { $0.visible(to: audience) }
        facts.decisions = decisions.compactMap { $0.visible(to: audience) }
        facts.assessments = open(assessments)
        facts.assistance = open(assistance)
        facts.missions = open(missions)
        facts.observations = open(observations)
        facts.posts = open(posts)
        facts.money = open(money)
        facts.balances = open(balances)
        facts.policies = open(policies)
        facts.memory = open(memory)
        facts.overlaps = open(overlaps)
        facts.verdicts = open(verdicts)
        facts.links = open(links)
        facts.gaps = open(gaps)
        facts.breaches = open(breaches)
        facts.history = open(history)
        return facts
    }
}

extension RequestFact {
    /// What of it the audience may know; nil when not even that it was received. A date is known with the event that gives it;
    /// what several events may have changed is known when all of those are.
    func visible(to audience: Int) -> RequestFact? {
        let open = events.filter { $0.label <= audience }
        guard open.count < events.count else { return self }
        guard open.contains(where: { $0.type == "request.received" }) else { return nil }
        func isOpen(_ types: String...) -> Bool {
            events.allSatisfy { !types.contains($0.type) || $0.label <= audience }
        }
        var fact = self
        fact.events = open
        fact.registerState = ""
        if !isOpen("request.acknowledged") { fact.acknowledged = nil }
        if !isOpen("request.withdrawn") { fact.withdrawn = nil }
        if !isOpen("request.closed") { fact.closed = nil }
        if !isOpen("request.declined") {
            fact.declined = nil
            fact.declineReasons = []
            fact.referredTo = []
        }
        if !isOpen("request.received", "request.clarified") {
            fact.election = nil
            fact.electionDate = nil
            fact.electionKind = nil
            fact.types = []
            fact.themes = []
        }
        return fact
    }
}

extension DecisionFact {
    /// A decision's answer is known when the event that gave it last is; a recommendation alone is no decision.
    func visible(to audience: Int) -> DecisionFact? {
        let answers = events.filter { $0.type != "decision.recommended" }
        guard let last = answers.last, last.label <= audience else { return nil }
        var fact = self
        fact.events = events.filter { $0.label <= audience }
        if fact.events.count < events.count {
            fact.types = []
            fact.themes = []
            fact.reasons = answers.allSatisfy { $0.label <= audience } ? reasons : []
        }
        return fact
    }
}
