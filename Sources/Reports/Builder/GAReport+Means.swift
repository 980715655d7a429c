/// Assessments, experts, missions, money.
extension GAReport {
    var assessmentSection: Report.Section {
        let reported = facts.assessments.filter { scope.contains($0.submitted) }
        let needs = reported.flatMap(\.needs)
        let findings = ["timeSufficient", "conditionsConducive", "reportPlan"].map { finding in
            Table.Row(
                finding,
                [.words(.code("finding", finding))]
                    + ["yes", "no", "unknown"].map { answer in
                        let some = reported.filter { $0.findings[finding] == answer }
                        return .figure(
                            Figure(
                                "findings.\(finding).\(answer)",
                                .list([.code("finding", finding), .code("answer", answer)]),
                                .count(some.count), .of(some)))
                    })
        }
        let table = Table(
            "findings", .label("caption.findings"),
            [Table.Column("finding")]
                + ["yes", "no", "unknown"].map {
                    Table.Column($0, .code("answer", $0), number: true)
                }, reported.isEmpty ? [] : findings)
        return Report.Section(
            "assessments", .label("section.assessments"),
            [
                .figures([
                    Counting.figure("assessmentsReported", reported),
                    Figure("needs", .label("figure.needs"), .count(needs.count), .of(reported)),
                ]), .table(table),
            ])
    }

    var expertSection: Report.Section {
        let requested = facts.posts.filter { scope.contains($0.requested) }
        let nominated = facts.posts.filter { scope.contains($0.nominated) }
        let deployed = facts.posts.filter { scope.contains($0.deployed) }
        let inPeriod = facts.posts.filter {
            scope.contains($0.requested) || scope.contains($0.deployed)
        }
        func people(_ posts: [PostFact]) -> (Int, SequenceSet) {
            (posts.reduce(0) { $0 + $1.count }, .of(posts))
        }
        func figure(_ name: String, _ posts: [PostFact], _ type: String) -> Figure {
            Figure(
                name, .label("figure.\(name)"), .count(people(posts).0),
                .union(posts.map { $0.sequences(of: type) }))
        }
        let columns: [(name: String, value: ([PostFact]) -> (Int, SequenceSet))] = [
            ("requested", { people($0.filter { scope.contains($0.requested) }) }),
            ("deployed", { people($0.filter { scope.contains($0.deployed) }) }),
        ]
        return Report.Section(
            "experts", .label("section.experts"),
            [
                .figures([
                    figure("expertsRequested", requested, "expert.requested"),
                    figure("expertsNominated", nominated, "expert.nominated"),
                    figure("expertsDeployed", deployed, "expert.deployed"),
                ]),
                .table(
                    Counting.table(
                        "expertsByTheme", .label("caption.byTheme"), first: "theme", set: "theme",
                        Counting.groups(inPeriod, ReportOrder.themes) {
                            $0.theme.map { [$0] } ?? []
                        },
                        columns)),
                .table(
                    Counting.table(
                        "expertsByDuration", .label("caption.byDuration"), first: "duration",
                        set: "durationClass",
                        Counting.groups(inPeriod, ReportOrder.durations) {
                            $0.durationClass.map { [$0] } ?? []
                        }, columns)),
            ])
    }

    var missionSection: Report.Section {
        let deployed = facts.missions.filter { scope.contains($0.deployed) }
        let reported = facts.missions.filter { scope.contains($0.reported) }
        let inPeriod = facts.missions.filter {
            scope.contains($0.deployed) || scope.contains($0.reported)
        }
        let declared = facts.observations.filter { observation in
            observation.events.contains {
                $0.type == "observation.declared" && scope.contains($0.day)
            }
        }
        return Report.Section(
            "missions", .label("section.missions"),
            [
                .figures([
                    Counting.figure("missionsDeployed", deployed),
                    Counting.figure("missionReports", reported),
                    Counting.figure(
                        "observationsInvited",
                        facts.observations.filter { scope.contains($0.invited) }),
                    Counting.figure("observationsDeclared", declared),
                ]),
                .table(
                    Counting.table(
                        "missionsByKind", .label("caption.byKind"), first: "kind",
                        set: "missionKind",
                        Counting.groups(inPeriod, ReportOrder.missionKinds) {
                            $0.kind.map { [$0] } ?? []
                        },
                        [
                            (
                                "deployed",
                                { Counting.counted($0.filter { scope.contains($0.deployed) }) }
                            ),
                            (
                                "reported",
                                { Counting.counted($0.filter { scope.contains($0.reported) }) }
                            ),
                        ])),
            ])
    }

    var fundSection: Report.Section {
        let money = facts.money.filter { scope.contains($0.date) }
        let balances = facts.balances.filter { scope.isReached($0.asOf) }
        let table = FundTable(money, balances)
        var blocks: [Report.Block] = []
        for chart in table.charts { blocks.append(.chart(.bars(chart))) }
        blocks += [
            .table(table.table), .table(contributors(money)), .paragraph(.label("note.pledges")),
        ]
        return Report.Section("funds", .label("section.funds"), blocks)
    }

    private func contributors(_ money: [MoneyFact]) -> Table {
        var sums: [String: [MoneyFact]] = [:]
        for fact in money where fact.stage == "received" {
            let who = fact.contributorCountry ?? fact.contributorName ?? ""
            sums[who + "\t" + fact.amount.currency, default: []].append(fact)
        }
        let rows = sums.sorted { $0.key < $1.key }.map { key, facts in
            let fact = facts[0]
            let who: Words =
                fact.contributorCountry.map { .country($0) }
                ?? fact.contributorName.map { .name($0) } ?? .label("page.notStated")
            let id = key.replacing("\t", with: ".")
            return Table.Row(
                id,
                [
                    .words(who),
                    .figure(
                        Figure(
                            "contributors.\(id)", who,
                            .amount(FundTable.sum(facts, fact.amount.currency)), .of(facts))),
                ])
        }
        return Table(
            "contributors", .label("caption.contributors"),
            [Table.Column("contributor"), Table.Column("receivedMoney", number: true)], rows)
    }
}
