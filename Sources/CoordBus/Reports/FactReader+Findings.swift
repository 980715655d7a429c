internal import Reports
internal import SQLite

/// What the bus found and what people said to it.
extension FactReader {
    mutating func readFindings(into facts: inout Facts) throws(SQLiteError) {
        facts.overlaps = try overlaps()
        facts.verdicts = try verdicts()
        facts.links = try links()
        facts.gaps = try gaps()
        facts.breaches = try breaches()
    }

    private mutating func overlaps() throws(SQLiteError) -> [OverlapFact] {
        var events = try events("overlaps")
        let rows = try rows(
            "overlaps",
            "t.overlap, t.country, t.kind, t.band, t.parties, t.state, t.flagged, t.cleared, t.resolved,"
                + " t.resolution, t.verdict", order: "t.overlap")
        var facts: [OverlapFact] = []
        while try rows.step() {
            var fact = OverlapFact()
            fact.id = rows.text(1)
            fact.country = rows.optional(2)
            fact.kind = rows.text(3)
            fact.band = rows.text(4)
            fact.parties = parties(rows, 5)
            fact.state = rows.text(6)
            fact.flagged = rows.day(7)
            fact.cleared = fact.state == "open" ? nil : rows.day(8)
            fact.resolved = rows.day(9)
            fact.resolution = rows.optional(10)
            fact.verdict = rows.optional(11)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }

    private func verdicts() throws(SQLiteError) -> [VerdictFact] {
        let rows = try facts("verdicts", "t.kind, t.verdict, t.resolution")
        var facts: [VerdictFact] = []
        while try rows.step() {
            var fact = VerdictFact()
            fact.events = [self.fact(rows)]
            fact.kind = rows.text(5)
            fact.verdict = rows.text(6)
            fact.resolution = rows.optional(7)
            facts.append(fact)
        }
        return facts
    }

    private mutating func links() throws(SQLiteError) -> [LinkFact] {
        let rows = try facts("links", "t.kind, t.parties, t.country")
        var facts: [LinkFact] = []
        while try rows.step() {
            var fact = LinkFact()
            fact.events = [self.fact(rows)]
            fact.kind = rows.text(5)
            fact.parties = parties(rows, 6)
            fact.country = rows.optional(7)
            facts.append(fact)
        }
        return facts
    }

    private func gaps() throws(SQLiteError) -> [GapFact] {
        var events = try events("gaps")
        let rows = try rows(
            "gaps",
            "t.gap, t.country, t.need, t.theme, t.phase, t.priority, t.noted, t.cleared, t.state",
            order: "t.country, t.gap")
        var facts: [GapFact] = []
        while try rows.step() {
            var fact = GapFact()
            fact.id = rows.text(1)
            fact.country = rows.optional(2)
            fact.need = rows.text(3)
            fact.theme = rows.text(4)
            fact.phase = rows.text(5)
            fact.priority = rows.optional(6)
            fact.noted = rows.day(7)
            fact.cleared = rows.text(9) == "open" ? nil : rows.day(8)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }

    private mutating func breaches() throws(SQLiteError) -> [BreachFact] {
        var events = try events("breaches")
        let rows = try rows(
            "breaches", "t.rule, t.country, t.about, t.breached, t.cleared, t.state, t.reason",
            order: "t.rule, t.breach")
        var facts: [BreachFact] = []
        while try rows.step() {
            var fact = BreachFact()
            fact.rule = rows.text(1)
            fact.country = rows.optional(2)
            fact.about = rows.optional(3)
            fact.breached = rows.day(4)
            fact.cleared = rows.text(6) == "open" ? nil : rows.day(5)
            fact.reason = languages(rows, 7)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }
}
