/// The answer for two records, with everything it rests on.
package struct PairVerdict: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// The same agency published the same record again.
        case resend
        /// One reports what the other does: funder and implementer, or two contributors to one fund.
        case secondary
        /// Different activities, the same help.
        case overlap
        /// Declared together by the same agencies: shown, not flagged.
        case joint
        /// The publishers themselves joined the two by an identifier: explained, not flagged.
        case linked
        /// Both electoral, for the same people and time, but another kind of support or another vote.
        case complementary
        case nothing
    }

    package enum Band: String, Sendable { case none, look, likely, strong }

    package var kind: Kind
    package var band: Band
    package var probability: Double
    package var terms: [EvidenceTerm]
    /// What decided apart from the weights, or what was missing, in plain words.
    package var reason: String

    /// Is this shown as an overlap that needs an answer?
    package var isFlagged: Bool {
        (kind == .overlap || kind == .secondary) && (band == .likely || band == .strong)
    }
}
