internal import Events
internal import JSON

/// Assistance and what goes on beside it.
extension RuleWorld {
    func takeAssistance(
        _ event: RuleEvent, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let id = document.text("activity", in: data) else { return }
        let moment = event.moment
        let key = event.agency + "/" + id
        var activity: ActivityFacts
        var isOther = false
        if let known = activities[key] {
            activity = known
        } else {
            activity = ActivityFacts(agency: event.agency, activity: id, first: moment)
            activities[key] = activity
            isOther = true
        }
        if moment < activity.first {
            activity.first = moment
            isOther = true
        }
        activity.news = max(activity.news, moment)
        isOther = activity.country.changes(event.country, moment) || isOther
        isOther = activity.type.changes(document.text("type", in: data), moment) || isOther
        isOther = activity.themes.changes(document.texts("themes", in: data), moment) || isOther
        isOther =
            activity.isAdjacent.changes(document.flag("adjacent", in: data), moment) || isOther
        isOther = takeLinks(event, of: activity, key, document, data) || isOther
        isOther = takeVerb(event.verb, of: activity, moment) || isOther
        if activity.agency == "ohchr" {
            advice[event.id] = key
            activity.ids.append(event.id)
        }
        // What most events say again, such as the theme, is not judged again.
        if isOther {
            if let name = document.text("event", in: data), let observers = observersByEvent[name] {
                for observer in observers.sorted() {
                    touched.append(RuleSlot(rule: "R-ROLE", about: observer))
                }
            }
            for rule in ["R-REQ", "R-ASSESS", "R-PARAM", "R-MANDATE"] {
                touched.append(RuleSlot(rule: rule, about: key))
            }
        }
        touched.append(RuleSlot(rule: "R-STALE", about: key))
        touched.append(RuleSlot(rule: "R-STATE", about: key))
        if activity.agency == "ohchr" { touched.append(RuleSlot(rule: "R-OHCHR", about: key)) }
    }

    /// The electoral event, decision and basis that an activity names.
    /// - Returns: did any of them change?
    private func takeLinks(
        _ event: RuleEvent, of activity: ActivityFacts, _ key: String,
        _ document: borrowing JSONDocument, _ data: Int
    ) -> Bool {
        let moment = event.moment
        var isOther = false
        if let name = document.text("event", in: data) {
            let isNamed = activity.event.value == name
            activity.event.offer(name, moment)
            if !isNamed {
                activitiesByEvent[name, default: []].insert(key)
                isOther = true
            }
        }
        if let decision = document.text("decision", in: data) {
            let isNamed = activity.decision.value == decision
            activity.decision.offer(decision, moment)
            if !isNamed {
                activitiesByDecision[decision, default: []].insert(key)
                isOther = true
            }
        }
        if let basis = document.basis(in: data) ?? event.caseID {
            isOther = activity.basis.changes(basis, moment) || isOther
            if !activity.bases.contains(basis) {
                activity.bases.append(basis)
                aCase(basis).activities.append(activity)
                isOther = true
            }
        }
        return isOther
    }

    /// - Returns: does it matter to more than how the activity goes on?
    private func takeVerb(_ verb: String, of activity: ActivityFacts, _ moment: Moment) -> Bool {
        let before = activity.state.value
        switch verb {
        case "committed":
            activity.committed.offer(true, moment)
            activity.state.offer("going on", moment)
        case "started":
            activity.started.offer(true, moment)
            activity.state.offer("going on", moment)
        case "updated": break
        case "planned": activity.state.offer("going on", moment)
        default: activity.state.offer(verb, moment)
        }
        note(verb, moment, in: &activity.history)
        return verb == "committed" || activity.state.value != before
    }

    /// Of each verb the extremes are enough to tell what does not fit: of ends the earliest, of others the latest.
    private func note(
        _ verb: String, _ moment: Moment, in history: inout [(moment: Moment, verb: String)]
    ) {
        let isEnd = verb == "completed" || verb == "cancelled"
        guard let place = history.firstIndex(where: { $0.verb == verb }) else {
            return history.append((moment, verb))
        }
        let known = history[place].moment
        history[place].moment = isEnd ? min(known, moment) : max(known, moment)
    }

