/// The bulletin to Member States: requests received, responses given, the nature of the assistance (OP4).
///
/// "Requests received, the responses given ... and the nature of the assistance" are the words of resolution 47/138. It shows only
/// what its audience may know; how many requests of the period it does not show is said, and nothing else about them.
package struct BulletinReport {
    private let facts: Facts
    private let scope: ReportScope
    private let requests: [RequestFact]
    private let withheld: [RequestFact]
    private let assistance: [CountedAssistance]

    package init(_ all: Facts, _ scope: ReportScope) {
        let visible = all.visible(to: scope.audience)
        facts = visible
        self.scope = scope
        func isReceived(_ request: RequestFact) -> Bool {
            scope.isNews(request.received, request.events.filter { $0.type == "request.received" })
        }
        requests = visible.requests.filter(isReceived)
        let shown = Set(requests.map(\.id))
        withheld = all.requests.filter { isReceived($0) && !shown.contains($0.id) }
        assistance = CountedAssistance.all(visible, scope).counted.filter { activity in
            scope.since.map { since in activity.events.contains { $0.sequence >= since } } ?? true
        }
    }

    /// How many requests it lists, and the countries it speaks of.
    package var requestCount: Int { requests.count }
    package var countries: [String] {
        Set(requests.map(\.country) + assistance.flatMap(\.fact.countries)).sorted()
    }

    /// One answer to a request.
    private struct Response: Fact {
        let request: RequestFact
        /// acknowledged, decided-yes, decided-no, withdrawn, closed.
        let state: String
        let date: String
        let types: [String]
        let reasons: [String]
        let events: [EventFact]
    }

    private var responses: [Response] {
        var decisions: [String: [DecisionFact]] = [:]
        for decision in facts.decisions {
            if let request = decision.request { decisions[request, default: []].append(decision) }
        }
        var result: [Response] = []
        for request in facts.requests {
            let dates: [(state: String, date: String?, event: String)] = [
                ("acknowledged", request.acknowledged, "request.acknowledged"),
                ("decided-no", request.declined, "request.declined"),
                ("withdrawn", request.withdrawn, "request.withdrawn"),
                ("closed", request.closed, "request.closed"),
            ]
            for (state, date, type) in dates {
                guard let date, let event = request.event(type), scope.isNews(date, [event])
                else { continue }
                result.append(
                    Response(
                        request: request, state: state, date: date, types: [],
                        reasons: state == "decided-no" ? request.declineReasons : [],
                        events: [event]))
            }
            for decision in decisions[request.id] ?? [] {
                let answers = decision.events.filter { $0.type != "decision.recommended" }
                guard decision.outcome != "deferred", scope.isNews(decision.decided, answers),
                    let date = decision.decided,
                    decision.stage == "assist" || decision.outcome == "declined"
                else { continue }
                result.append(
                    Response(
                        request: request,
                        state: decision.outcome == "approved" ? "decided-yes" : "decided-no",
                        date: date, types: decision.types, reasons: decision.reasons,
                        events: answers))
            }
        }
        return result.sorted { a, b in
            (ReportScope.day(a.date) ?? "", a.request.id, a.state)
                < (ReportScope.day(b.date) ?? "", b.request.id, b.state)
        }
    }

    package func report() -> Report {
        let last = max(1, facts.through)
        let first = min(scope.since ?? 1, last)
        let period = scope.since == nil ? scope.period : nil
        let responses = responses
        return Report(
            kind: .bulletin, title: .label("title.bulletin"),
            lines: [
                .label("title.bulletinAnswers"),
                .label("page.period", [.period(period?.lowerBound, scope.period.upperBound)]),
                .label("page.log", [.identifier("\(first)-\(last)")]),
                .label("page.audience", [.code("audience", GAReport.audience(scope.audience))]),
            ],
            warning: scope.warning,
            sections: [
                summary(responses), requestSection, responseSection(responses), natureSection,
                Report.Section(
                    "method", .label("section.method"),
                    ["withheld", "actual", "assistance", "dates", "names"].map {
                        .paragraph(.label("note.\($0)"))
                    }),
            ], range: first...last, period: period)
    }

    private func summary(_ responses: [Response]) -> Report.Section {
        func answered(_ name: String, _ state: String) -> Figure {
            let some = responses.filter { $0.state == state }
            return Figure(
                name, .label("figure.\(name)"),
                .count(Set(some.map(\.request.id)).count), .of(some))
        }
        let countries = Counting.groups(assistance, []) { $0.fact.countries }
            .filter { Regions.shared.isMemberState($0.code) }
        return Report.Section(
            "summary", .label("section.summary"),
            [
                .figures([
                    Counting.figure("requestsReceived", requests),
                    Counting.distinct("requestingStates", requests) { [$0.country] },
                    answered("requestsAcknowledged", "acknowledged"),
                    answered("requestsApproved", "decided-yes"),
                    answered("requestsDeclined", "decided-no"),
                    answered("requestsWithdrawn", "withdrawn"),
                    answered("requestsClosed", "closed"),
                    Figure(
                        "requestsWithheld", .label("figure.requestsWithheld"),
                        .count(withheld.count), SequenceSet()),
                    Counting.figure("activities", assistance),
                    Figure(
                        "statesAssisted", .label("figure.statesAssisted"), .count(countries.count),
                        .of(countries.flatMap(\.facts))),
                ])
            ])
    }

    private var requestSection: Report.Section {
        let shown = Set(requests.map(\.id))
        return Report.Section(
            "requests", .label("section.requestsReceived"),
            [
                .table(
                    GAReport.requestTable(
                        GAReport.stood(facts, scope).filter { shown.contains($0.fact.id) },
                        "requests"))
            ])
    }

    private func responseSection(_ responses: [Response]) -> Report.Section {
        let rows = responses.map { response in
            Table.Row(
                "\(response.request.id).\(response.state)",
                [
                    .words(.date(response.date)), .words(.country(response.request.country)),
                    .words(.identifier(response.request.id)),
                    .words(.code("state", response.state)), GAReport.codes("type", response.types),
                    GAReport.codes("declineReason", response.reasons),
                ], response.sequences)
        }
        return Report.Section(
            "responses", .label("section.responses"),
            [
                .table(
                    Table(
                        "responses", .label("caption.answers"),
                        [
                            Table.Column("date"), Table.Column("country"), Table.Column("request"),
                            Table.Column("answer"), Table.Column("type"), Table.Column("reasons"),
                        ], rows))
            ])
    }

    private var natureSection: Report.Section {
        let byType = Counting.table(
            "byType", .label("caption.byType"), first: "type", set: "type",
            Counting.groups(assistance, ReportOrder.types) { $0.fact.type.map { [$0] } ?? [] },
            [
                ("activities", Counting.counted),
                ("countries", { (Set($0.flatMap(\.fact.countries)).count, .of($0)) }),
            ])
        return Report.Section(
            "nature", .label("section.nature"),
            [.table(byType), .table(ActivityTable.table(assistance.map(\.fact), "activities"))])
    }
}

