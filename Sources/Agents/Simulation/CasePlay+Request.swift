internal import JSON

/// How a case begins: the electoral event, and the request or the mandate.
extension CasePlay {
    private static let electionWords = [
        "general": "general election", "presidential": "presidential election",
        "legislative": "legislative elections", "local": "local elections",
    ]

    /// The Division registers the electoral event, confirms its date and says that it was held.
    mutating func registerElection() {
        let words = Self.electionWords[electionKind, default: "election"]
        let registered = script.add(
            "election.registered", by: SimulatedAgency.division, on: opening - 6, subject: event
        ) { json in
            json.member("event", event)
            json.member("country", country.code)
            json.member("kinds", [electionKind])
            json.member("date", electionDay)
            json.member("dateStatus", "planned")
            json.members("names", [("en", "\(country.name), \(words) \(electionDay.year)")])
        }
        for (days, status) in [(-70, "confirmed"), (1, "held")] {
            let day = electionDay + days
            script.add(
                "election.updated", by: SimulatedAgency.division, on: day, because: registered,
                subject: event
            ) { json in
                json.member("event", event)
                json.member("country", country.code)
                json.member("date", electionDay)
                json.member("dateStatus", status)
            }
        }
    }

    /// The request arrives, sometimes by way of UNDP's office, and is acknowledged.
    mutating func receiveRequest() -> Step {
        let forwarded = random.chance(40)
        let received = writeRequest(
            by: forwarded ? "undp" : SimulatedAgency.division,
            forwardedBy: forwarded ? "undp" : nil,
            kind: random.pick(["government", "foreign-ministry"]),
            authority: "can-bind-state")
        if plan.has(.time) {
            plant(
                "breach", BreachPlant.time.rawValue, expected: "rule.breached", [received],
                why:
                    "asked \(electionDay - opening) days before election day, four months are needed"
            )
        }
        let acknowledged = acknowledge(received)
        guard random.chance(25) else { return acknowledged }
        return script.add(
            "request.clarified", by: SimulatedAgency.division, on: acknowledged.day + 1,
            because: acknowledged, subject: caseID
        ) { json in
            json.member("request", caseID)
            json.member("country", country.code)
            json.members("matter", [("en", "Which polling stations abroad are meant")])
            json.member("asked", acknowledged.day)
            json.member("answered", acknowledged.day + 1)
        }
    }

    mutating func writeRequest(
        by agency: String, forwardedBy: String?, kind: String, authority: String
    ) -> Step {
        let own = [
            "ar": "طلب المساعدة الانتخابية", "es": "Solicitud de asistencia electoral",
            "fr": "Demande d'assistance électorale", "pt": "Pedido de assistência eleitoral",
            "ru": "Просьба об оказании помощи в проведении выборов",
        ]
        let context = random.pick(["stable", "stable", "transition", "post-conflict"])
        let dated = opening - random.within(2...9)
        return script.add(
            "request.received", by: agency, on: opening, subject: caseID,
            classification: "case-parties"
        ) { json in
            json.member("request", caseID)
            json.member("country", country.code)
            json.key("requester")
            json.object { json in
                json.member("kind", kind)
                json.member("authority", authority)
            }
            json.member("received", opening)
            json.member("dated", dated)
            json.member("addressedTo", forwardedBy == nil ? "usg" : "rc")
            if let forwardedBy { json.member("forwardedBy", forwardedBy) }
            json.member("channel", "note-verbale")
            json.member("event", event)
            json.member("electionDate", electionDay)
            json.member("electionKind", electionKind)
            json.member("types", ["ta"])
            let themes = needs.map(\.theme.code)
            if !themes.isEmpty { json.member("themes", themes) }
            json.member("context", context)
            let english = "Request for electoral assistance to \(country.name)"
            json.members(
                "summary",
                texts(english, own[country.language, default: english]).map { ($0, $1) })
            json.member("languages", [country.language])
        }
    }

    mutating func acknowledge(_ received: Step) -> Step {
        let day = received.day + random.within(1...4)
        return script.add(
            "request.acknowledged", by: SimulatedAgency.division, on: day, because: received,
            subject: caseID
        ) { json in
            json.member("request", caseID)
            json.member("country", country.code)
            json.member("acknowledged", day)
            json.member("received", opening)
            json.member("answerDue", day + 60)
            json.member("responsible", SimulatedAgency.division)
        }
    }

    /// In place of a request: the Security Council decides.
    mutating func establishMandate() -> Step {
        script.add(
            "mandate.established", by: SimulatedAgency.division, on: opening, subject: caseID
        ) { json in
            json.member("mandate", caseID)
            json.member("issuedBy", "sc")
            json.member("adopted", opening)
            json.key("document")
            json.object { json in
                json.member("symbol", caseID)
                json.members("title", [("en", "The situation in \(country.name)")])
            }
            json.member("country", country.code)
            json.member("types", ["ta", "env", "cert", "adv"])
            json.period(opening, electionDay + 200)
            json.member("event", event)
        }
    }

    /// A case that ends without assistance.
    mutating func playRefusal() {
        registerElection()
        var kind = "government"
        var authority = "can-bind-state"
        if plan.kind == .unauthorised {
            (kind, authority) = random.pick([
                ("emb", "emb"), ("party", "party"), ("civil-society", "cso"),
            ])
        }
        let received = writeRequest(
            by: SimulatedAgency.division, forwardedBy: nil, kind: kind, authority: authority)
        if plan.kind == .unauthorised {
            plant(
                "breach", BreachPlant.who.rawValue, expected: "rule.breached", [received],
                why: "the requester (\(kind)) cannot bind the State")
        }
        let acknowledged = acknowledge(received)
        let day = acknowledged.day + random.within(5...20)
        if plan.kind == .withdrawn {
            script.add(
                "request.withdrawn", by: SimulatedAgency.division, on: day, because: acknowledged,
                subject: caseID
            ) { json in
                json.member("request", caseID)
                json.member("country", country.code)
                json.member("withdrawn", day)
                json.member("note", "The Government will hold the vote by its own means.")
            }
        } else {
            let reason =
                plan.kind == .unauthorised
                ? "no-authority" : random.pick(["no-resources", "other-provider"])
            script.add(
                "request.declined", by: SimulatedAgency.focalPoint, on: day, because: acknowledged,
                subject: caseID
            ) { json in
                json.member("request", caseID)
                json.member("country", country.code)
                json.member("declined", day)
                json.member("reasons", [reason])
            }
        }
    }

    /// Three events marked as a test.
    mutating func playTest() {
        let received = writeRequest(
            by: SimulatedAgency.division, forwardedBy: nil, kind: "government",
            authority: "can-bind-state")
        let acknowledged = acknowledge(received)
        script.add(
            "request.withdrawn", by: SimulatedAgency.division, on: acknowledged.day + 1,
            because: acknowledged, subject: caseID
        ) { json in
            json.member("request", caseID)
            json.member("country", country.code)
            json.member("withdrawn", acknowledged.day + 1)
            json.member("note", "A test of the way to the bus.")
        }
    }
}
