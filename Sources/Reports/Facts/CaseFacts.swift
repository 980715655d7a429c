/// What a Member State asked and what came of it. Dates are as published: `2017`, `2017-03`, `2017-03-01`.
package struct RequestFact: Fact {
    package var id = ""
    package var caseID = ""
    package var country = ""
    /// The electoral event, as registered.
    package var election: String?
    package var electionDate: String?
    package var electionKind: String?
    package var received: String?
    package var acknowledged: String?
    package var withdrawn: String?
    package var declined: String?
    package var closed: String?
    package var declineReasons: [String] = []
    package var referredTo: [String] = []
    package var types: [String] = []
    package var themes: [String] = []
    /// Where the register says that it stands after everything.
    package var registerState = ""
    package var events: [EventFact] = []

    package init() {}
}

/// What the focal point decided.
package struct DecisionFact: Fact {
    package var id = ""
    package var country: String?
    package var request: String?
    package var mandate: String?
    /// assess or assist.
    package var stage = ""
    /// approved, declined or deferred: the last word.
    package var outcome = ""
    package var decided: String?
    package var reasons: [String] = []
    package var types: [String] = []
    package var themes: [String] = []
    package var events: [EventFact] = []

    package init() {}
}

/// A needs assessment.
package struct AssessmentFact: Fact {
    package var id = ""
    package var country: String?
    package var mode: String?
    package var submitted: String?
    /// timeSufficient, conditionsConducive, reportPlan: yes, no, unknown.
    package var findings: [String: String] = [:]
    package var needs: [NeedFact] = []
    package var events: [EventFact] = []

    package init() {}
}

/// One assessed need.
package struct NeedFact: Sendable {
    package var theme = ""
    package var phase = ""
    package var priority: String?

    package init() {}
}
