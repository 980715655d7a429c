internal import JSON

/// Who helps with what: one activity for each need that somebody addresses.
extension CasePlay {
    mutating func assist(after decided: Step, asked: Step) {
        for need in needs where !need.isGap {
            let agency = random.pick(need.theme.agencies)
            aids.append(makeAid(for: need, by: agency, from: decided.day + 12))
        }
        // One of them does first what should come last.
        let early = plan.has(.assess) ? 0 : -1
        let silent = plan.has(.stale) ? aids.count - 1 : -1
        for index in aids.indices {
            if index == early { aids[index].decision = nil }
            let aid = aids[index]
            if index == early {
                // Committed while the assessment has not begun.
                let planned = publish(aid, "planned", on: asked.day + 1, because: asked)
                if aid.agency == "ohchr" { acknowledgeAdvice(planned, aid) }
                let committed = publish(aid, "committed", on: asked.day + 1, because: planned)
                deliver(aid, after: committed)
                plant(
                    "breach", BreachPlant.assess.rawValue, expected: "rule.breached", [committed],
                    activities: [aid.activity],
                    why: "committed before the assessment's report and the decision")
                continue
            }
            play(aid, after: decided, isSilent: index == silent)
        }
    }

    /// From planning to completion.
    /// - Parameter isSilent: planted; no word between start and a late end.
    @discardableResult
    mutating func play(_ aid: SimulatedAid, after cause: Step, isSilent: Bool = false) -> [Step] {
        let planned = publish(aid, "planned", on: cause.day + random.within(1...4), because: cause)
        if aid.agency == "ohchr" { acknowledgeAdvice(planned, aid) }
        let committed = publish(
            aid, "committed", on: planned.day + random.within(1...4), because: planned)
        return [planned, committed] + deliver(aid, after: committed, isSilent: isSilent)
    }

    @discardableResult
    private mutating func deliver(
        _ aid: SimulatedAid, after committed: Step, isSilent: Bool = false
    ) -> [Step] {
        let started = publish(aid, "started", on: aid.start, because: committed)
        guard !isSilent else {
            let completed = publish(
                aid, "completed", on: max(aid.end, started.day + 300), because: started)
            plant(
                "breach", BreachPlant.stale.rawValue, expected: "rule.breached",
                [started, completed],
                activities: [aid.activity],
                why: "started, and silent for \(completed.day - started.day) days")
            return [started, completed]
        }
        var steps = [started]
        var day = started.day + random.within(30...50)
        while day < aid.end - 10 {
            let percent = (day - aid.start) * 100 / max(1, aid.end - aid.start)
            steps.append(
                publish(
                    aid, "updated", on: day, because: started, spentPercent: min(95, percent)))
            day = day + random.within(30...50)
        }
        steps.append(
            publish(
                aid, "completed", on: max(aid.end, started.day + 1), because: started,
                spentPercent: 97))
        return steps
    }

    mutating func makeAid(
        for need: SimulatedNeed, by agency: String, from day: SimulatedDay
    ) -> SimulatedAid {
        let theme = need.theme
        let end =
            switch theme.window {
            case .before: electionDay - random.within(10...20)
            case .during: electionDay + random.within(8...20)
            case .after: electionDay + random.within(60...90)
            }
        let english = theme.titles["en", default: ""]
        let own = theme.titles[country.language, default: english]
        var aid = SimulatedAid(
            agency: agency, activity: identifier(agency, need.id),
            title: texts("\(english), \(need.place)", "\(own), \(need.place)"),
            description: [
                (
                    "en",
                    "\(english) in \(need.place), \(country.name), for the vote of \(electionDay). "
                        + "Meets need \(need.id) of assessment \(assessment)."
                )
            ], country: country.code, place: need.place, event: event, start: day,
            end: max(end, day + 20),
            type: theme.type, theme: theme.code, phases: theme.phases,
            beneficiary: theme.beneficiary, instrument: theme.instrument,
            budget: random.within(theme.budget) * 1_000)
        aid.basis = basis
        aid.decision = decision
        aid.addresses = [need.id]
        if random.chance(60) { aid.funders = [random.pick(SimulatedAgency.donors)] }
        return aid
    }

    func identifier(_ agency: String, _ part: String) -> String {
        "\(SimulatedAgency.named(agency).activityPrefix)-\(country.code)-\(tag)-\(part)"
    }

    private static let statuses = [
        "planned": "pipeline", "committed": "pipeline", "started": "implementation",
        "updated": "implementation", "completed": "closed",
    ]

    /// - Parameter verb: of `assistance.`.
    @discardableResult
    mutating func publish(
        _ aid: SimulatedAid, _ verb: String, on day: SimulatedDay, because cause: Step?,
        spentPercent: Int = 0
    ) -> Step {
        let reason = verb == "updated" ? "Progress by \(day)." : nil
        return script.add(
            "assistance." + verb, by: aid.agency, on: day, because: cause, subject: aid.activity
        ) { json in
            aid.write(
                Self.statuses[verb, default: "implementation"], spentPercent: spentPercent,
                reason: reason, into: &json)
        }
    }

    /// The Division takes note of advice by OHCHR (OP16), unless that is what is to be missing.
    private mutating func acknowledgeAdvice(_ planned: Step, _ aid: SimulatedAid) {
        guard !plan.has(.ohchr) else {
            plant(
                "breach", BreachPlant.ohchr.rawValue, expected: "rule.breached", [planned],
                activities: [aid.activity], why: "the Division never acknowledged OHCHR's advice")
            return
        }
        let day = planned.day + random.within(1...4)
        script.add(
            "coordination.acknowledged", by: SimulatedAgency.division, on: day, because: planned,
            subject: aid.activity
        ) { json in
            json.members(
                "acknowledges",
                [("source", "urn:coordbus:agency:ohchr"), ("id", planned.id)])
            json.member("acknowledged", day)
            json.member("country", country.code)
            json.member("activity", aid.activity)
        }
    }
}
