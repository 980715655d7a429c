/// Judges one thing by one rule: a function of what the world knows, the settings and the time.
struct RuleJudge {
    let world: RuleWorld
    let parameters: RuleParameters
    /// Nanoseconds since the Unix epoch, by the clock of the log.
    let now: Int64

    func judge(_ slot: RuleSlot) -> Judgement {
        switch slot.rule {
        // Those that every event of assistance asks for.
        case "R-STALE": stale(slot.about)
        case "R-STATE": state(slot.about)
        case "R-REQ": request(slot.about)
        case "R-WHO": who(slot.about)
        case "R-TIME": time(slot.about)
        case "R-ASSESS": assess(slot.about)
        case "R-PARAM": parameters(slot.about)
        case "R-MANDATE": mandate(slot.about)
        case "R-REPORT": report(slot.about)
        case "R-OHCHR": advice(slot.about)
        case "R-FUND": fund(slot.about)
        case "R-ROLE": role(slot.about)
        case "R-POLICY": policy(slot.about)
        case "R-BULL", "R-GA": issue(slot.about)
        default: .inOrder
        }
    }

    /// A deadline: breached once it has passed, clocks that stood still counted out.
    /// - Parameters:
    ///   - start: when the clock began.
    ///   - due: the moment after which it is late.
    ///   - finding: made only where it is told; most clocks never run out.
    func deadline(
        from start: Int64, due: Int64, in country: String?, noticeDays: Int?,
        _ finding: () -> Finding
    ) -> Judgement {
        let still = world.standstill(country, from: start, to: now)
        let due = due + still.0
        func told() -> Finding {
            var finding = finding()
            finding.due = due
            return finding
        }
        if !still.isNow, now >= due { return .breached(told()) }
        let next = still.isNow ? max(due, now + RuleDays.day) : due
        guard let noticeDays, !still.isNow else { return .waiting(until: next, notice: nil) }
        let notice = due - Int64(noticeDays + 1) * RuleDays.day
        guard now >= notice else { return .waiting(until: notice, notice: nil) }
        return .waiting(until: next, notice: (notice, due, told()))
    }

    // MARK: Assistance

    private func finding(
        _ activity: ActivityFacts, _ evidence: [UInt64], _ reason: RuleSentence,
        _ remedy: RuleSentences.Key
    ) -> Finding {
        Finding(
            evidence: evidence, reason: reason, remedy: RuleSentence(remedy),
            agency: activity.agency,
            country: activity.country.value, event: activity.event.value,
            caseID: activity.basis.value)
    }

    private func request(_ key: String) -> Judgement {
        guard let activity = world.activities[key], !activity.isCancelled,
            activity.isAdjacent.value != true
        else { return .inOrder }
        let evidence = [activity.first.sequence]
        let remedy = RuleSentences.Key.registerBasis
        let place = activity.country.value ?? "–"
        guard let basis = activity.basis.value else {
            return .breached(
                finding(activity, evidence, RuleSentence(.noBasis, key, place), remedy))
        }
        if let mandate = world.mandates[basis], mandate.established != nil {
            let countries = mandate.countries.value ?? []
            guard let country = activity.country.value, !countries.isEmpty,
                !countries.contains(country)
            else { return .inOrder }
            return .breached(
                finding(
                    activity, evidence, RuleSentence(.otherMandate, key, country, basis), remedy))
        }
        guard let request = world.requests[basis], let received = request.first else {
            return .breached(
                finding(
                    activity, evidence, RuleSentence(.unknownBasis, key, place, basis), remedy))
        }
        if let country = activity.country.value, let asked = request.country.value, asked != country
        {
            return .breached(
                finding(
                    activity, evidence + [received.sequence],
                    RuleSentence(.otherRequest, key, country, basis, asked), remedy))
        }
        if let end = request.refused.at, let how = request.refused.value,
            end.time < activity.first.time
        {
            return .breached(
                finding(
                    activity, evidence + [end.sequence],
                    RuleSentence(
                        how == "withdrawn" ? .afterWithdrawal : .afterRefusal, key, basis),
                    remedy))
        }
        return .inOrder
    }

    private func assess(_ key: String) -> Judgement {
        guard let activity = world.activities[key], !activity.isCancelled,
            activity.isAdjacent.value != true,
            let committed = activity.committed.at, let basis = activity.basis.value
        else { return .inOrder }
        let found = world.cases[basis]
        let hasReport = found?.reports.contains { $0.time <= committed.time } ?? false
        let hasDecision =
            found?.decisions.contains { $0.approved.map { $0.time <= committed.time } ?? false }
            ?? false
        guard !hasReport || !hasDecision else { return .inOrder }
        let lacking: RuleSentences.Key =
            hasReport ? .noDecision : hasDecision ? .noReport : .noReportNorDecision
        return .breached(
            finding(
                activity, [committed.sequence],
                RuleSentence(lacking, key, RuleDays.text(committed.time), basis), .assessFirst))
    }

