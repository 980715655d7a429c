/// Who does what, as a party to a flag.
package struct PartyFact: Hashable, Sendable {
    package let agency: String
    package let activity: String

    package init(agency: String, activity: String) {
        self.agency = agency
        self.activity = activity
    }
}

/// A flagged overlap; days are those of the events' times.
package struct OverlapFact: Fact {
    package var id = ""
    package var country: String?
    package var kind = ""
    package var band = ""
    package var parties: [PartyFact] = []
    package var state = ""
    package var flagged: String?
    package var cleared: String?
    package var resolved: String?
    package var resolution: String?
    package var verdict: String?
    package var events: [EventFact] = []

    package init() {}
}

/// A person's answer to a flagged overlap.
package struct VerdictFact: Fact {
    /// reviewed or resolved.
    package var kind = ""
    package var verdict = ""
    package var resolution: String?
    package var events: [EventFact] = []

    package init() {}
}

/// Activities declared joint, or one declared a report on the other's.
package struct LinkFact: Fact {
    /// joint or secondary.
    package var kind = ""
    /// Of a secondary report only who reports it.
    package var parties: [PartyFact] = []
    package var country: String?
    package var events: [EventFact] = []

    package init() {}
}

/// An assessed need that nobody addresses.
package struct GapFact: Fact {
    package var id = ""
    package var country: String?
    package var need = ""
    package var theme = ""
    package var phase = ""
    package var priority: String?
    package var noted: String?
    package var cleared: String?
    package var events: [EventFact] = []

    package init() {}
}

/// What a mandate rule found.
package struct BreachFact: Fact {
    package var rule = ""
    package var country: String?
    package var about: String?
    /// By language.
    package var reason: [String: String] = [:]
    package var breached: String?
    package var cleared: String?
    package var events: [EventFact] = []

    package init() {}
}
