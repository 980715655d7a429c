internal import JSON

/// What is needed, and what the focal point decides.
extension CasePlay {
    /// Needs with themes that are all different, so that nothing overlaps that was not planted.
    mutating func drawNeeds() {
        var themes = SimulatedTheme.all
        random.shuffle(&themes)
        // Advice by OHCHR is needed where its acknowledgement is to be missing.
        if plan.has(.ohchr), let at = themes.firstIndex(where: { $0.code == "hr" }) {
            themes.swapAt(0, at)
        }
        let count = random.within(4...6) + plan.gaps
        for (index, theme) in themes.prefix(count).enumerated() {
            needs.append(
                SimulatedNeed(
                    id: "N\(index + 1)", theme: theme, place: random.pick(country.regions),
                    priority: random.pick(["high", "high", "medium", "low"]),
                    isGap: index >= count - plan.gaps))
        }
    }

    /// The focal point agrees to assess; the Division does it from the desk or in the country.
    mutating func assess(after asked: Step) -> Step {
        let agreedDay = asked.day + random.within(2...4)
        let agreed = script.add(
            "decision.issued", by: SimulatedAgency.focalPoint, on: agreedDay,
            because: asked, subject: "DEC-\(country.code)-\(tag)-1"
        ) { json in
            json.member("decision", "DEC-\(country.code)-\(tag)-1")
            json.member("country", country.code)
            json.member("stage", "assess")
            json.member("outcome", "approved")
            writeBasis(&json)
            json.member("event", event)
            json.member("decided", agreedDay)
        }
        let isMission = random.chance(70)
        let opened = addAssessment("assessment.opened", on: agreed.day + 1, because: agreed) {
            json, day in
            json.member("mode", isMission ? "mission" : "desk")
            json.member("opened", day)
            json.member("lead", SimulatedAgency.division)
            json.member("team", [SimulatedAgency.division, "undp", "ohchr"])
        }
        var last = opened
        if isMission {
            let arrival = opened.day + random.within(6...9)
            last = addAssessment("assessment.mission-planned", on: opened.day + 2, because: opened)
            { json, _ in
                json.period(arrival, arrival + 8)
                json.member("lead", SimulatedAgency.division)
            }
            last = addAssessment("assessment.mission-deployed", on: arrival, because: last) {
                json, day in
                json.member("deployed", day)
                json.member("size", 5)
            }
        }
        let report = submitReport(after: last, mode: isMission ? "mission" : "desk")
        for need in needs where need.isGap {
            plant(
                "gap", "", expected: "gap.noted", [report], need: need.id,
                why: "need \(need.id) (\(need.theme.code)) of \(assessment) is addressed by nobody")
        }
        return report
    }

    private mutating func addAssessment(
        _ type: String, on day: SimulatedDay, because cause: Step,
        _ data: (inout JSONWriter, SimulatedDay) -> Void
    ) -> Step {
        script.add(
            type, by: SimulatedAgency.division, on: day, because: cause, subject: assessment
        ) { json in
            json.member("assessment", assessment)
            json.member("country", country.code)
            writeBasis(&json)
            json.member("event", event)
            data(&json, day)
        }
    }

    private mutating func submitReport(after last: Step, mode: String) -> Step {
        let needs = needs
        let isLate = plan.has(.time)
        return addAssessment(
            "assessment.report-submitted", on: last.day + random.within(9...13), because: last
        ) { json, day in
            json.member("mode", mode)
            json.member("submitted", day)
            json.key("findings")
            json.object { json in
                let answers = [
                    ("timeSufficient", isLate ? "unknown" : "yes"), ("conditionsConducive", "yes"),
                    ("reportPlan", "yes"), ("broadSupport", "yes"),
                ]
                for (name, answer) in answers { json.members(name, [("answer", answer)]) }
            }
            json.key("needs")
            json.array { json in for need in needs { Self.write(need, into: &json) } }
            json.member("genderChecklist", true)
            json.member("disabilityInclusion", true)
        }
    }

    private static func write(_ need: SimulatedNeed, into json: inout JSONWriter) {
        json.object { json in
            json.member("id", need.id)
            json.member("theme", need.theme.code)
            json.member("phase", need.theme.phases[0])
            json.key("place")
            json.object { $0.member("name", need.place) }
            json.member("beneficiary", need.theme.beneficiary)
            json.member("priority", need.priority)
            json.member("instrument", need.theme.instrument)
            json.members("summary", [("en", need.theme.titles["en", default: ""])])
        }
    }

    /// The Division recommends, the focal point decides: all needs, their types, and who is to help.
    mutating func decide(after report: Step) -> Step {
        let types = Set(needs.map(\.theme.type) + ["ta"]).sorted()
        let themes = needs.map(\.theme.code)
        let phases = Set(needs.flatMap(\.theme.phases)).sorted()
        let (decision, assessment, event, code) = (decision, assessment, event, country.code)
        func write(_ date: String, _ day: SimulatedDay, _ json: inout JSONWriter) {
            json.member("decision", decision)
            json.member("country", code)
            json.member("stage", "assist")
            json.member("outcome", "approved")
            writeBasis(&json)
            json.member("assessment", assessment)
            json.member("event", event)
            json.member(date, day)
            json.member("types", types)
            json.member("themes", themes)
            json.member("phases", phases)
        }
        let recommendedDay = report.day + random.within(2...5)
        let recommended = script.add(
            "decision.recommended", by: SimulatedAgency.division, on: recommendedDay,
            because: report, subject: decision
        ) { write("recommended", recommendedDay, &$0) }
        let day = recommended.day + random.within(2...5)
        return script.add(
            "decision.issued", by: SimulatedAgency.focalPoint, on: day, because: recommended,
            subject: decision
        ) { json in
            write("decided", day, &json)
            json.member("conditions", ["Results are reported within 30 days of the end."])
        }
    }
}
