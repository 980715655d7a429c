/// All that is known of one country: open requests, who does what, money, overlaps, gaps, and how it came about.
package struct CountryReport {
    private let country: String
    private let facts: Facts
    private let scope: ReportScope
    private let audience: Int

    /// - Parameters:
    ///   - all: of this country only.
    ///   - country: ISO 3166-1 alpha-3.
    package init(_ all: Facts, country: String, audience: Int) {
        self.country = country
        self.audience = audience
        facts = all.visible(to: audience)
        scope = .always(audience: audience)
    }

    package func report() -> Report {
        let last = max(1, facts.through)
        let requests = GAReport.stood(facts, scope)
        let open = requests.filter { $0.standing.isOpen }
        let current = facts.assistance.filter { !["completed", "cancelled"].contains($0.state) }
        let overlaps = facts.overlaps.filter { $0.cleared == nil && $0.resolved == nil }
        let gaps = facts.gaps.filter { $0.cleared == nil }
        // Without an end an activity goes on as far as the log does.
        let lastDay = facts.history.map(\.event.day).max() ?? "1970-01-01"
        let known = ReportScope(
            period: "0001-01-01"...max(lastDay, "0001-01-01"), audience: audience)
        let counted = CountedAssistance.all(facts, known).counted
        var help: [Report.Block] = []
        if let chart = ViewTables.timeline(counted, facts.requests) { help.append(.chart(chart)) }
        help.append(.table(ActivityTable.table(facts.assistance, "activities")))
        return Report(
            kind: .country, title: .label("title.country", [.country(country)]),
            lines: [
                .label("page.log", [.identifier("1-\(last)")]),
                .label("page.audience", [.code("audience", GAReport.audience(audience))]),
            ],
            sections: [
                Report.Section(
                    "summary", .label("section.summary"),
                    [
                        .figures([
                            Counting.figure("requestsReceived", requests),
                            Counting.figure("requestsOpen", open),
                            Counting.figure("activities", current),
                            Counting.figure("overlapsOpen", overlaps),
                            Counting.figure("gapsOpen", gaps),
                        ])
                    ]),
                Report.Section(
                    "openRequests", .label("section.openRequests"),
                    [.table(GAReport.requestTable(open, "openRequests"))]),
                Report.Section("whoDoesWhat", .label("section.whoDoesWhat"), help),
                Report.Section(
                    "funds", .label("section.funds"), [.table(ViewTables.money(facts.money))]),
                Report.Section(
                    "coordination", .label("section.coordination"),
                    [.table(ViewTables.overlaps(overlaps))]),
                Report.Section("gaps", .label("section.gaps"), [.table(ViewTables.gaps(gaps))]),
                Report.Section(
                    "rules", .label("section.rules"), [.table(ViewTables.breaches(facts.breaches))]),
                Report.Section(
                    "history", .label("section.history"),
                    [.table(ViewTables.history(facts.history))]),
            ], range: 1...last)
    }
}
