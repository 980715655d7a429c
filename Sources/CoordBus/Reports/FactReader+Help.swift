internal import Reports
internal import SQLite

/// Assistance, missions, observation, experts.
extension FactReader {
    mutating func readHelp(into facts: inout Facts) throws(SQLiteError) {
        facts.assistance = try assistance()
        facts.missions = try missions()
        facts.observations = try observations()
        facts.posts = try posts()
    }

    private mutating func assistance() throws(SQLiteError) -> [AssistanceFact] {
        var events = try events("assistance")
        let rows = try rows(
            "assistance",
            "t.agency, t.activity, t.case_id, t.country, t.countries, t.title, t.type, t.themes,"
                + " t.phases, t.event, t.period_start, t.period_end, t.request, t.mandate,"
                + " t.gender_marker, t.disability_marker, t.adjacent, t.is_secondary, t.state,"
                + " t.activity_status, t.budget_hundredths, t.budget_currency",
            order: "t.country, t.activity")
        var facts: [AssistanceFact] = []
        while try rows.step() {
            var fact = AssistanceFact()
            fact.agency = rows.text(1)
            fact.activity = rows.text(2)
            fact.caseID = rows.optional(3)
            fact.countries = rows.optional(4).map { [$0] } ?? list(rows, 5)
            fact.title = languages(rows, 6)
            fact.type = rows.optional(7)
            fact.themes = list(rows, 8)
            fact.phases = list(rows, 9)
            fact.election = rows.optional(10)
            fact.periodStart = rows.optional(11)
            fact.periodEnd = rows.optional(12)
            fact.request = rows.optional(13)
            fact.mandate = rows.optional(14)
            fact.genderMarker = rows.integer(15)
            fact.disabilityMarker = rows.integer(16)
            fact.isAdjacent = rows.integer(17) == 1
            fact.isSecondary = rows.integer(18) == 1
            fact.state = rows.text(19)
            fact.activityStatus = rows.optional(20)
            fact.budget = rows.amount(21, 22)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }

    private func missions() throws(SQLiteError) -> [MissionFact] {
        var events = try events("missions")
        let rows = try rows(
            "missions", "t.mission, t.country, t.kind, t.deployed, t.reported, t.closed",
            order: "t.mission")
        var facts: [MissionFact] = []
        while try rows.step() {
            var fact = MissionFact()
            fact.id = rows.text(1)
            fact.country = rows.optional(2)
            fact.kind = rows.optional(3)
            fact.deployed = rows.optional(4)
            fact.reported = rows.optional(5)
            fact.closed = rows.optional(6)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }

    private func observations() throws(SQLiteError) -> [ObservationFact] {
        var events = try events("observations")
        let rows = try rows(
            "observations", "t.observation, t.country, t.invited", order: "t.observation")
        var facts: [ObservationFact] = []
        while try rows.step() {
            var fact = ObservationFact()
            fact.id = rows.text(1)
            fact.country = rows.optional(2)
            fact.invited = rows.optional(3)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }

    private func posts() throws(SQLiteError) -> [PostFact] {
        var events = try events("posts")
        let rows = try rows(
            "posts",
            "t.post, t.country, t.theme, t.duration_class, t.count, t.requested, t.nominated, t.deployed",
            order: "t.post")
        var facts: [PostFact] = []
        while try rows.step() {
            var fact = PostFact()
            fact.id = rows.text(1)
            fact.country = rows.optional(2)
            fact.theme = rows.optional(3)
            fact.durationClass = rows.optional(4)
            fact.count = rows.integer(5) ?? 1
            fact.requested = rows.optional(6)
            fact.nominated = rows.optional(7)
            fact.deployed = rows.optional(8)
            fact.events = events.removeValue(forKey: rows.entity) ?? []
            facts.append(fact)
        }
        return facts
    }
}
