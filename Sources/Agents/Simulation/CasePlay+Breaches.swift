internal import JSON

/// What the rules are to find in a case, apart from what the other chapters leave out on purpose.
extension CasePlay {
    mutating func plantBreaches(after decided: Step) {
        if plan.has(.param) { helpOutsideDecision(after: decided) }
        if plan.has(.mandate) { certifyWithoutMandate(after: decided) }
        if plan.has(.auth) { decideWithoutAuthority(after: decided) }
    }

    /// A theme that the decision does not name is committed all the same.
    private mutating func helpOutsideDecision(after decided: Step) {
        let decidedThemes = needs.map(\.theme.code)
        let others = SimulatedTheme.all.filter {
            !decidedThemes.contains($0.code) && $0.code != "hr"
        }
        let theme = random.pick(others)
        let need = SimulatedNeed(
            id: "P1", theme: theme, place: random.pick(country.regions), priority: "low",
            isGap: false)
        var aid = makeAid(for: need, by: theme.agencies[0], from: decided.day + 12)
        aid.addresses = []
        aid.description = []
        let steps = play(aid, after: decided)
        plant(
            "breach", BreachPlant.param.rawValue, expected: "rule.breached", [decided, steps[1]],
            activities: [aid.activity],
            why: "committed \(theme.code), which decision \(decision) does not name")
    }

    /// Certification, which only a mandate can ask for. Never committed, so that no other rule is touched.
    private mutating func certifyWithoutMandate(after decided: Step) {
        var aid = makeAid(for: needs[0], by: "dpko", from: decided.day + 20)
        aid.activity = identifier("dpko", "C1")
        aid.type = "cert"
        aid.theme = "results"
        aid.phases = ["elec.results"]
        aid.place = nil
        aid.addresses = []
        aid.funders = []
        aid.title = [("en", "Certification of the results, \(country.name)")]
        aid.description = []
        aid.start = electionDay - 20
        aid.end = electionDay + 20
        let planned = publish(aid, "planned", on: decided.day + 3, because: decided)
        let started = publish(aid, "started", on: aid.start, because: planned)
        publish(aid, "completed", on: aid.end, because: started)
        plant(
            "breach", BreachPlant.mandate.rawValue, expected: "rule.breached", [planned],
            activities: [aid.activity], why: "certification without a mandate")
    }

    /// An agency decides in place of the focal point: the bus is to refuse it.
    private mutating func decideWithoutAuthority(after decided: Step) {
        let refused = script.add(
            "decision.issued", by: "undp", on: decided.day + 2, because: decided,
            subject: "DEC-\(country.code)-\(tag)-9"
        ) { json in
            json.member("decision", "DEC-\(country.code)-\(tag)-9")
            json.member("country", country.code)
            json.member("stage", "assist")
            json.member("outcome", "approved")
            writeBasis(&json)
            json.member("decided", decided.day + 2)
            json.member("types", ["ta"])
        }
        plant(
            "breach", BreachPlant.auth.rawValue, expected: "refused", [refused],
            why: "a decision by undp: only the focal point may publish it")
    }

    /// A case of its own: help in a country that asked for nothing.
    mutating func playUnrequested() {
        registerElection()
        let theme = random.pick(SimulatedTheme.all.filter { $0.code != "hr" })
        let need = SimulatedNeed(
            id: "U1", theme: theme, place: random.pick(country.regions), priority: "low",
            isGap: false)
        var aid = makeAid(for: need, by: theme.agencies[0], from: opening + 20)
        aid.basis = nil
        aid.decision = nil
        aid.addresses = []
        aid.description = []
        let planned = publish(aid, "planned", on: opening, because: nil)
        let started = publish(aid, "started", on: aid.start, because: planned)
        var day = started.day + 40
        while day < aid.end {
            publish(aid, "updated", on: day, because: started)
            day = day + 40
        }
        publish(aid, "completed", on: max(aid.end, started.day), because: started)
        plant(
            "breach", BreachPlant.request.rawValue, expected: "rule.breached", [planned],
            activities: [aid.activity], why: "no request and no mandate for \(country.name)")
    }
}
