internal import JSON

/// Experts, missions and observers: by number and count, never by name.
extension CasePlay {
    mutating func sendExperts(after decided: Step) {
        guard random.chance(60), let need = needs.first else { return }
        let post = "POST-\(country.code)-\(tag)-1"
        let requested = script.add(
            "expert.requested", by: "undp", on: decided.day + 5, because: decided, subject: post
        ) { json in
            json.member("post", post)
            json.member("country", country.code)
            json.member("theme", need.theme.code)
            json.member("durationClass", "medium")
            json.member("requested", decided.day + 5)
            json.member("languages", [country.language])
            writeBasis(&json)
            json.member("event", event)
        }
        let expert = "roster-\(100_000 + random.below(900_000))"
        let nominated = script.add(
            "expert.nominated", by: SimulatedAgency.division, on: requested.day + 9,
            because: requested, subject: post
        ) { json in
            json.member("post", post)
            json.member("country", country.code)
            json.member("expert", expert)
            json.member("nominated", requested.day + 9)
            json.member("provider", "roster")
        }
        let deployed = script.add(
            "expert.deployed", by: "undp", on: nominated.day + 15, because: nominated,
            subject: post
        ) { json in
            json.member("post", post)
            json.member("country", country.code)
            json.member("expert", expert)
            json.member("deployed", nominated.day + 15)
            json.member("theme", need.theme.code)
            json.member("durationClass", "medium")
        }
        let released = max(electionDay + 5, deployed.day + 90)
        script.add(
            "expert.released", by: "undp", on: released, because: deployed, subject: post
        ) { json in
            json.member("post", post)
            json.member("country", country.code)
            json.member("expert", expert)
            json.member("released", released)
            json.member("filled", true)
        }
    }

    /// A mission around election day, with a report soon after, unless that is what is to be missing.
    mutating func sendMission(after decided: Step) {
        guard plan.has(.report) || random.chance(60) else { return }
        let mission = "MIS-\(country.code)-\(tag)"
        let arrival = electionDay - random.within(20...30)
        let departure = electionDay + random.within(4...9)
        func writeHead(_ json: inout JSONWriter) {
            json.member("mission", mission)
            json.member("country", country.code)
            json.member("event", event)
            writeBasis(&json)
        }
        let deployed = script.add(
            "mission.deployed", by: SimulatedAgency.division, on: arrival, because: decided,
            subject: mission
        ) { json in
            writeHead(&json)
            json.member("kind", "assistance")
            json.member("deployed", arrival)
            json.member("lead", SimulatedAgency.division)
            json.member("size", 8)
        }
        let closed = script.add(
            "mission.closed", by: SimulatedAgency.division, on: departure, because: deployed,
            subject: mission
        ) { json in
            writeHead(&json)
            json.member("closed", departure)
            json.member("reportDue", departure + 30)
        }
        guard !plan.has(.report) else {
            plant(
                "breach", BreachPlant.report.rawValue, expected: "rule.breached", [closed],
                due: departure + 30, why: "mission \(mission) closed and never reported")
            return
        }
        let day = departure + random.within(10...22)
        script.add(
            "mission.reported", by: SimulatedAgency.division, on: day, because: closed,
            subject: mission
        ) { json in
            writeHead(&json)
            json.member("kind", "mission")
            json.member("reported", day)
            json.key("report")
            json.object { $0.member("symbol", "EAD/\(mission)") }
            json.member("sections", ["context", "activities", "results", "recommendations"])
        }
    }

    /// Observers who do not assist; where planted, one who does.
    mutating func observe() {
        let assisting = Set(aids.map(\.agency))
        guard plan.has(.role) || random.chance(50) else { return }
        let free = SimulatedAgency.observers.filter { !assisting.contains($0) }
        let observer =
            plan.has(.role)
            ? aids.map(\.agency).first { !["ead", "ohchr"].contains($0) } ?? "undp"
            : random.pick(free)
        let observation = "OBS-\(country.code)-\(tag)"
        let invited = script.add(
            "observation.invited", by: SimulatedAgency.division, on: electionDay - 60,
            subject: observation
        ) { json in
            writeObservation(observation, &json)
            json.members("invitingAuthority", [("kind", "foreign-ministry")])
            json.member("invited", electionDay - 60)
        }
        func writeObserver(_ json: inout JSONWriter) {
            json.members("observer", [("kind", "international"), ("agency", observer)])
        }
        let declared = script.add(
            "observation.declared", by: observer, on: electionDay - 50, because: invited,
            subject: observation
        ) { json in
            writeObservation(observation, &json)
            writeObserver(&json)
            json.period(electionDay - 10, electionDay + 5)
            json.member("size", 20)
        }
        script.add(
            "observation.reported", by: observer, on: electionDay + 40, because: declared,
            subject: observation
        ) { json in
            writeObservation(observation, &json)
            writeObserver(&json)
            json.member("reported", electionDay + 40)
            json.key("report")
            json.object { json in
                json.members("title", [("en", "Observation of the vote in \(country.name)")])
            }
        }
        guard plan.has(.role) else { return }
        plant(
            "breach", BreachPlant.role.rawValue, expected: "rule.breached", [declared],
            why: "\(observer) assists and observes \(event)")
    }

    private func writeObservation(_ observation: String, _ json: inout JSONWriter) {
        json.member("observation", observation)
        json.member("country", country.code)
        json.member("event", event)
    }
}
