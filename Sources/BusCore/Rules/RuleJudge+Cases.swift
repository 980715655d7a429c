internal import Events

/// Rules about requests, missions, money, policies and reports.
extension RuleJudge {
    func who(_ id: String) -> Judgement {
        guard let request = world.requests[id], let first = request.first,
            let authority = request.authority.value, authority != "can-bind-state"
        else { return .inOrder }
        let isHeard = authority == "emb" || authority == "other"
        return .breached(
            Finding(
                evidence: evidence([first.sequence, request.authority.at?.sequence]),
                reason: RuleSentence(isHeard ? .cannotBind : .notConsidered, id, authority),
                remedy: RuleSentence(.clarifyRequester),
                country: request.country.value, event: request.event.value, caseID: id))
    }

    func time(_ id: String) -> Judgement {
        guard let request = world.requests[id], let first = request.first,
            let received = request.received.value
        else { return .inOrder }
        let registered = request.event.value.flatMap { world.elections[$0] }
        var dates = [request.electionDate]
        if let registered { dates.append(registered) }
        let known = dates.compactMap { date in
            date.at.flatMap { at in date.value.map { (at, $0) } }
        }.max { $0.0 < $1.0 }
        let months = parameters.number("R-TIME", "months")
        guard let (at, day) = known, let election = RuleDays.start(day),
            let earliest = RuleDays.start(RuleDays.adding(months: months, to: received)),
            earliest > election
        else { return .inOrder }
        return .breached(
            Finding(
                evidence: evidence([first.sequence, at.sequence]),
                reason: RuleSentence(.tooLate, id, received, day, String(months)),
                remedy: RuleSentence(.laterElection),
                days: Int((earliest - election) / RuleDays.day),
                country: request.country.value, event: request.event.value, caseID: id))
    }

    func report(_ id: String) -> Judgement {
        guard let mission = world.missions[id], mission.reported == nil,
            let closed = mission.closed.at
        else { return .inOrder }
        let days = Int64(parameters.number("R-REPORT", "days"))
        let due =
            RuleDays.end(mission.reportDue.value) ?? closed.time + (days + 1) * RuleDays.day
        return deadline(
            from: closed.time, due: due, in: mission.country.value,
            noticeDays: parameters.number("R-REPORT", "notice_days")
        ) {
            Finding(
                evidence: [closed.sequence],
                reason: RuleSentence(.unreported, id, RuleDays.text(closed.time)),
                remedy: RuleSentence(.reportMission), agency: closed.agency,
                country: mission.country.value,
                event: mission.event.value, caseID: mission.caseID.value)
        }
    }

    func fund(_ key: String) -> Judgement {
        guard let fund = world.funds[key], let balance = fund.balance.value,
            let at = fund.balance.at, balance.use > 0
        else { return .inOrder }
        let wanted = parameters.number("R-FUND", "months")
        let months = balance.balance / balance.use
        guard months < Double(wanted) else { return .inOrder }
        let rounded = (months * 10).rounded() / 10
        return .breached(
            Finding(
                evidence: [at.sequence],
                reason: RuleSentence(
                    .runningDry, fund.fundName ?? fund.fund, String(rounded), String(wanted)),
                remedy: RuleSentence(.refill),
                agency: at.agency, country: fund.country.value, event: fund.event.value,
                caseID: fund.caseID.value))
    }

    func role(_ key: String) -> Judgement {
        guard let observer = world.observers[key] else { return .inOrder }
        let assisting = (world.activitiesByEvent[observer.event] ?? []).compactMap {
            world.activities[$0]
        }.filter {
            $0.agency == observer.agency && !$0.isCancelled && $0.type.value != "obs"
                && $0.type.value != "opsobs"
        }.min { $0.first < $1.first }
        guard let assisting else { return .inOrder }
        return .breached(
            Finding(
                evidence: evidence([assisting.first.sequence, observer.declared.sequence]),
                reason: RuleSentence(
                    .twoRoles, observer.agency, observer.event, assisting.activity),
                remedy: RuleSentence(.oneRole),
                agency: observer.agency, country: observer.country.value, event: observer.event,
                caseID: observer.caseID.value))
    }

    /// - Parameter about: agency, a space, and the policy.
    func policy(_ about: String) -> Judgement {
        let parts = about.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let policy = world.policies[parts[1]], let issued = policy.issued,
            parts[0] != issued.agency
        else { return .inOrder }
        if let read = policy.acknowledged[AgencyLine.line(of: parts[0])], read >= issued {
            return .inOrder
        }
        let days = Int64(parameters.number("R-POLICY", "days"))
        let due = RuleDays.end(policy.due.value) ?? issued.time + (days + 1) * RuleDays.day
        return deadline(
            from: issued.time, due: due, in: nil,
            noticeDays: parameters.number("R-POLICY", "notice_days")
        ) {
            Finding(
                evidence: [issued.sequence],
                reason: RuleSentence(.unread, parts[0], parts[1]),
                remedy: RuleSentence(.acknowledgePolicy),
                agency: parts[0], caseID: policy.caseID.value)
        }
    }

