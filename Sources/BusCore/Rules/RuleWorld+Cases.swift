internal import Events
internal import JSON

/// Requests, mandates, assessments and decisions, and whom they touch.
extension RuleWorld {
    func takeRequest(
        _ event: RuleEvent, _ verb: String, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let id = document.text("request", in: data) else { return }
        let request = request(id)
        let moment = event.moment
        request.country.offer(event.country, moment)
        request.history.append((moment, verb))
        switch verb {
        case "received", "clarified":
            if verb == "received" {
                request.received.offer(document.text("received", in: data), moment)
                request.first = min(request.first ?? moment, moment)
            }
            request.authority.offer(document.text("requester", "authority", in: data), moment)
            request.electionDate.offer(document.text("electionDate", in: data), moment)
            if let name = document.text("event", in: data) {
                request.event.offer(name, moment)
                requestsByEvent[name, default: []].insert(id)
            }
        case "withdrawn", "declined": request.refused.offer(verb, moment)
        default: break
        }
        touched += [
            RuleSlot(rule: "R-WHO", about: id), RuleSlot(rule: "R-TIME", about: id),
            RuleSlot(rule: "R-STATE", about: id),
        ]
        touchCase(id, ["R-REQ"], &touched)
        for decision in cases[id]?.decisions ?? [] {
            touched.append(RuleSlot(rule: "R-STATE", about: decision.id))
        }
    }

    func takeMandate(
        _ event: RuleEvent, _ verb: String, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let id = document.text("mandate", in: data) else { return }
        let mandate = mandate(id)
        let moment = event.moment
        if verb == "established" {
            mandate.established = min(mandate.established ?? moment, moment)
        }
        let countries =
            document.texts("countries", in: data) ?? document.text("country", in: data).map { [$0] }
        mandate.countries.offer(countries, moment)
        mandate.types.offer(document.texts("types", in: data), moment)
        touchCase(id, ["R-REQ", "R-MANDATE"], &touched)
        for decision in cases[id]?.decisions ?? [] {
            touched.append(RuleSlot(rule: "R-STATE", about: decision.id))
        }
        for (key, observer) in observers where observer.mandate.value == id {
            touched.append(RuleSlot(rule: "R-MANDATE", about: key))
        }
    }

    func takeReport(
        _ event: RuleEvent, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let basis = document.basis(in: data) ?? event.caseID else { return }
        aCase(basis).reports.append(event.moment)
        touchCase(basis, ["R-ASSESS"], &touched)
    }

    func takeDecision(
        _ event: RuleEvent, _ verb: String, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard verb != "recommended", let id = document.text("decision", in: data) else { return }
        let decision = decision(id)
        let moment = event.moment
        if verb == "issued" { decision.issued = min(decision.issued ?? moment, moment) }
        decision.country.offer(event.country, moment)
        decision.stage.offer(document.text("stage", in: data), moment)
        decision.outcome.offer(document.text("outcome", in: data), moment)
        decision.types.offer(document.texts("types", in: data), moment)
        decision.themes.offer(document.texts("themes", in: data), moment)
        if document.text("stage", in: data) == "assist",
            document.text("outcome", in: data) == "approved"
        {
            decision.approved = min(decision.approved ?? moment, moment)
        }
        if decision.basis.value == nil, let basis = document.basis(in: data) ?? event.caseID {
            decision.basis.offer(basis, moment)
            aCase(basis).decisions.append(decision)
        }
        if let basis = decision.basis.value {
            touchCase(basis, ["R-ASSESS", "R-PARAM"], &touched)
            if requests[basis] != nil { touched.append(RuleSlot(rule: "R-STATE", about: basis)) }
        }
        touched.append(RuleSlot(rule: "R-STATE", about: id))
        for key in (activitiesByDecision[id] ?? []).sorted() {
            touched.append(RuleSlot(rule: "R-PARAM", about: key))
        }
    }

    func takeElection(
        _ event: RuleEvent, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let id = document.text("event", in: data) else { return }
        elections[id, default: Latest()].offer(document.text("date", in: data), event.moment)
        for request in (requestsByEvent[id] ?? []).sorted() {
            touched.append(RuleSlot(rule: "R-TIME", about: request))
        }
    }

    func takeContext(
        _ event: RuleEvent, _ document: borrowing JSONDocument, _ data: Int,
        _ touched: inout [RuleSlot]
    ) {
        guard let country = event.country, let stands = document.flag("suspendsClocks", in: data)
        else { return }
        let at = RuleDays.start(document.text("since", in: data)) ?? event.time
        clocks[country, default: []].append((at, stands))
        clocks[country]?.sort { ($0.at, $0.stands ? 1 : 0) < ($1.at, $1.stands ? 1 : 0) }
        // Every clock of the country is read anew.
        touched.append(RuleSlot(rule: "*", about: country))
    }

    /// What rests on a request or mandate is judged anew.
    func touchCase(_ id: String, _ rules: [String], _ touched: inout [RuleSlot]) {
        for activity in cases[id]?.activities ?? [] {
            for rule in rules { touched.append(RuleSlot(rule: rule, about: activity.key)) }
        }
    }
}
