/// What one record was read as: the reader's answer, made once, compared many times.
package struct RecordReading: Sendable, Equatable {
    package enum Level: UInt8, Sendable, CaseIterable {
        case unmarked, local, national, referendum
        package var name: String { "\(self)" }
    }
    package enum VoteSource: UInt8, Sendable, CaseIterable {
        case none, event, title, text, firstAfterStart
        package var name: String { "\(self)" }
    }

    package var id: String
    /// One code an agency, whatever name it goes by.
    package var agencies: Set<String>
    package var countries: Set<String>
    /// Nil without a start, or with an end before it. A vote named in the title bounds it to a year after that vote.
    package var period: RecordPeriod?

    /// Log-odds that this is electoral assistance; above 0 it counts as such.
    package var electoral: Double
    /// Kinds of support with confidence 0 to 1. `EMB` is the general kind.
    package var kinds: [String: Double]
    /// Codes of themes that the publisher itself states; empty where they were read from texts.
    package var themes: Set<String>
    package var level: Level
    package var votes: VoteYears
    package var voteSource: VoteSource
    /// Identifier of the registered electoral event, if stated.
    package var event: String?
    /// Agencies that the record names as funder, implementer, channel or in its text.
    package var names: Set<String>
    /// Does it speak of a fund with several contributors?
    package var isBasketFund: Bool
    /// Parts of the country, folded; empty when unknown or the whole country.
    package var places: Set<String>
    /// Codes of who benefits.
    package var beneficiaries: Set<String>
    /// Code of the form: goods, staff, training, advice, money.
    package var instrument: String?

    /// The title's words, folded; the description's first sentences where the title says nothing.
    package var titleWords: [String]
    package var identifiers: Set<String>
    /// Identifiers of others' activities that this record points at, and those that it calls joint or reports on.
    package var pointsAt: Set<String>
    package var jointWith: Set<String>
    package var reportsOn: Set<String>
    /// Positive and finite; in `currency`.
    package var amount: Double?
    package var currency: String?

    package var isElectoral: Bool { electoral > 0 }
    /// Special kinds (all but `EMB`) that were read with good confidence.
    package var specialKinds: Set<String> {
        Set(kinds.filter { $0.key != Self.generalKind && $0.value >= 0.6 }.keys)
    }
    package static let generalKind = "EMB"
    /// More places than these say "everywhere".
    static let placesMax = 100
}
