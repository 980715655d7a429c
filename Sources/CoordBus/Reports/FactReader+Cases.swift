internal import Reports
internal import SQLite

/// Requests, decisions, assessments.
extension FactReader {
    mutating func readCases(into facts: inout Facts) throws(SQLiteError) {
        facts.requests = try requests()
        facts.decisions = try decisions()
        facts.assessments = try assessments()
    }

    private mutating func requests() throws(SQLiteError) -> [RequestFact] {
        var events = try events("requests")
        let rows = try rows(
            "requests",
            "t.request, t.case_id, t.country, t.event, t.election_date, t.election_kind, t.received,"
                + " t.acknowledged, t.withdrawn, t.declined, t.closed, t.decline_reasons,"
                + " t.referred_to, t.types, t.themes, t.state",
            order: "t.country, t.received, t.request")
        var facts: [RequestFact] = []
        while try rows.step() {
            var fact = RequestFact()
            fact.id = rows.text(1)
            fact.caseID = rows.optional(2) ?? fact.id
            fact.country = rows.text(3)
            fact.election = rows.optional(4)
            fact.electionDate = rows.optional(5)
            fact.electionKind = rows.optional(6)
            fact.received = rows.optional(7)
            fact.acknowledged = rows.optional(8)
            fact.withdrawn = rows.optional(9)
            fact.declined = rows.optional(10)
            fact.closed = rows.optional(11)
            fact.declineReasons = list(rows, 12)
            fact.referredTo = list(rows, 13)
            fact.types = list(rows, 14)
            fact.themes = list(rows, 15)
            fact.registerState = rows.text(16)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }

    private mutating func decisions() throws(SQLiteError) -> [DecisionFact] {
        var events = try events("decisions")
        let rows = try rows(
            "decisions",
            "t.decision, t.country, t.request, t.mandate, t.stage, t.outcome, t.decided, t.reasons,"
                + " t.types, t.themes", order: "t.decision")
        var facts: [DecisionFact] = []
        while try rows.step() {
            var fact = DecisionFact()
            fact.id = rows.text(1)
            fact.country = rows.optional(2)
            fact.request = rows.optional(3)
            fact.mandate = rows.optional(4)
            fact.stage = rows.text(5)
            fact.outcome = rows.text(6)
            fact.decided = rows.optional(7)
            fact.reasons = list(rows, 8)
            fact.types = list(rows, 9)
            fact.themes = list(rows, 10)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }

    private func assessments() throws(SQLiteError) -> [AssessmentFact] {
        var events = try events("assessments")
        var needs = try needs()
        let rows = try rows(
            "assessments",
            "t.assessment, t.country, t.mode, t.submitted, t.time_sufficient, t.conditions_conducive,"
                + " t.report_plan", order: "t.assessment")
        var facts: [AssessmentFact] = []
        while try rows.step() {
            var fact = AssessmentFact()
            fact.id = rows.text(1)
            fact.country = rows.optional(2)
            fact.mode = rows.optional(3)
            fact.submitted = rows.optional(4)
            fact.findings["timeSufficient"] = rows.optional(5)
            fact.findings["conditionsConducive"] = rows.optional(6)
            fact.findings["reportPlan"] = rows.optional(7)
            fact.needs = needs.removeValue(forKey: rows.entity) ?? []
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }

    private func needs() throws(SQLiteError) -> [Int64: [NeedFact]] {
        let rows = try rows("needs", "t.theme, t.phase, t.priority", order: "t.entity")
        var needs: [Int64: [NeedFact]] = [:]
        while try rows.step() {
            var need = NeedFact()
            need.theme = rows.text(1)
            need.phase = rows.text(2)
            need.priority = rows.optional(3)
            needs[rows.entity, default: []].append(need)
        }
        return needs
    }
}