    private func parameters(_ key: String) -> Judgement {
        guard let activity = world.activities[key], !activity.isCancelled,
            let committed = activity.committed.at
        else { return .inOrder }
        let named = activity.decision.value.flatMap { world.decisions[$0] }
        let ofCase = activity.basis.value.flatMap { world.cases[$0] }?.decisions ?? []
        let deciding = (named.map { [$0] } ?? ofCase).filter {
            $0.stage.value == "assist" && $0.outcome.value == "approved"
        }
        guard !deciding.isEmpty else { return .inOrder }
        var problem: (kind: RuleSentences.Key, code: String)?
        for decision in deciding {
            guard let outside = outside(activity, decision) else { return .inOrder }
            problem = outside
        }
        guard let problem else { return .inOrder }
        return .breached(
            finding(
                activity,
                (deciding.compactMap { $0.issued?.sequence } + [committed.sequence]).sorted(),
                RuleSentence(
                    problem.kind, key, problem.code, deciding.map(\.id).joined(separator: ", ")),
                .keepToDecision))
    }

    /// What of the activity the decision does not name; nil when it names all.
    private func outside(
        _ activity: ActivityFacts, _ decision: DecisionFacts
    ) -> (kind: RuleSentences.Key, code: String)? {
        if let types = decision.types.value, !types.isEmpty, let type = activity.type.value,
            !types.contains(type)
        {
            return (.otherType, type)
        }
        guard let themes = decision.themes.value, !themes.isEmpty else { return nil }
        let others = (activity.themes.value ?? []).filter { !themes.contains($0) }
        return others.isEmpty ? nil : (.otherTheme, others.joined(separator: ", "))
    }

    private static let mandated: Set<String> = ["cert", "sup", "obs", "org"]

    private func mandate(_ about: String) -> Judgement {
        if let observer = world.observers[about] {
            guard observer.kind.value == "un" else { return .inOrder }
            if let id = observer.mandate.value, covers(id, "obs") { return .inOrder }
            return .breached(
                Finding(
                    evidence: [observer.declared.sequence],
                    reason: RuleSentence(
                        .observerWithoutMandate, observer.agency, observer.event),
                    remedy: RuleSentence(.nameMandate),
                    agency: observer.agency, country: observer.country.value, event: observer.event,
                    caseID: observer.caseID.value))
        }
        guard let activity = world.activities[about], !activity.isCancelled,
            let type = activity.type.value, Self.mandated.contains(type)
        else { return .inOrder }
        if let basis = activity.basis.value, covers(basis, type) { return .inOrder }
        return .breached(
            finding(
                activity, [activity.first.sequence],
                RuleSentence(.typeWithoutMandate, about, type), .mandateOrOtherType))
    }

    private func covers(_ id: String, _ type: String) -> Bool {
        guard let mandate = world.mandates[id], mandate.established != nil else { return false }
        guard let types = mandate.types.value, !types.isEmpty else { return true }
        return types.contains(type)
    }

    private func stale(_ key: String) -> Judgement {
        guard let activity = world.activities[key], activity.started.value != nil,
            activity.state.value == "going on", activity.isAdjacent.value != true
        else { return .inOrder }
        let weeks = parameters.staleWeeks
        let due = activity.news.time + Int64(weeks * 7) * RuleDays.day
        return deadline(
            from: activity.news.time, due: due, in: activity.country.value, noticeDays: nil
        ) {
            let evidence = Set(
                [activity.started.at?.sequence, activity.news.sequence].compactMap(\.self))
            return finding(
                activity, evidence.sorted(),
                RuleSentence(.silent, key, RuleDays.text(activity.news.time)), .tellNews)
        }
    }

    private func advice(_ key: String) -> Judgement {
        guard let activity = world.activities[key], !activity.isCancelled,
            activity.type.value == nil || activity.type.value == "adv"
        else { return .inOrder }
        let isKnown =
            world.acknowledged[key] != nil
            || activity.ids.contains { world.acknowledged["#" + $0] != nil }
        guard !isKnown else { return .inOrder }
        let days = parameters.number("R-OHCHR", "days")
        return deadline(
            from: activity.first.time, due: activity.first.time + Int64(days) * RuleDays.day,
            in: activity.country.value, noticeDays: parameters.number("R-OHCHR", "notice_days")
        ) {
            finding(
                activity, [activity.first.sequence],
                RuleSentence(
                    .adviceUnseen, activity.activity, RuleDays.text(activity.first.time)),
                .acknowledgeAdvice)
        }
    }
}
