/// What one record was read as: the reader's answer, made once, compared many times.
package struct RecordReading: Sendable {
    package enum Level: String, Sendable { case unmarked, local, national, referendum }
    package enum VoteSource: String, Sendable { case none, title, text, firstAfterStart }

    package var id: String
    package var agencies: Set<String>
    package var countries: Set<String>
    package var start: Day?
    /// The planned end, or the end of the start year; a vote named in the title bounds it to a year after that vote.
    package var end: Day?

    /// Log-odds that this is electoral assistance; above 0 it counts as such.
    package var electoral: Double
    /// Kinds of support with confidence 0 to 1. `EMB` is the general kind.
    package var kinds: [String: Double]
    package var level: Level
    /// Indices into the country's seasons of the election calendar.
    package var votes: Set<Int>
    package var voteSource: VoteSource
    /// Agencies that the record names as funder, implementer, channel or in its text.
    package var names: Set<String>
    /// Does it speak of a fund with several contributors?
    package var isBasketFund: Bool

    /// The title's words, folded; the description's first sentences where the title says nothing.
    package var titleWords: [String]
    package var identifiers: Set<String>
    package var pointsAt: Set<String>
    package var amount: Double?

    package var isElectoral: Bool { electoral > 0 }
    /// Special kinds (all but `EMB`) that were read with good confidence.
    package var specialKinds: Set<String> {
        Set(kinds.filter { $0.key != Self.generalKind && $0.value >= 0.6 }.keys)
    }
    package static let generalKind = "EMB"
}
