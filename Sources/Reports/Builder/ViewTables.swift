/// Tables of the views of one case or one country.
enum ViewTables {
    static func decisions(_ decisions: [DecisionFact]) -> Table {
        Table(
            "decisions", .label("section.responses"),
            [
                Table.Column("date"), Table.Column("request"), Table.Column("stage"),
                Table.Column("answer"), Table.Column("type"), Table.Column("theme"),
                Table.Column("reasons"),
            ],
            decisions.map { fact in
                Table.Row(
                    fact.id,
                    [
                        GAReport.date(fact.decided),
                        (fact.request ?? fact.mandate).map { .words(.identifier($0)) } ?? .empty,
                        .words(.code("stage", fact.stage)),
                        .words(.code("outcome", fact.outcome)), GAReport.codes("type", fact.types),
                        GAReport.codes("theme", fact.themes),
                        GAReport.codes("declineReason", fact.reasons),
                    ], fact.sequences)
            })
    }

    static func needs(_ assessments: [AssessmentFact]) -> Table {
        let rows = assessments.flatMap { fact in
            fact.needs.enumerated().map { index, need in
                Table.Row(
                    "\(fact.id).\(index + 1)",
                    [
                        .words(Counting.words("theme", need.theme)),
                        .words(Counting.words("phase", need.phase)),
                        need.priority.map { .words(.code("priority", $0)) } ?? .empty,
                        GAReport.date(fact.submitted),
                    ], fact.sequences(of: "assessment.report-submitted"))
            }
        }
        return Table(
            "needs", .label("figure.needs"),
            [
                Table.Column("theme"), Table.Column("phase"), Table.Column("priority"),
                Table.Column("date"),
            ], rows)
    }

    static func overlaps(_ overlaps: [OverlapFact]) -> Table {
        Table(
            "overlaps", .label("section.coordination"),
            [
                Table.Column("kind"), Table.Column("band"), Table.Column("parties"),
                Table.Column("since"), Table.Column("verdict"), Table.Column("resolution"),
            ],
            overlaps.map { fact in
                Table.Row(
                    fact.id,
                    [
                        .words(.code("overlapKind", fact.kind)), .words(.code("band", fact.band)),
                        .words(
                            .list(
                                fact.parties.map { .identifier("\($0.agency): \($0.activity)") })),
                        GAReport.date(fact.flagged),
                        fact.verdict.map { .words(.code("verdict", $0)) } ?? .empty,
                        fact.resolution.map { .words(.code("resolution", $0)) } ?? .empty,
                    ], fact.sequences)
            })
    }

    static func gaps(_ gaps: [GapFact]) -> Table {
        Table(
            "gaps", .label("section.gaps"),
            [
                Table.Column("need"), Table.Column("theme"), Table.Column("phase"),
                Table.Column("priority"), Table.Column("since"), Table.Column("cleared"),
            ],
            gaps.map { fact in
                Table.Row(
                    fact.id,
                    [
                        .words(.identifier(fact.need)), .words(Counting.words("theme", fact.theme)),
                        .words(Counting.words("phase", fact.phase)),
                        fact.priority.map { .words(.code("priority", $0)) } ?? .empty,
                        GAReport.date(fact.noted), GAReport.date(fact.cleared),
                    ], fact.sequences)
            })
    }

    static func breaches(_ breaches: [BreachFact]) -> Table {
        Table(
            "rules", .label("section.rules"),
            [
                Table.Column("rule"), Table.Column("activity"), Table.Column("reason"),
                Table.Column("since"), Table.Column("cleared"),
            ],
            breaches.enumerated().map { index, fact in
                Table.Row(
                    "\(fact.rule).\(index + 1)",
                    [
                        .words(.joined([.code("rule", fact.rule), .identifier(fact.rule)])),
                        fact.about.map { .words(.identifier($0)) } ?? .empty,
                        fact.reason.isEmpty ? .empty : .words(.published(fact.reason)),
                        GAReport.date(fact.breached), GAReport.date(fact.cleared),
                    ], fact.sequences)
            })
    }