/// Activities one by one: where, what, who, when.
enum ActivityTable {
    static func table(_ activities: [AssistanceFact], _ id: String) -> Table {
        let sorted = activities.sorted { a, b in
            (a.countries.first ?? "", a.agency, a.activity)
                < (b.countries.first ?? "", b.agency, b.activity)
        }
        return Table(
            id, .label("caption.activities"),
            [
                Table.Column("country"), Table.Column("agencies"), Table.Column("title"),
                Table.Column("type"), Table.Column("theme"), Table.Column("phase"),
                Table.Column("period"), Table.Column("status"),
            ],
            sorted.map { fact in
                Table.Row(
                    "\(fact.agency).\(fact.activity)",
                    [
                        fact.countries.isEmpty
                            ? .words(.code("region", "regional"))
                            : .words(.list(fact.countries.map { .country($0) })),
                        .words(.list(([fact.agency] + fact.partners).map { .identifier($0) })),
                        .words(.published(fact.title)),
                        fact.type.map { .words(.code("type", $0)) } ?? .empty,
                        GAReport.codes("theme", fact.themes), GAReport.codes("phase", fact.phases),
                        .words(.period(fact.periodStart, fact.periodEnd)),
                        fact.activityStatus.map { .words(.code("activityStatus", $0)) } ?? .empty,
                    ], fact.sequences)
            })
    }
}
