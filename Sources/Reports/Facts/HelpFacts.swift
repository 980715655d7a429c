/// One activity of one agency.
package struct AssistanceFact: Fact {
    package var agency = ""
    package var activity = ""
    package var caseID: String?
    /// One, several or none, ISO 3166-1 alpha-3.
    package var countries: [String] = []
    package var title: [String: String] = [:]
    package var type: String?
    package var themes: [String] = []
    package var phases: [String] = []
    package var election: String?
    package var periodStart: String?
    package var periodEnd: String?
    package var request: String?
    package var mandate: String?
    package var partners: [String] = []
    package var budget: Amount?
    package var genderMarker: Int?
    package var disabilityMarker: Int?
    package var isAdjacent = false
    package var isSecondary = false
    package var state = ""
    package var activityStatus: String?
    package var events: [EventFact] = []

    package init() {}
}

/// A mission and its reports.
package struct MissionFact: Fact {
    package var id = ""
    package var country: String?
    package var kind: String?
    package var deployed: String?
    package var reported: String?
    package var closed: String?
    package var events: [EventFact] = []

    package init() {}
}

/// An observation, apart from assistance.
package struct ObservationFact: Fact {
    package var id = ""
    package var country: String?
    package var invited: String?
    package var events: [EventFact] = []

    package init() {}
}

/// An expert's post, without names.
package struct PostFact: Fact {
    package var id = ""
    package var country: String?
    package var theme: String?
    package var durationClass: String?
    package var count = 1
    package var requested: String?
    package var nominated: String?
    package var deployed: String?
    package var events: [EventFact] = []

    package init() {}
}
