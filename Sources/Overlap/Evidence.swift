/// What can speak for or against an overlap. Few terms, each monotone: learning may change how much a term weighs, never
/// which way it points.
package enum Evidence: String, CaseIterable, Sendable {
    case electoral
    case notElectoral = "not_electoral"
    case sameGeneralKind = "same_general_kind"
    case sameSpecialKind = "same_special_kind"
    case kindInPassing = "kind_in_passing"
    case otherKind = "other_kind"
    case otherLevel = "other_level"
    case bothLocal = "both_local"
    case referendumOrNot = "referendum_or_not"
    case sameVote = "same_vote"
    case nameEachOther = "name_each_other"
    case oneNamesOther = "one_names_other"
    case similarTitles = "similar_titles"
    case nearlySameTitles = "nearly_same_titles"
    case jointRecord = "joint_record"
    case startsFarApart = "starts_far_apart"

    /// +1 speaks for, -1 against, 0 may do either.
    package var sign: Int {
        switch self {
        case .notElectoral, .otherKind, .otherLevel, .referendumOrNot, .startsFarApart: -1
        case .kindInPassing: 0
        default: 1
        }
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
