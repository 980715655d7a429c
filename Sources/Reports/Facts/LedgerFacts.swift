/// Money at one stage.
package struct MoneyFact: Fact {
    /// pledged, committed or received.
    package var stage = ""
    package var fund = ""
    package var fundName: String?
    package var country: String?
    package var contributorCountry: String?
    package var contributorName: String?
    package var amount = Amount(hundredths: 0, currency: "")
    package var date: String?
    package var events: [EventFact] = []

    package init() {}
}

/// What a fund holds on a day.
package struct BalanceFact: Fact {
    package var fund = ""
    package var fundName: String?
    package var balance = Amount(hundredths: 0, currency: "")
    package var monthlyUse: Amount?
    package var asOf = ""
    package var events: [EventFact] = []

    package init() {}
}

/// A policy of the focal point and who acknowledged it.
package struct PolicyFact: Fact {
    package var id = ""
    package var title: [String: String] = [:]
    package var issued: String?
    package var revised: String?
    package var acknowledgements: [EventFact] = []
    package var events: [EventFact] = []

    package init() {}
}

/// A lesson or a practice.
package struct MemoryFact: Fact {
    package var id = ""
    package var isPractice = false
    package var title: [String: String] = [:]
    package var country: String?
    package var themes: [String] = []
    package var date: String?
    package var events: [EventFact] = []

    package init() {}
}

/// Everything a report is counted from: what the log says, row by row, before anybody chose or counted.
package struct Facts: Sendable {
    /// The last sequence of the log they stand for.
    package var through: UInt64 = 0
    package var requests: [RequestFact] = []
    package var decisions: [DecisionFact] = []
    package var assessments: [AssessmentFact] = []
    package var assistance: [AssistanceFact] = []
    package var missions: [MissionFact] = []
    package var observations: [ObservationFact] = []
    package var posts: [PostFact] = []
    package var money: [MoneyFact] = []
    package var balances: [BalanceFact] = []
    package var policies: [PolicyFact] = []
    package var memory: [MemoryFact] = []
    package var overlaps: [OverlapFact] = []
    package var verdicts: [VerdictFact] = []
    package var links: [LinkFact] = []
    package var gaps: [GapFact] = []
    package var breaches: [BreachFact] = []
    /// Every event in the order of time; only for one case or country.
    package var history: [HistoryFact] = []
    /// How far each inbox is; only where somebody asks who has acknowledged what.
    package var inboxes: [InboxFact] = []

    package init() {}
}

/// One inbox of an agency: everything up to the cursor was acknowledged by it, or was never for it.
package struct InboxFact: Sendable, Equatable {
    package let agency: String
    package let name: String
    package let cursor: UInt64

    package init(agency: String, name: String, cursor: UInt64) {
        self.agency = agency
        self.name = name
        self.cursor = cursor
    }
}
