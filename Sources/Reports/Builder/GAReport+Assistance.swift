/// Who was helped, with what, when.
extension GAReport {
    /// Countries with the activities in them, by code; regional activities are none's.
    var assistedCountries: [(code: String, facts: [CountedAssistance])] {
        Counting.groups(assistance, []) { $0.fact.countries }.filter { !$0.code.isEmpty }
    }

    var assistedSection: Report.Section {
        let groups = assistedCountries.filter { Regions.shared.isMemberState($0.code) }
        let rows = groups.map { code, activities in
            func figure(_ name: String, _ some: [CountedAssistance]) -> Table.Cell {
                .figure(
                    Figure(
                        "assisted.\(code).\(name)",
                        .list([.country(code), .label("column.\(name)")]), .count(some.count),
                        .of(some)))
            }
            let agencies = Set(activities.map(\.fact.agency)).sorted()
            return Table.Row(
                code,
                [
                    .words(.country(code)),
                    .words(.code("region", Regions.shared.region(of: code))),
                    figure("activities", activities), figure("newOnes", activities.filter(\.isNew)),
                    figure("continuing", activities.filter { !$0.isNew }),
                    .words(.list(agencies.map { .identifier($0) })),
                ])
        }
        let table = Table(
            "assisted", .label("caption.assisted"),
            [
                Table.Column("country"), Table.Column("region"),
                Table.Column("activities", number: true), Table.Column("newOnes", number: true),
                Table.Column("continuing", number: true), Table.Column("agencies"),
            ], rows)
        var blocks: [Report.Block] = []
        if !groups.isEmpty { blocks.append(.chart(.bars(statesByRegion(groups.map(\.code))))) }
        blocks.append(.table(table))
        return Report.Section("assisted", .label("section.assisted"), blocks)
    }

    private func statesByRegion(_ codes: [String]) -> BarChart {
        BarChart(
            .label("caption.byRegion"),
            Regions.shared.order.compactMap { region in
                let count = codes.filter { Regions.shared.region(of: $0) == region }.count
                return count == 0 && region == "other"
                    ? nil : BarChart.Row(.code("region", region), [.count(count)])
            })
    }

    var natureSection: Report.Section {
        let columns: [(name: String, value: ([CountedAssistance]) -> (Int, SequenceSet))] = [
            ("activities", Counting.counted),
            (
                "countries",
                { activities in
                    (Set(activities.flatMap(\.fact.countries)).count, .of(activities))
                }
            ),
        ]
        func table(
            _ name: String, _ column: String, _ set: String, _ order: [String],
            _ key: (CountedAssistance) -> [String]
        ) -> Table {
            Counting.table(
                name, .label("caption.\(name)"), first: column, set: set,
                Counting.groups(assistance, order, by: key), columns)
        }
        let byType = table("byType", "type", "type", ReportOrder.types) {
            $0.fact.type.map { [$0] } ?? []
        }
        let byTheme = table("byTheme", "theme", "theme", ReportOrder.themes) { $0.fact.themes }
        let byPhase = table("byPhase", "phase", "phase", ReportOrder.phases) { $0.fact.phases }
        let byRegion = table("byRegion", "region", "region", Regions.shared.order) { activity in
            let regions = activity.fact.countries.map { Regions.shared.region(of: $0) }
            return regions.isEmpty ? ["regional"] : regions
        }
        var blocks: [Report.Block] = [
            .figures([
                Counting.figure(
                    "genderMarked", assistance.filter { ($0.fact.genderMarker ?? 0) > 0 }),
                Counting.figure(
                    "disabilityMarked", assistance.filter { ($0.fact.disabilityMarker ?? 0) > 0 }),
                Counting.figure("activitiesSecondary", secondary),
            ]), .table(byType), .table(byRegion),
        ]
        for table in [byTheme, byPhase] where !table.rows.isEmpty {
            blocks.append(.chart(.bars(Self.bars(table))))
        }
        blocks += [.table(byTheme), .table(byPhase), .paragraph(.label("note.several"))]
        return Report.Section("nature", .label("section.nature"), blocks)
    }

    /// The first column of figures of a table as bars.
    static func bars(_ table: Table) -> BarChart {
        BarChart(
            table.caption,
            table.rows.compactMap { row in
                guard case .words(let name) = row.cells[0], case .figure(let figure) = row.cells[1]
                else { return nil }
                return BarChart.Row(name, [figure.value])
            })
    }

    var timelineSection: Report.Section {
        var marks: [String: Set<Int>] = [:]
        for request in facts.requests {
            guard let date = request.electionDate, date.utf8.count == 10,
                let day = CivilDay(firstOf: date)
            else { continue }
            marks[request.country, default: []].insert(day.days)
        }
        let rows = assistedCountries.map { code, activities in
            TimelineChart.Row(
                .country(code), TimelineBars.of(activities), marks: (marks[code] ?? []).sorted())
        }
        guard !rows.isEmpty, let first = CivilDay(firstOf: scope.period.lowerBound),
            let last = CivilDay(firstOf: scope.period.upperBound)
        else {
            return Report.Section(
                "timeline", .label("section.timeline"), [.paragraph(.label("page.nothing"))])
        }
        let chart = TimelineChart(
            .label("section.timeline"), first.days...max(first.days, last.days), rows)
        return Report.Section(
            "timeline", .label("section.timeline"), [.chart(.timeline(chart))])
    }
}

/// Bars of one country: days of activities of one part of the cycle, those that touch made one.
enum TimelineBars {
    static func of(_ activities: [CountedAssistance]) -> [TimelineChart.Bar] {
        var spans: [TimelineChart.Part: [ClosedRange<Int>]] = [:]
        for activity in activities {
            guard let first = CivilDay(firstOf: activity.days.lowerBound),
                let last = CivilDay(firstOf: activity.days.upperBound)
            else { continue }
            let parts = Set(
                activity.fact.phases.compactMap { phase in
                    TimelineChart.Part(rawValue: String(phase.prefix { $0 != "." }))
                })
            for part in parts.isEmpty ? [.none] : parts {
                spans[part, default: []].append(first.days...last.days)
            }
        }
        return TimelineChart.Part.allCases.flatMap { part in
            merged(spans[part] ?? []).map { TimelineChart.Bar($0, part) }
        }
    }

    private static func merged(_ spans: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        for span in spans.sorted(by: {
            ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
        }) {
            if let last = result.last, span.lowerBound <= last.upperBound + 1 {
                result[result.count - 1] =
                    last.lowerBound...max(last.upperBound, span.upperBound)
            } else {
                result.append(span)
            }
        }
        return result
    }
}
