internal import Overlap

/// Evidence and answers in plain English, for people who read a flag.
enum EvidenceWords {
    /// One piece of evidence.
    static func words(_ evidence: Evidence) -> String {
        switch evidence {
        case .electoral: "both are electoral assistance"
        case .notElectoral: "one is hardly about elections"
        case .sameGeneralKind: "both support the running of the election as a whole"
        case .sameSpecialKind: "the same kind of support"
        case .kindInPassing: "the kinds of support touch"
        case .otherKind: "different kinds of support"
        case .otherLevel: "one is for a local vote, the other is not"
        case .bothLocal: "both are for local votes"
        case .referendumOrNot: "one is for a referendum, the other is not"
        case .sameVote: "the same vote"
        case .otherVote: "different votes"
        case .startsFarApart: "they start years apart"
        case .uncertainPeriod: "the common time rests on years only"
        case .nameEachOther: "each names the other"
        case .oneNamesOther: "one names the other"
        case .jointRecord: "one is reported by several agencies together"
        case .sameFund: "both speak of a fund with several contributors"
        case .similarTitles: "similar titles"
        case .nearlySameTitles: "nearly the same title"
        case .samePlaces: "places in common"
        case .otherPlaces: "different places"
        case .similarAmounts: "similar amounts"
        case .sameBeneficiaries: "the same beneficiaries"
        case .otherBeneficiaries: "different beneficiaries"
        case .otherInstrument: "different forms of help"
        }
    }

    /// What the two records are to each other, in one sentence with the strongest reasons.
    static func sentence(_ flag: Flag) -> String {
        let finding = flag.finding
        let country = finding.country.map { " in \($0)" } ?? ""
        switch finding.kind {
        case .resend:
            return "\(flag.first.agency) published the same record twice\(country)."
        case .joint:
            return "\(flag.first.agency) and \(flag.second.agency) do this together\(country): "
                + "they say so themselves."
        case .secondary where finding.isDeclared:
            return "\(flag.first.agency) and \(flag.second.agency) report one activity\(country): "
                + "they say so themselves."
        case .secondary, .overlap:
            let start =
                finding.kind == .secondary
                ? "\(flag.first.agency) and \(flag.second.agency) may report one activity"
                : "\(flag.first.agency) and \(flag.second.agency) may give the same help"
            return "\(start)\(country): \(reasons(finding)), \(finding.commonDays) days in common."
        }
    }

    /// The three strongest reasons for it and the strongest against.
    private static func reasons(_ finding: Finding) -> String {
        let ordered = finding.terms.sorted { abs($1.weight) < abs($0.weight) }
        var words = ordered.filter { $0.weight > 0 }.prefix(3).map { Self.words($0.evidence) }
        if let against = ordered.first(where: { $0.weight < 0 }) {
            words.append("but " + Self.words(against.evidence))
        }
        return words.joined(separator: ", ")
    }
}
