internal import JSON

/// One activity of assistance as its agency publishes it, again and again while it goes on.
struct SimulatedAid: Sendable {
    var agency: String
    var activity: String
    var title: [(language: String, text: String)]
    var description: [(language: String, text: String)] = []
    var country: String
    var place: String?
    var event: String
    var start: SimulatedDay
    var end: SimulatedDay
    var type: String
    var theme: String
    var phases: [String]
    var beneficiary: String
    var instrument: String
    /// Whole units of the agency's currency.
    var budget: Int
    var basis: Basis?
    var decision: String?
    var addresses: [String] = []
    var funders: [String] = []
    /// The agency that carries it out, where another one reports it, and its own identifier there.
    var implementer: (agency: String, activity: String)?
    var links: [(kind: String, activity: String)] = []
    var isSecondary = false

    /// What assistance rests on.
    enum Basis: Sendable {
        case request(String)
        case mandate(String)

        var member: (name: String, identifier: String) {
            switch self {
            case .request(let identifier): ("request", identifier)
            case .mandate(let identifier): ("mandate", identifier)
            }
        }
    }

    /// Writes the members of `data`.
    /// - Parameters:
    ///   - status: a code of `Vocabulary.activityStatus`.
    ///   - spentPercent: how much of the budget is spent.
    func write(_ status: String, spentPercent: Int, reason: String?, into json: inout JSONWriter) {
        json.member("activity", activity)
        json.members("title", title.map { ($0.language, $0.text) })
        if !description.isEmpty {
            json.members("description", description.map { ($0.language, $0.text) })
        }
        json.member("country", country)
        if let place {
            json.key("places")
            json.array { json in json.object { $0.member("name", place) } }
        }
        json.member("event", event)
        json.period(start, end, basis: status == "closed" ? "actual" : "planned")
        json.member("activityStatus", status)
        json.member("type", type)
        json.member("themes", [theme])
        json.member("phases", phases)
        json.key("sectors")
        json.array { json in
            json.object { json in
                json.member("code", "15151")
                json.member("vocabulary", "DAC-5")
            }
        }
        writePartners(&json)
        if isSecondary {
            json.key("reporter")
            json.object { json in
                json.member("name", SimulatedAgency.named(agency).name)
                json.member("secondary", true)
            }
        }
        json.key("beneficiaries")
        json.array { json in json.object { $0.member("group", beneficiary) } }
        json.member("instrument", instrument)
        let currency = SimulatedAgency.named(agency).currency
        json.money("budget", budget, currency)
        if spentPercent > 0 {
            json.money("disbursements", budget * spentPercent / 100, currency)
        }
        writeMarkers(&json)
        if let member = basis?.member { json.members("basis", [(member.name, member.identifier)]) }
        if let decision { json.member("decision", decision) }
        if !addresses.isEmpty { json.member("addresses", addresses) }
        if !links.isEmpty {
            json.key("links")
            json.array { json in
                for link in links {
                    json.object { json in
                        json.member("kind", link.kind)
                        json.member("activity", link.activity)
                    }
                }
            }
        }
        if let reason { json.member("reason", reason) }
        json.member("languages", title.map(\.language))
    }

    private func writePartners(_ json: inout JSONWriter) {
        guard implementer != nil || !funders.isEmpty else { return }
        json.key("partners")
        json.array { json in
            for funder in funders {
                json.object { json in
                    json.member("role", "funding")
                    json.member("name", SimulatedAgency.named(funder).name)
                    json.member("agency", funder)
                }
            }
            if let implementer {
                json.object { json in
                    json.member("role", "implementing")
                    json.member("name", SimulatedAgency.named(implementer.agency).name)
                    json.member("agency", implementer.agency)
                    json.member("activity", implementer.activity)
                }
            }
        }
    }

    private func writeMarkers(_ json: inout JSONWriter) {
        json.key("markers")
        json.object { json in
            json.member("gender", theme == "women" ? 2 : 1)
            json.member("disability", theme == "pwd" ? 2 : 0)
        }
    }
}
