/// What an assessment says is needed, and what an activity says it gives: the two sides of a gap.
package struct Need: Sendable, Equatable {
    package var assessment: String
    /// Its identifier within the assessment: `N2`.
    package var id: String
    package var country: String
    package var theme: String
    package var phase: String
    /// Folded, empty where the whole country is meant.
    package var place: String
    package var event: String?
    /// The request or mandate.
    package var basis: Set<String>
    package var priority: String?
    package var beneficiary: String?
    /// In words, one language.
    package var summary: String
    /// The place as it was written.
    package var placeName: String?

    package init(
        assessment: String, id: String, country: String, theme: String, phase: String,
        place: String?, event: String?, basis: Set<String>, priority: String?, beneficiary: String?,
        summary: String
    ) {
        self.assessment = assessment
        self.id = id
        self.country = country
        self.theme = theme
        self.phase = phase
        self.place = place.map { FoldedText($0).words.joined(separator: " ") } ?? ""
        self.event = event
        self.basis = basis
        self.priority = priority
        self.beneficiary = beneficiary
        self.summary = summary
        placeName = place
    }
}

/// A report of an assessment with its needs, or the word that the assessment was given up.
package struct AssessmentVersion: Sendable {
    package var assessment: String
    package var needs: [Need]
    package var stamp: Stamp
    package var sequence: UInt64
    package var secrecy: UInt8
    /// The day of the report, `YYYY-MM-DD`.
    package var day: String

    package init(
        assessment: String, needs: [Need], stamp: Stamp, sequence: UInt64, secrecy: UInt8,
        day: String
    ) {
        self.assessment = assessment
        self.needs = needs
        self.stamp = stamp
        self.sequence = sequence
        self.secrecy = secrecy
        self.day = day
    }
}

/// What an activity says of the needs it meets.
package struct Help: Sendable, Equatable {
    package var countries: Set<String> = []
    package var event: String?
    /// The request or mandate it rests on.
    package var basis: Set<String> = []
    /// Stated, or read from a title with good confidence.
    package var themes: Set<String> = []
    package var phases: Set<String> = []
    package var places: Set<String> = []
    /// Identifiers of needs.
    package var addresses: Set<String> = []
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty when unknown.
    package var end = ""

    package init() {}

    mutating func complete(by older: Help) {
        if countries.isEmpty { countries = older.countries }
        if basis.isEmpty { basis = older.basis }
        if themes.isEmpty { themes = older.themes }
        if phases.isEmpty { phases = older.phases }
        if places.isEmpty { places = older.places }
        if addresses.isEmpty { addresses = older.addresses }
        if end.isEmpty { end = older.end }
        if event == nil { event = older.event }
    }

    /// For the same vote, request or mandate?
    func isOfCase(_ need: Need) -> Bool {
        event != nil && event == need.event || !basis.isDisjoint(with: need.basis)
    }

    /// Does this activity address the need? It says so by the need's identifier, within one case; or it gives the theme in
    /// the phase, for the same event, at the place, and goes on after the need was assessed.
    func meets(_ need: Need, assessed day: String) -> Bool {
        guard countries.contains(need.country) else { return false }
        if let event, let other = need.event, event != other { return false }
        let isOneCase = isOfCase(need)
        if addresses.contains(need.id) {
            return isOneCase || basis.isEmpty || need.basis.isEmpty
        }
        guard themes.contains(need.theme) else { return false }
        guard phases.isEmpty || phases.contains(need.phase) else { return false }
        if !need.place.isEmpty, !places.isEmpty {
            let words = Set(places.map { FoldedText($0).words.joined(separator: " ") })
            guard words.contains(need.place) else { return false }
        }
        if isOneCase { return true }
        // Help for another vote or another request, or that ended before, meets no new need.
        guard let last = Day(end, atEnd: true), let assessed = Day(day, atEnd: false) else {
            return true
        }
        return last >= assessed
    }
}
