/// The answer for two records, with everything it rests on.
package struct PairVerdict: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The same agency published the same record again.
        case resend
        /// One reports what the other does: funder and implementer, or two contributors to one fund.
        case secondary
        /// Different activities, the same help.
        case overlap
        /// Declared together: shown, not flagged.
        case joint
        /// The publishers themselves joined the two by an identifier: explained, not flagged.
        case linked
        /// Both electoral, for the same people and time, but another kind of support or another vote.
        case complementary
        case nothing
    }

    package enum Band: UInt8, Sendable, CaseIterable {
        case none, look, likely, strong
        package var name: String { "\(self)" }
    }

    /// What decided apart from the weights, or what was missing.
    package enum Reason: Sendable, Equatable {
        case evidence(commonDays: Int)
        case declared(identifiers: [String])
        case sameRecord, sameContent, sameAgencies, oneAgency
        case agencyMissing, countryMissing, noCommonCountry, periodMissing, tooFewCommonDays
        case notElectoral
    }

    package var kind: Kind
    package var band: Band
    /// 0 where facts decided.
    package var probability: Double
    package var terms: [EvidenceTerm]
    package var reason: Reason

    /// Is this shown as an overlap that needs an answer?
    package var isFlagged: Bool {
        isFound && (band == .likely || band == .strong)
    }

    /// Is it an answer about overlap, in whatever band?
    package var isFound: Bool { kind == .overlap || kind == .secondary }

    /// Did the publishers say themselves what the two are to each other?
    package var isDeclared: Bool {
        if case .declared = reason { return true }
        return kind == .joint
    }
}
