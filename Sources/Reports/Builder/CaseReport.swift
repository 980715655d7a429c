/// All that traces to one request or mandate, in order, and who knows of it.
package struct CaseReport {
    private let id: String
    private let facts: Facts
    private let audience: Int

    /// - Parameters:
    ///   - all: of this case only.
    ///   - id: the case's identifier, the `correlationid` of its events.
    package init(_ all: Facts, id: String, audience: Int) {
        self.id = id
        self.audience = audience
        facts = all.visible(to: audience)
    }

    /// Does anybody who may read it know of the case?
    package var isKnown: Bool { !facts.history.isEmpty }

    package func report() -> Report {
        let last = max(1, facts.through)
        let requests = GAReport.stood(facts, .always(audience: audience))
        let lastDay = facts.history.map(\.event.day).max() ?? "0001-01-01"
        let known = ReportScope(
            period: "0001-01-01"...max(lastDay, "0001-01-01"), audience: audience)
        let counted = CountedAssistance.all(facts, known).counted
        var help: [Report.Block] = []
        if let chart = ViewTables.timeline(counted, facts.requests) { help.append(.chart(chart)) }
        help.append(.table(ActivityTable.table(facts.assistance, "activities")))
        return Report(
            kind: .case, title: .label("title.case", [.identifier(id)]),
            lines: [
                .label("page.log", [.identifier("1-\(last)")]),
                .label("page.audience", [.code("audience", GAReport.audience(audience))]),
            ],
            sections: [
                Report.Section(
                    "requests", .label("section.requests"),
                    [.table(GAReport.requestTable(requests, "requests"))]),
                Report.Section(
                    "responses", .label("section.responses"),
                    [.table(ViewTables.decisions(facts.decisions))]),
                Report.Section(
                    "assessments", .label("section.assessments"),
                    [.table(ViewTables.needs(facts.assessments))]),
                Report.Section("whoDoesWhat", .label("section.whoDoesWhat"), help),
                Report.Section(
                    "funds", .label("section.funds"), [.table(ViewTables.money(facts.money))]),
                Report.Section(
                    "coordination", .label("section.coordination"),
                    [.table(ViewTables.overlaps(facts.overlaps))]),
                Report.Section(
                    "gaps", .label("section.gaps"), [.table(ViewTables.gaps(facts.gaps))]),
                Report.Section(
                    "rules", .label("section.rules"), [.table(ViewTables.breaches(facts.breaches))]),
                Report.Section(
                    "whoKnows", .label("section.whoKnows"),
                    [.table(ViewTables.whoKnows(facts.history, facts.inboxes))]),
                Report.Section(
                    "history", .label("section.history"),
                    [.table(ViewTables.history(facts.history))]),
            ], range: 1...last)
    }
}
