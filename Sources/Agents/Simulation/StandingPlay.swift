internal import JSON

/// What belongs to no case: who takes part, at the beginning, and each quarter the roster and the trust fund in numbers.
enum StandingPlay {
    static func opening(scenario: String, seed: UInt64, on day: SimulatedDay) -> EventScript {
        let script = EventScript(
            prefix: "\(scenario)-\(seed)-0", correlation: "STANDING-s\(seed)-\(scenario)")
        for agency in SimulatedAgency.all where agency.code != SimulatedAgency.focalPoint {
            let registered = script.add(
                "partner.registered", by: SimulatedAgency.division, on: day, subject: agency.code
            ) { json in
                json.member("partner", agency.code)
                json.members("name", [("en", agency.name)])
                json.member("class", agency.partnerClass)
                json.member("registered", day)
            }
            script.add("adapter.hello", by: agency.code, on: day, because: registered) { json in
                json.member("adapter", "simulation")
                json.member("version", "1")
            }
        }
        for observer in SimulatedAgency.observers {
            script.add("declaration.endorsed", by: observer, on: day + 1, subject: observer) {
                json in
                json.member("organisation", SimulatedAgency.named(observer).name)
                json.member("endorsed", "2005-10-27")
                json.member("agency", observer)
            }
        }
        return script
    }

    /// - Parameter number: of the quarter, from 1.
    static func quarter(
        _ number: Int, scenario: String, seed: UInt64, on day: SimulatedDay
    ) -> EventScript {
        var random = SimulationRandom(seed: seed, part: 0x7175_6172_7465_7200 &+ UInt64(number))
        let script = EventScript(
            prefix: "\(scenario)-\(seed)-q\(number)", correlation: "STANDING-s\(seed)-\(scenario)")
        let languages = ["ar", "en", "es", "fr", "pt", "ru"].map { ($0, random.within(40...300)) }
        script.add("roster.summary", by: SimulatedAgency.division, on: day + 2) { json in
            json.member("asOf", day)
            json.member("total", languages.reduce(0) { $0 + $1.1 })
            json.key("counts")
            json.array { json in
                for (language, count) in languages {
                    json.object { json in
                        json.member("dimension", "language")
                        json.member("value", language)
                        json.member("count", count)
                    }
                }
            }
        }
        let use = random.within(60...90) * 1_000
        script.add(
            "fund.balance", by: SimulatedAgency.division, on: day + 3, subject: "untfea"
        ) { json in
            json.member("fund", "untfea")
            json.money("balance", use * random.within(8...14), "USD")
            json.member("asOf", day)
            json.member("statedBy", SimulatedAgency.division)
            json.money("monthlyUse", use, "USD")
        }
        return script
    }
}
