/// The report to the General Assembly on the status of requests (OP21).
///
/// Source: resolution.md, OP21: every request with status and dates, States assisted, declined and why, by type, theme, phase and
/// region, new against continuing, funds, experts, overlaps found and resolved, gaps, policies issued.
package struct GAReport {
    let facts: Facts
    let scope: ReportScope
    let session: Int
    /// The resolution that asks for the report, `72/164`; nil when that is not said.
    let resolution: String?
    let requests: [StoodRequest]
    /// Requests of the period that the audience may not know of; only their number is told.
    let withheld: Int
    let assistance: [CountedAssistance]
    let secondary: [AssistanceFact]

    /// A request and where it stood at the end.
    struct StoodRequest: Fact {
        let fact: RequestFact
        let standing: RequestStanding
        /// Decisions on it.
        let decisions: [DecisionFact]
        let isReceivedInPeriod: Bool
        var events: [EventFact] { fact.events }
    }

    package init(_ all: Facts, _ scope: ReportScope, session: Int, resolution: String? = nil) {
        facts = all.visible(to: scope.audience)
        self.scope = scope
        self.session = session
        self.resolution = resolution
        let known = Set(facts.requests.map(\.id))
        withheld = all.requests.count { scope.contains($0.received) && !known.contains($0.id) }
        requests = Self.stood(facts, scope)
        (assistance, secondary) = CountedAssistance.all(facts, scope)
    }

    /// The requests that are listed: received in the period, or open when it began.
    static func stood(_ facts: Facts, _ scope: ReportScope) -> [StoodRequest] {
        var decisions: [String: [DecisionFact]] = [:]
        for decision in facts.decisions {
            if let request = decision.request { decisions[request, default: []].append(decision) }
        }
        let before =
            CivilDay(firstOf: scope.period.lowerBound).map {
                CivilDay(days: $0.days - 1).description
            } ?? scope.period.lowerBound
        let start = ReportScope(period: "0000-01-01"...before, audience: scope.audience)
        return facts.requests.compactMap { request in
            let own = decisions[request.id] ?? []
            let isReceived = scope.contains(request.received)
            guard
                isReceived
                    || scope.isBefore(request.received)
                        && RequestStanding(request, own, start).isOpen
            else { return nil }
            return StoodRequest(
                fact: request, standing: RequestStanding(request, own, scope), decisions: own,
                isReceivedInPeriod: isReceived)
        }
    }

    /// Of those listed, the ones received in the period: what the counts are about.
    var received: [StoodRequest] { requests.filter(\.isReceivedInPeriod) }

    /// How many requests it lists, and the countries it speaks of.
    package var requestCount: Int { requests.count }
    package var countries: [String] {
        Set(requests.map(\.fact.country) + assistance.flatMap(\.fact.countries)).sorted()
    }

    package func report() -> Report {
        let last = max(1, facts.through)
        return Report(
            kind: .ga, title: .label("title.ga"),
            lines: [
                answers,
                .label("page.period", [.period(scope.period.lowerBound, scope.period.upperBound)]),
                .label("page.log", [.identifier("1-\(last)")]),
                .label("page.audience", [.code("audience", Self.audience(scope.audience))]),
            ],
            warning: scope.warning,
            sections: [
                summary, requestSection, declinedSection, assistedSection, natureSection,
                timelineSection, assessmentSection, expertSection, missionSection, fundSection,
                policySection, memorySection, coordinationSection, gapSection, ruleSection,
                methodSection,
            ], range: 1...last, period: scope.period)
    }

    private var answers: Words {
        switch resolution {
        case "72/164": .label("title.gaAnswers", [.count(session)])
        case let resolution?:
            .label("title.gaUnder", [.count(session), .identifier(resolution)])
        case nil: .label("title.gaSession", [.count(session)])
        }
    }

    package static func audience(_ label: Int) -> String {
        ["public", "member-states", "un-system", "case-parties", "focal-point"][label]
    }

    private var summary: Report.Section {
        let assisted = assistedCountries
        let members = assisted.filter { Regions.shared.isMemberState($0.code) }
        let others = assisted.filter { !Regions.shared.isMemberState($0.code) }
        let figures =
            requestFigures + [
                Self.countries("statesAssisted", members), Self.countries("areasAssisted", others),
                Counting.figure("activities", assistance),
                Counting.figure("activitiesNew", assistance.filter(\.isNew)),
                Counting.figure("activitiesContinuing", assistance.filter { !$0.isNew }),
            ] + [
                Counting.figure("lessons", memory.filter { !$0.isPractice }),
                Counting.figure("policies", policies.map(\.fact)),
                Counting.figure("overlapsFlagged", flagged),
                Counting.figure("gapsNoted", gapsNoted),
                Figure(
                    "requestsWithheld", .label("figure.requestsWithheld"), .count(withheld),
                    SequenceSet()),
            ]
        return Report.Section(
            "summary", .label("section.summary"),
            [.figures(figures), .paragraph(.label("page.footnote"))])
    }

    private static func countries(
        _ name: String, _ groups: [(code: String, facts: [CountedAssistance])]
    ) -> Figure {
        Figure(
            name, .label("figure.\(name)"), .count(groups.count), .of(groups.flatMap(\.facts)))
    }

    private var methodSection: Report.Section {
        Report.Section(
            "method", .label("section.method"),
            [
                "actual", "inPeriod", "assistance", "newOnes", "several", "pledges", "dates",
                "regions", "names",
            ].map { .paragraph(.label("note.\($0)")) })
    }
}
