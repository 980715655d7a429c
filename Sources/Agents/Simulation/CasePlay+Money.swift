internal import JSON

/// The country's basket: what is promised, committed and received, kept apart, and what is left.
extension CasePlay {
    mutating func raiseFunds(after decided: Step) {
        guard plan.has(.fund) || random.chance(70) else { return }
        var received = 0
        var last = decided
        let givers: [(kind: String, country: String?, agency: String?)] = [
            ("member-state", "GBR", nil), ("member-state", "JPN", nil),
            ("organisation", nil, "eu"), ("member-state", "SWE", nil),
        ]
        for (index, giver) in givers.prefix(random.within(2...4)).enumerated() {
            let amount = random.within(200...2_000) * 1_000
            let contribution = "CON-\(country.code)-\(tag)-\(index + 1)"
            func write(_ date: String, _ day: SimulatedDay, _ json: inout JSONWriter) {
                writeFund(&json)
                json.key("contributor")
                json.object { json in
                    json.member("kind", giver.kind)
                    if let code = giver.country { json.member("country", code) }
                    if let agency = giver.agency { json.member("agency", agency) }
                }
                json.money("amount", amount, "USD")
                json.member("contribution", contribution)
                json.member(date, day)
            }
            var step = decided
            // The last one promises and never pays: a pledge is no money.
            let stages = index == 1 ? ["pledged"] : ["pledged", "committed", "received"]
            for stage in stages {
                let day = step.day + random.within(6...15)
                step = script.add(
                    "fund." + stage, by: "undp", on: day, because: step, subject: contribution
                ) { write(stage, day, &$0) }
            }
            if stages.count == 3 { received += amount }
            last = max(last, step)
        }
        stateBalance(received, after: last)
    }

    private func writeFund(_ json: inout JSONWriter) {
        json.member("fund", "basket")
        json.member("fundName", "Electoral basket \(country.name) \(electionDay.year)")
        json.member("country", country.code)
        json.member("event", event)
        writeBasis(&json)
    }

    private mutating func stateBalance(_ received: Int, after last: Step) {
        let isLow = plan.has(.fund)
        // Covered months: 9 to 15 as a rule, 2 to 4 where the fund is to be found low.
        let months = isLow ? random.within(2...4) : random.within(9...15)
        let day = last.day + 5
        let balance = script.add(
            "fund.balance", by: "undp", on: day, because: last,
            subject: "basket-\(country.code)-\(tag)"
        ) { json in
            writeFund(&json)
            json.money("balance", received, "USD")
            json.member("asOf", day)
            json.member("statedBy", "undp")
            json.money("monthlyUse", received / months, "USD")
        }
        guard isLow else { return }
        plant(
            "breach", BreachPlant.fund.rawValue, expected: "fund.low", [balance],
            why: "the basket lasts \(months) months, six are needed")
    }
}

extension Step: Comparable {
    static func < (a: Step, b: Step) -> Bool { a.time < b.time }
    static func == (a: Step, b: Step) -> Bool { a.id == b.id }
}