    func issue(_ rule: String) -> Judgement {
        guard let last = world.issued[rule] else { return .inOrder }
        let days = Int64(parameters.number(rule, "days"))
        guard
            let due = RuleDays.end(last.next)
                ?? RuleDays.end(last.date).map({ $0 + days * RuleDays.day })
        else { return .inOrder }
        let isBulletin = rule == "R-BULL"
        return deadline(
            from: last.at.time, due: due, in: nil,
            noticeDays: parameters.number(rule, "notice_days")
        ) {
            Finding(
                evidence: [last.at.sequence],
                reason: RuleSentence(isBulletin ? .noBulletin : .noReportToAssembly, last.date),
                remedy: RuleSentence(isBulletin ? .issueBulletin : .issueReport),
                agency: last.at.agency)
        }
    }

    // MARK: What does not fit

    func state(_ about: String) -> Judgement {
        if let activity = world.activities[about] { return state(of: activity) }
        if let request = world.requests[about] { return state(of: request) }
        guard let decision = world.decisions[about], let issued = decision.issued,
            let basis = decision.basis.value, world.requests[basis]?.first == nil,
            world.mandates[basis]?.established == nil
        else { return .inOrder }
        return .breached(
            Finding(
                evidence: [issued.sequence],
                reason: RuleSentence(.answersNothing, about, basis),
                remedy: RuleSentence(.registerRequest),
                agency: issued.agency, country: decision.country.value, caseID: basis))
    }

    private func state(of activity: ActivityFacts) -> Judgement {
        func isEnd(_ verb: String) -> Bool { verb == "completed" || verb == "cancelled" }
        guard activity.history.contains(where: { isEnd($0.verb) }) else { return .inOrder }
        let ends = activity.history.filter { isEnd($0.verb) }
        guard let end = ends.min(by: { $0.moment < $1.moment }),
            let after = activity.history.first(where: {
                $0.verb != "completed" && $0.verb != "cancelled" && $0.moment.time > end.moment.time
            })
        else { return .inOrder }
        return .breached(
            Finding(
                evidence: evidence([end.moment.sequence, after.moment.sequence]),
                reason: RuleSentence(
                    .afterEnd, activity.key, "assistance." + after.verb, "assistance." + end.verb),
                remedy: RuleSentence(.ownActivity), agency: activity.agency,
                country: activity.country.value, event: activity.event.value,
                caseID: activity.basis.value))
    }

    private func state(of request: RequestFacts) -> Judgement {
        func misfit(
            _ sequences: [UInt64?], _ reason: RuleSentence, _ remedy: RuleSentences.Key
        ) -> Judgement {
            .breached(
                Finding(
                    evidence: evidence(sequences), reason: reason, remedy: RuleSentence(remedy),
                    country: request.country.value, event: request.event.value,
                    caseID: request.id))
        }
        let history = request.history.sorted { $0.moment < $1.moment }
        guard let first = request.first else {
            return misfit(
                [history.first?.moment.sequence],
                RuleSentence(.neverReceived, request.id), .receiveRequest)
        }
        if let early = history.first(where: { $0.moment.time < first.time }) {
            return misfit(
                [early.moment.sequence, first.sequence],
                RuleSentence(.beforeReceipt, request.id, "request." + early.verb), .rightTime)
        }
        let ends = ["withdrawn", "declined", "closed"]
        if let end = history.first(where: { ends.contains($0.verb) }),
            let after = history.first(where: {
                $0.moment.time > end.moment.time && $0.verb != "closed"
            })
        {
            return misfit(
                [end.moment.sequence, after.moment.sequence],
                RuleSentence(
                    .afterEnd, request.id, "request." + after.verb, "request." + end.verb),
                .ownRequest)
        }
        let deciding = (world.cases[request.id]?.decisions ?? []).filter {
            $0.stage.value == "assist" && $0.issued != nil && $0.outcome.value != "deferred"
        }
        guard deciding.count > 1 else { return .inOrder }
        return misfit(
            deciding.map { $0.issued?.sequence },
            RuleSentence(.twoDecisions, String(deciding.count), request.id), .deferOthers)
    }

    private func evidence(_ sequences: [UInt64?]) -> [UInt64] {
        Array(Set(sequences.compactMap(\.self))).sorted()
    }
}
