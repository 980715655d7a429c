internal import Reports
internal import SQLite

/// Money, policies, lessons and practices.
extension FactReader {
    mutating func readLedger(into facts: inout Facts) throws(SQLiteError) {
        facts.money = try money()
        facts.balances = try balances()
        facts.policies = try policies()
        facts.memory = try memory("lessons", "t.lesson", "t.recorded", isPractice: false)
        facts.memory += try memory("practices", "t.practice", "t.shared", isPractice: true)
    }

    private func money() throws(SQLiteError) -> [MoneyFact] {
        let rows = try facts(
            "money",
            "t.stage, t.fund, t.fund_name, t.country, t.contributor_country, t.contributor_agency,"
                + " t.contributor_name, t.hundredths, t.currency, t.date_pledged, t.date_committed,"
                + " t.date_received")
        var facts: [MoneyFact] = []
        while try rows.step() {
            var fact = MoneyFact()
            fact.events = [self.fact(rows)]
            fact.stage = rows.text(5)
            fact.fund = rows.text(6)
            fact.fundName = rows.optional(7)
            fact.country = rows.optional(8)
            fact.contributorCountry = rows.optional(9)
            fact.contributorName = rows.optional(11) ?? rows.optional(10)
            fact.amount = rows.amount(12, 13) ?? fact.amount
            fact.date = rows.optional(14) ?? rows.optional(15) ?? rows.optional(16)
            facts.append(fact)
        }
        return facts
    }

    private func balances() throws(SQLiteError) -> [BalanceFact] {
        let rows = try facts(
            "balances",
            "t.fund, t.fund_name, t.balance_hundredths, t.balance_currency, t.monthly_use_hundredths,"
                + " t.monthly_use_currency, t.as_of")
        var facts: [BalanceFact] = []
        while try rows.step() {
            var fact = BalanceFact()
            fact.events = [self.fact(rows)]
            fact.fund = rows.text(5)
            fact.fundName = rows.optional(6)
            fact.balance = rows.amount(7, 8) ?? fact.balance
            fact.monthlyUse = rows.amount(9, 10)
            fact.asOf = rows.text(11)
            facts.append(fact)
        }
        return facts
    }

    private mutating func policies() throws(SQLiteError) -> [PolicyFact] {
        var acknowledgements: [String: [EventFact]] = [:]
        let known = try facts("acknowledgements", "t.policy")
        while try known.step() {
            guard let policy = known.optional(5) else { continue }
            acknowledgements[policy, default: []].append(fact(known))
        }
        var events = try events("policies")
        let rows = try rows(
            "policies", "t.policy, t.title, t.issued, t.revised", order: "t.policy")
        var facts: [PolicyFact] = []
        while try rows.step() {
            var fact = PolicyFact()
            fact.id = rows.text(1)
            fact.title = languages(rows, 2)
            fact.issued = rows.optional(3)
            fact.revised = rows.optional(4)
            fact.acknowledgements = acknowledgements[fact.id] ?? []
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }

    private mutating func memory(
        _ table: String, _ id: String, _ date: String, isPractice: Bool
    ) throws(SQLiteError) -> [MemoryFact] {
        var events = try events(table)
        let rows = try rows(
            table, "\(id), t.title, t.country, t.themes, \(date)", order: "\(date), \(id)")
        var facts: [MemoryFact] = []
        while try rows.step() {
            var fact = MemoryFact()
            fact.isPractice = isPractice
            fact.id = rows.text(1)
            fact.title = languages(rows, 2)
            fact.country = rows.optional(3)
            fact.themes = list(rows, 4)
            fact.date = rows.optional(5)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }
}
