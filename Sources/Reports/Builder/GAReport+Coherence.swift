/// Policies, institutional memory, overlaps, gaps and rules.
extension GAReport {
    /// Policies issued or revised in the period, with the day.
    var policies: [(fact: PolicyFact, date: String)] {
        var result: [(fact: PolicyFact, date: String)] = []
        for fact in facts.policies {
            for date in [fact.revised, fact.issued] {
                guard let date, scope.contains(date) else { continue }
                result.append((fact, date))
                break
            }
        }
        return result
    }

    var policySection: Report.Section {
        let rows = policies.map { fact, date in
            let known = fact.acknowledgements.filter {
                $0.label <= scope.audience && scope.isReached($0)
            }
            return Table.Row(
                fact.id,
                [
                    .words(.identifier(fact.id)), .words(.published(fact.title)),
                    .words(.date(date)),
                    .figure(
                        Figure(
                            "policies.\(fact.id).acknowledgements",
                            .list([.identifier(fact.id), .label("column.acknowledgements")]),
                            .count(Set(known.map(\.agency)).count),
                            SequenceSet(known.map(\.sequence)))),
                ], fact.sequences)
        }
        return Report.Section(
            "policies", .label("section.policies"),
            [
                .table(
                    Table(
                        "policies", .label("section.policies"),
                        [
                            Table.Column("policy"), Table.Column("title"), Table.Column("date"),
                            Table.Column("acknowledgements", number: true),
                        ], rows))
            ])
    }

    var memory: [MemoryFact] { facts.memory.filter { scope.contains($0.date) } }

    var memorySection: Report.Section {
        let rows = memory.map { fact in
            Table.Row(
                fact.id,
                [
                    Self.date(fact.date), .words(.published(fact.title)),
                    fact.country.map { .words(.country($0)) } ?? .empty,
                    Self.codes("theme", fact.themes),
                    .words(.identifier(fact.events.first?.agency ?? "")),
                ], fact.sequences)
        }
        return Report.Section(
            "memory", .label("section.memory"),
            [
                .figures([
                    Counting.figure("lessons", memory.filter { !$0.isPractice }),
                    Counting.figure("practices", memory.filter(\.isPractice)),
                ]),
                .table(
                    Table(
                        "memory", .label("section.memory"),
                        [
                            Table.Column("date"), Table.Column("title"), Table.Column("country"),
                            Table.Column("theme"), Table.Column("agency"),
                        ], rows)),
            ])
    }

    var flagged: [OverlapFact] { facts.overlaps.filter { scope.contains($0.flagged) } }

    var coordinationSection: Report.Section {
        let open = facts.overlaps.filter { overlap in
            scope.isReached(overlap.flagged) && !scope.isReached(overlap.cleared)
                && !scope.isReached(overlap.resolved)
        }
        let verdicts = facts.verdicts.filter { scope.contains($0.events.first?.day) }
        let reviewed = verdicts.filter { $0.kind == "reviewed" }
        let resolved = verdicts.filter { $0.kind == "resolved" }
        let joint = facts.links.filter {
            $0.kind == "joint" && scope.contains($0.events.first?.day)
        }
        func table(
            _ id: String, _ column: String, _ set: String, _ order: [String],
            _ facts: [VerdictFact], _ key: (VerdictFact) -> [String]
        ) -> Report.Block {
            .table(
                Counting.table(
                    id, .label("caption.\(id)"), first: column, set: set,
                    Counting.groups(facts, order, by: key), [("count", Counting.counted)]))
        }
        return Report.Section(
            "coordination", .label("section.coordination"),
            [
                .figures([
                    Counting.figure("overlapsFlagged", flagged),
                    Counting.figure("overlapsReviewed", reviewed),
                    Counting.figure("overlapsResolved", resolved),
                    Counting.figure(
                        "overlapsCleared", facts.overlaps.filter { scope.contains($0.cleared) }),
                    Counting.figure("overlapsOpen", open), Counting.figure("joint", joint),
                ]),
                table("verdicts", "verdict", "verdict", ReportOrder.verdicts, reviewed) {
                    [$0.verdict]
                },
                table("resolutions", "resolution", "resolution", ReportOrder.resolutions, resolved)
                {
                    $0.resolution.map { [$0] } ?? []
                },
            ])
    }

    var gapsNoted: [GapFact] { facts.gaps.filter { scope.contains($0.noted) } }

    var gapSection: Report.Section {
        let open = facts.gaps.filter {
            scope.isReached($0.noted) && !scope.isReached($0.cleared)
        }
        let rows = open.map { gap in
            Table.Row(
                gap.id,
                [
                    gap.country.map { .words(.country($0)) } ?? .empty,
                    .words(.identifier(gap.need)), .words(Counting.words("theme", gap.theme)),
                    .words(Counting.words("phase", gap.phase)),
                    gap.priority.map { .words(.code("priority", $0)) } ?? .empty,
                    Self.date(gap.noted),
                ], gap.sequences)
        }
        return Report.Section(
            "gaps", .label("section.gaps"),
            [
                .figures([
                    Counting.figure("gapsNoted", gapsNoted),
                    Counting.figure(
                        "gapsCleared", facts.gaps.filter { scope.contains($0.cleared) }),
                    Counting.figure("gapsOpen", open),
                ]),
                .table(
                    Table(
                        "openGaps", .label("caption.openGaps"),
                        [
                            Table.Column("country"), Table.Column("need"), Table.Column("theme"),
                            Table.Column("phase"), Table.Column("priority"), Table.Column("since"),
                        ], rows)),
            ])
    }

    var ruleSection: Report.Section {
        let inPeriod = facts.breaches.filter {
            scope.contains($0.breached) || scope.contains($0.cleared)
        }
        return Report.Section(
            "rules", .label("section.rules"),
            [
                .table(
                    Counting.table(
                        "rules", .label("section.rules"), first: "rule", set: "rule",
                        Counting.groups(inPeriod, ReportOrder.rules) { [$0.rule] },
                        [
                            (
                                "breached",
                                { Counting.counted($0.filter { scope.contains($0.breached) }) }
                            ),
                            (
                                "cleared",
                                { Counting.counted($0.filter { scope.contains($0.cleared) }) }
                            ),
                            (
                                "open",
                                {
                                    Counting.counted(
                                        $0.filter {
                                            scope.isReached($0.breached)
                                                && !scope.isReached($0.cleared)
                                        })
                                }
                            ),
                        ]))
            ])
    }
}
