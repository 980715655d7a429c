/// What can speak for or against an overlap. Few terms, each monotone: learning may change how much a term weighs, never
/// which way it points.
package enum Evidence: UInt8, CaseIterable, Sendable {
    case electoral
    case notElectoral
    case sameGeneralKind
    case sameSpecialKind
    case kindInPassing
    case otherKind
    case otherLevel
    case bothLocal
    case referendumOrNot
    case sameVote
    case otherVote
    case startsFarApart
    case uncertainPeriod
    case nameEachOther
    case oneNamesOther
    case jointRecord
    case sameFund
    case similarTitles
    case nearlySameTitles
    case samePlaces
    case otherPlaces
    case similarAmounts
    case sameBeneficiaries
    case otherBeneficiaries
    case otherInstrument

    /// +1 speaks for, -1 against, 0 may do either.
    package var sign: Int {
        switch self {
        case .notElectoral, .otherKind, .otherLevel, .referendumOrNot, .otherVote,
            .startsFarApart, .uncertainPeriod, .otherPlaces, .otherBeneficiaries,
            .otherInstrument:
            -1
        case .kindInPassing: 0
        default: 1
        }
    }

    /// As it stands in config/overlap/weights.toml: `same_vote`.
    package var name: String { Self.names[Int(rawValue)] }

    package init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self = Self.allCases[index]
    }

    private static let names = allCases.map { evidence in
        var name = ""
        for letter in "\(evidence)" {
            name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
        }
        return name
    }
}

/// One term of a score: what was compared and what it weighed.
package struct EvidenceTerm: Sendable, Equatable {
    package var evidence: Evidence
    /// How strongly it is there, mostly 0 or 1.
    package var strength: Double
    /// Log-odds it added; 0 until weighed.
    package var weight: Double
    /// What each record holds, for people.
    package var first: String
    package var second: String

    package init(
        evidence: Evidence, strength: Double, weight: Double = 0, first: String, second: String
    ) {
        self.evidence = evidence
        self.strength = strength
        self.weight = weight
        self.first = first
        self.second = second
    }
}
