/// One record of assistance as its publisher wrote it. Everything may be absent; nothing is checked.
package struct AssistanceRecord: Sendable, Equatable {
    package struct Partner: Sendable, Equatable {
        /// `funding`, `extending`, `implementing`, `channel`, `accountable`, or whatever was published.
        package var role: String
        package var name: String
        /// Short code of the agency, if known: `UNDP`, `GB`.
        package var agency: String?
        /// Identifier of the partner's own activity, if given.
        package var activity: String?

        package init(
            role: String, name: String, agency: String? = nil, activity: String? = nil
        ) {
            self.role = role
            self.name = name
            self.agency = agency
            self.activity = activity
        }
    }

    package var id: String
    /// Codes of who reports; several when they report together.
    package var agencies: Set<String> = []
    package var title = ""
    package var description = ""
    /// ISO 3166-1 alpha-2, or alpha-3 throughout where the calendar's codes are.
    package var countries: [String] = []
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    package var start = ""
    package var end = ""
    /// DAC purpose codes.
    package var sectors: [String] = []
    package var partners: [Partner] = []
    /// Parts of the activity: `name: description; name: description`.
    package var outputs = ""
    /// How the help is given, in the publisher's words: `Invitation of Trainees`.
    package var form = ""
    /// Names under which this record is known to others.
    package var identifiers: Set<String> = []
    /// Identifiers of other activities that this record points at, of those it calls joint, of those it reports on.
    package var pointsAt: Set<String> = []
    package var jointWith: Set<String> = []
    package var reportsOn: Set<String> = []
    /// Names or codes of places inside the country.
    package var places: [String] = []
    /// Identifier of the registered electoral event.
    package var event: String?
    /// Codes that the publisher states, not such as were read from texts: themes, beneficiaries, instrument.
    package var themes: Set<String> = []
    package var beneficiaries: Set<String> = []
    package var instrument: String?
    package var amount: Double?
    package var currency: String?

    package init(id: String) { self.id = id }
}