    static func money(_ money: [MoneyFact]) -> Table {
        Table(
            "money", .label("section.funds"),
            [
                Table.Column("date"), Table.Column("stage"), Table.Column("fund"),
                Table.Column("contributor"), Table.Column("amount", number: true),
            ],
            money.map { fact in
                let sequence = fact.events[0].sequence
                return Table.Row(
                    "\(sequence)",
                    [
                        GAReport.date(fact.date),
                        .words(
                            .label(
                                "column.\(fact.stage == "received" ? "receivedMoney" : fact.stage)")
                        ),
                        .words(.code("fund", fact.fund)),
                        .words(
                            fact.contributorCountry.map { .country($0) }
                                ?? fact.contributorName.map { .name($0) }
                                ?? .label("page.notStated")),
                        .figure(
                            Figure(
                                "money.\(sequence).amount",
                                .joined([
                                    .label("event.fund.\(fact.stage)"), .code("fund", fact.fund),
                                ]), .amount(fact.amount), fact.sequences)),
                    ])
            })
    }

    static func history(_ history: [HistoryFact]) -> Table {
        Table(
            "history", .label("section.history"),
            [
                Table.Column("date"), Table.Column("what"), Table.Column("activity"),
                Table.Column("who"),
            ],
            history.map { fact in
                Table.Row(
                    "\(fact.event.sequence)",
                    [
                        .words(.date(fact.event.day)), .words(.code("event", fact.event.type)),
                        fact.subject.map { .words(.identifier($0)) } ?? .empty,
                        .words(.identifier(fact.event.agency)),
                    ], fact.sequences)
            })
    }

    /// Who published in the case, who acknowledged, and whose inbox has left how many of its events behind.
    static func whoKnows(_ history: [HistoryFact], _ inboxes: [InboxFact]) -> Table {
        let published = Counting.groups(history, []) { [$0.event.agency] }
        let cursors = Dictionary(grouping: inboxes, by: \.agency).mapValues { inboxes in
            inboxes.map(\.cursor).min() ?? 0
        }
        let others = cursors.keys.filter { agency in !published.contains { $0.0 == agency } }
        let agencies: [(String, [HistoryFact])] =
            published.map { ($0.0, $0.1) } + others.sorted().map { ($0, []) }
        return Table(
            "whoKnows", .label("section.whoKnows"),
            [
                Table.Column("agency"), Table.Column("count", number: true),
                Table.Column("acknowledged", number: true), Table.Column("inbox", number: true),
            ],
            agencies.map { agency, facts in
                let acknowledged = facts.filter {
                    $0.event.type == "coordination.acknowledged"
                        || $0.event.type == "request.acknowledged"
                }
                func figure(_ column: String, _ facts: [HistoryFact]) -> Table.Cell {
                    .figure(
                        Figure(
                            "whoKnows.\(agency).\(column)",
                            .list([.identifier(agency), .label("column.\(column)")]),
                            .count(facts.count), .of(facts)))
                }
                let settled = cursors[agency].map { cursor in
                    history.filter { $0.event.sequence <= cursor }
                }
                return Table.Row(
                    agency,
                    [
                        .words(.identifier(agency)), figure("count", facts),
                        figure("acknowledged", acknowledged),
                        settled.map { figure("inbox", $0) } ?? .empty,
                    ])
            })
    }

    /// What each agency does when; nil when no activity has dates.
    static func timeline(
        _ activities: [CountedAssistance], _ requests: [RequestFact]
    ) -> Chart? {
        let rows = Counting.groups(activities, []) { [$0.fact.agency] }.map { agency, facts in
            (agency, TimelineBars.of(facts))
        }
        let days = rows.flatMap { $0.1.map(\.days) }
        guard let first = days.map(\.lowerBound).min(), let last = days.map(\.upperBound).max()
        else { return nil }
        let marks = Set(
            requests.compactMap { request in
                request.electionDate.flatMap {
                    $0.utf8.count == 10 ? CivilDay(firstOf: $0)?.days : nil
                }
            }
        ).sorted()
        let span = min(first, marks.first ?? first)...max(last, marks.last ?? last)
        return .timeline(
            TimelineChart(
                .label("section.timeline"), span,
                rows.map { TimelineChart.Row(.identifier($0.0), $0.1, marks: marks) }))
    }
}
