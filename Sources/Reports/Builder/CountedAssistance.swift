/// Assistance that counts in a period (see the label `note.assistance`), and what it was.
///
/// A class, because it stands in many groups at once.
final class CountedAssistance: Sendable {
    let fact: AssistanceFact
    /// Began in the period; otherwise before.
    let isNew: Bool
    /// Days of the activity within the period.
    let days: ClosedRange<String>

    private static let given = [
        "assistance.committed", "assistance.started", "assistance.updated", "assistance.suspended",
        "assistance.completed",
    ]

    /// - Returns: nil when it does not count.
    init?(_ fact: AssistanceFact, _ scope: ReportScope) {
        let events = fact.events
        let reached = events.allSatisfy(scope.isReached) ? events : events.filter(scope.isReached)
        guard !fact.isAdjacent, reached.contains(where: { Self.given.contains($0.type) }),
            !reached.contains(where: { $0.type == "assistance.cancelled" })
        else { return nil }
        let firstGiven = reached.first { Self.given.contains($0.type) }?.day
        guard let start = ReportScope.day(fact.periodStart) ?? firstGiven,
            start <= scope.period.upperBound
        else { return nil }
        let last = fact.periodEnd.flatMap { CivilDay(lastOf: $0)?.description }
        let end = last ?? reached.last { $0.type == "assistance.completed" }?.day
        let until = max(start, min(end ?? scope.period.upperBound, scope.period.upperBound))
        guard until >= scope.period.lowerBound else { return nil }
        self.fact = fact
        isNew = start >= scope.period.lowerBound
        days = max(start, scope.period.lowerBound)...until
    }

    /// Splits what counts from what another agency only reports (R-SECOND).
    static func all(
        _ facts: Facts, _ scope: ReportScope
    ) -> (counted: [CountedAssistance], secondary: [AssistanceFact]) {
        let reported = Set(facts.links.filter { $0.kind == "secondary" }.flatMap(\.parties))
        var counted: [CountedAssistance] = []
        var secondary: [AssistanceFact] = []
        for fact in facts.assistance {
            guard let one = CountedAssistance(fact, scope) else { continue }
            let party = PartyFact(agency: fact.agency, activity: fact.activity)
            if fact.isSecondary || reported.contains(party) {
                secondary.append(fact)
            } else {
                counted.append(one)
            }
        }
        return (counted, secondary)
    }
}
