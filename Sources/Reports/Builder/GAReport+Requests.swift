/// What was asked and what became of it.
extension GAReport {
    var requestFigures: [Figure] {
        let approved = received.filter { $0.standing.approved != nil }
        let declined = received.filter { $0.standing.declined != nil }
        let open = requests.filter { $0.standing.isOpen }
        var figures = [
            Counting.figure("requestsReceived", received),
            Counting.distinct("requestingStates", received) { [$0.fact.country] },
            Counting.figure("requestsApproved", approved),
            Counting.figure("requestsDeclined", declined),
            Counting.figure(
                "requestsWithdrawn", received.filter { $0.standing.state == "withdrawn" }),
            Counting.figure("requestsOpen", open),
        ]
        figures += times(
            "daysToAcknowledge", received.filter { scope.isReached($0.fact.acknowledged) },
            { $0.fact.acknowledged })
        figures += times(
            "daysToDecide", approved + declined, { $0.standing.approved ?? $0.standing.declined })
        return figures
    }

    /// The median of the days from receipt to something, of requests where both days are known to the day.
    private func times(
        _ name: String, _ requests: [StoodRequest], _ end: (StoodRequest) -> String?
    ) -> [Figure] {
        let pairs = requests.compactMap { request -> (days: Int, request: StoodRequest)? in
            guard let start = request.fact.received, let end = end(request), start.utf8.count == 10,
                end.utf8.count == 10, let first = CivilDay(firstOf: start),
                let last = CivilDay(firstOf: end)
            else { return nil }
            return (last.days - first.days, request)
        }
        guard let median = Counting.median(pairs.map(\.days)) else { return [] }
        return [
            Figure(name, .label("figure.\(name)"), .days(median), .of(pairs.map(\.request)))
        ]
    }

    var requestSection: Report.Section {
        var blocks: [Report.Block] = []
        if !received.isEmpty { blocks.append(.chart(.flow(flow))) }
        blocks.append(.table(Self.requestTable(requests, "requests")))
        return Report.Section("requests", .label("section.requests"), blocks)
    }

    static func requestTable(_ requests: [StoodRequest], _ id: String) -> Table {
        Table(
            id, .label("caption.requests"),
            [
                Table.Column("country"), Table.Column("request"), Table.Column("election"),
                Table.Column("received"), Table.Column("status"), Table.Column("since"),
                Table.Column("type"),
            ],
            requests.map { request in
                let fact = request.fact
                return Table.Row(
                    fact.id,
                    [
                        .words(.country(fact.country)), .words(.identifier(fact.id)),
                        election(fact), date(fact.received),
                        .words(.code("state", request.standing.state)),
                        date(request.standing.since), codes("type", fact.types),
                    ], SequenceSet(request.standing.sequences))
            })
    }

    private static func election(_ request: RequestFact) -> Table.Cell {
        var parts: [Words] = []
        if let kind = request.electionKind { parts.append(.code("electionKind", kind)) }
        if let date = request.electionDate { parts.append(.date(date)) }
        if parts.isEmpty, let election = request.election { parts.append(.identifier(election)) }
        return parts.isEmpty ? .empty : .words(.list(parts))
    }

    static func date(_ text: String?) -> Table.Cell { text.map { .words(.date($0)) } ?? .empty }

    static func codes(_ set: String, _ codes: [String]) -> Table.Cell {
        codes.isEmpty ? .empty : .words(.list(codes.map { .code(set, $0) }))
    }

    private var flow: FlowChart {
        let approved = received.filter { $0.standing.approved != nil }
        let helped = Set(assistance.compactMap { $0.fact.request ?? $0.fact.caseID })
        let assisted = approved.filter {
            helped.contains($0.fact.id) || helped.contains($0.fact.caseID)
        }
        let rest = received.filter { $0.standing.approved == nil }
        let declined = rest.filter { $0.standing.declined != nil }
        let left = rest.filter { $0.standing.declined == nil }
        let withdrawn = left.filter { $0.standing.state == "withdrawn" }
        let closed = left.filter { $0.standing.state == "closed" }
        let open = left.count - withdrawn.count - closed.count
        var nodes = [
            FlowChart.Node(.label("figure.requestsReceived"), received.count, stage: 0, from: nil)
        ]
        func add(_ label: Words, _ count: Int, stage: Int, from: Int) -> Int? {
            guard count > 0 else { return nil }
            nodes.append(FlowChart.Node(label, count, stage: stage, from: from))
            return nodes.count - 1
        }
        let yes = add(.code("state", "decided-yes"), approved.count, stage: 1, from: 0)
        _ = add(.code("state", "decided-no"), declined.count, stage: 1, from: 0)
        _ = add(.code("state", "withdrawn"), withdrawn.count, stage: 1, from: 0)
        _ = add(.code("state", "closed"), closed.count, stage: 1, from: 0)
        _ = add(.label("flow.open"), open, stage: 1, from: 0)
        if let yes {
            _ = add(.label("flow.assisted"), assisted.count, stage: 2, from: yes)
            _ = add(.label("flow.notYet"), approved.count - assisted.count, stage: 2, from: yes)
        }
        return FlowChart(.label("caption.flow"), nodes)
    }

    var declinedSection: Report.Section {
        let ended = requests.filter {
            $0.standing.declined != nil || $0.standing.state == "withdrawn"
        }
        let rows = ended.map { request in
            let fact = request.fact
            let reasons = Set(fact.declineReasons + request.decisions.flatMap(\.reasons)).sorted()
            return Table.Row(
                fact.id,
                [
                    .words(.country(fact.country)), .words(.identifier(fact.id)),
                    .words(.code("state", request.standing.state)),
                    Self.date(request.standing.since), Self.codes("declineReason", reasons),
                    fact.referredTo.isEmpty
                        ? .empty : .words(.list(fact.referredTo.map { .identifier($0) })),
                ],
                fact.sequences(
                    of: "request.declined", "request.withdrawn", "decision.issued",
                    "decision.amended"))
        }
        return Report.Section(
            "declined", .label("section.declined"),
            [
                .table(
                    Table(
                        "declined", .label("section.declined"),
                        [
                            Table.Column("country"), Table.Column("request"),
                            Table.Column("answer"), Table.Column("date"),
                            Table.Column("reasons"), Table.Column("referredTo"),
                        ], rows))
            ])
    }
}
