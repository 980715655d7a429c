/// What any source says of one activity, in our words: the `data` of an `org.coordbus.assistance.*` event.
///
/// Readers fill it from what they found, with every field already in the form the catalogue asks for;
/// `AssistanceEvent` writes it. Empty lists and nil are left out of the event.
package struct AssistanceRecord: Sendable {
    /// Whose event this is: the owner of `source`.
    package var agency: String
    /// CloudEvents `time`, RFC 3339.
    package var time: String
    /// CloudEvents `dataclassification`; nil leaves it to the bus.
    package var classification: String?

    package var activity: String
    /// At least one text.
    package var title = TextByLanguage()
    package var description = TextByLanguage()
    package var country: String?
    /// Two or more; then `country` is nil.
    package var countries: [String] = []
    package var places: [Place] = []
    package var event: String?
    package var start: String?
    package var end: String?
    package var periodBasis: PeriodBasis?
    package var status: ActivityStatus?
    package var type: String?
    /// Neither codes nor texts speak of elections: work that at most borders on electoral assistance (OP18).
    package var isAdjacent = false
    package var themes: [String] = []
    package var phases: [String] = []
    package var derived: [Derived] = []
    package var sectors: [Sector] = []
    package var partners: [Partner] = []
    package var reporter: Reporter?
    package var instrument: String?
    package var budget: Money?
    package var commitments: Money?
    package var disbursements: Money?
    package var genderMarker: Int?
    package var disabilityMarker: Int?
    package var links: [Link] = []
    package var notes: [String] = []
    package var extra: [(name: String, text: String)] = []

    package init(agency: String, activity: String, time: String) {
        self.agency = agency
        self.activity = activity
        self.time = time
    }

    /// Tells something the reader mended or dropped; each thing once, at most 50 things.
    package mutating func note(_ text: String) {
        guard !notes.contains(text) else { return }
        if notes.count < 49 {
            notes.append(text)
        } else if notes.count == 49 {
            notes.append("more was mended; only the first notes are kept")
        }
    }
}

package enum ActivityStatus: String, Sendable {
    case pipeline, implementation, finalisation, closed, cancelled, suspended
}

package enum PeriodBasis: String, Sendable {
    case actual, planned, reported, transactions
}

extension AssistanceRecord {
    package struct Place: Equatable, Sendable {
        package var name: String
        package var code: String?
        package var vocabulary: String?
        package var latitude: Double?
        package var longitude: Double?
    }

    /// A field that no source states and the reader concluded.
    package struct Derived: Equatable, Sendable {
        package enum Basis: String, Sendable { case code, text, file }

        package let field: String
        /// 0 to 1, in hundredths so that it is written exactly.
        package let hundredths: Int
        package let basis: Basis
    }

    package struct Sector: Equatable, Sendable {
        package var code: String
        package var vocabulary: String?
        package var percentage: Double?
        /// The code as published, when `code` is its successor.
        package var original: String?
    }

    package struct Partner: Equatable, Sendable {
        package enum Role: String, Sendable {
            case funding, implementing, accountable, extending, reporting, beneficiary, other
        }

        package var role: Role
        package var name: String?
        package var ref: String?
        package var agency: String?
        /// The partner's identifier of this activity.
        package var activity: String?
    }

    package struct Reporter: Equatable, Sendable {
        package var ref: String?
        package var name: String?
        package var isSecondary: Bool
    }

    package struct Money: Equatable, Sendable {
        package var amount: String
        package var currency: String
    }

    package struct Link: Equatable, Hashable, Sendable {
        package enum Kind: String, Sendable {
            case parent, child, sibling, multifunded
            case thirdParty = "third-party"
            case jointWith = "joint-with"
            case continues
            case reportsOn = "reports-on"
            case providerActivity = "provider-activity"
            case receiverActivity = "receiver-activity"
        }

        package var kind: Kind
        package var activity: String
    }
}