    func takeMission(
        _ event: RuleEvent, _ verb: String, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let id = document.text("mission", in: data) else { return }
        let mission = missions[id] ?? MissionFacts()
        missions[id] = mission
        let moment = event.moment
        mission.country.offer(event.country, moment)
        mission.event.offer(document.text("event", in: data), moment)
        mission.caseID.offer(event.caseID ?? document.basis(in: data), moment)
        mission.reportDue.offer(document.text("reportDue", in: data), moment)
        if verb == "closed" { mission.closed.offer(true, moment) }
        if verb == "reported", ["mission", "final"].contains(document.text("kind", in: data)) {
            mission.reported = min(mission.reported ?? moment, moment)
        }
        touched.append(RuleSlot(rule: "R-REPORT", about: id))
    }

    func takeObserver(
        _ event: RuleEvent, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let observation = document.text("observation", in: data),
            let name = document.text("event", in: data)
        else { return }
        let agency = document.text("observer", "agency", in: data) ?? event.agency
        let key = "\(observation) \(agency)"
        let moment = event.moment
        let observer =
            observers[key]
            ?? ObserverFacts(
                declared: moment, observation: observation, agency: agency, event: name)
        observers[key] = observer
        observersByEvent[name, default: []].insert(key)
        observer.declared = min(observer.declared, moment)
        observer.kind.offer(document.text("observer", "kind", in: data), moment)
        observer.mandate.offer(document.text("mandate", in: data), moment)
        observer.country.offer(event.country, moment)
        observer.caseID.offer(event.caseID, moment)
        touched += [
            RuleSlot(rule: "R-ROLE", about: key), RuleSlot(rule: "R-MANDATE", about: key),
        ]
    }

    func takeBalance(
        _ event: RuleEvent, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let name = document.text("fund", in: data) else { return }
        let fundName = document.text("fundName", in: data)
        let key = [name, fundName, event.country].compactMap(\.self).joined(separator: "/")
        let fund = funds[key] ?? FundFacts()
        funds[key] = fund
        fund.fund = name
        fund.fundName = fundName
        let moment = event.moment
        fund.country.offer(event.country, moment)
        fund.event.offer(document.text("event", in: data), moment)
        fund.caseID.offer(event.caseID, moment)
        if let balance = document.amount("balance", in: data),
            let use = document.amount("monthlyUse", in: data),
            let day = document.text("asOf", in: data),
            let text = document.text("balance", "amount", in: data),
            let currency = document.text("balance", "currency", in: data)
        {
            fund.balance.offer(
                (balance - (document.amount("reserved", in: data) ?? 0), use, day, text, currency),
                moment)
        }
        touched.append(RuleSlot(rule: "R-FUND", about: key))
    }

    func takePolicy(
        _ event: RuleEvent, _ verb: String, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let id = document.text("policy", in: data) else { return }
        let policy = policies[id] ?? PolicyFacts()
        policies[id] = policy
        let moment = event.moment
        policy.caseID.offer(event.caseID, moment)
        if verb == "acknowledged" {
            let line = AgencyLine.line(of: event.agency)
            policy.acknowledged[line] = max(policy.acknowledged[line] ?? moment, moment)
        } else {
            // A revision asks anew only where it says until when.
            let due = document.text("acknowledgeBy", in: data)
            policy.due.offer(due, moment)
            if verb == "issued" || due != nil {
                policy.issued = max(policy.issued ?? moment, moment)
            }
        }
        touched.append(RuleSlot(rule: "R-POLICY*", about: id))
    }

    func takeAcknowledgement(
        _ event: RuleEvent, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard event.agency == "ead" else { return }
        if let activity = document.text("activity", in: data) {
            let key = "ohchr/\(activity)"
            acknowledged[key] = min(acknowledged[key] ?? event.moment, event.moment)
            touched.append(RuleSlot(rule: "R-OHCHR", about: key))
        }
        guard let id = document.text("acknowledges", "id", in: data),
            document.text("acknowledges", "source", in: data) == "urn:coordbus:agency:ohchr"
        else { return }
        acknowledged["#" + id] = event.moment
        if let key = advice[id] { touched.append(RuleSlot(rule: "R-OHCHR", about: key)) }
    }

    func takeIssue(
        _ event: RuleEvent, _ rule: String, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let date = document.text("issued", in: data) else { return }
        if let last = issued[rule], last.at > event.moment { return }
        issued[rule] = (event.moment, date, document.text("nextDue", in: data))
        touched.append(RuleSlot(rule: rule, about: rule))
    }
}
