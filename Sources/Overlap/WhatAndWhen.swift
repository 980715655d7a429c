/// The first half of what two records have in common: is it electoral, which help, for which vote, when.
///
/// This half is cheap to find and decides most; a search looks at the second half, `WhoAndWhere`, only where the two
/// together can still reach a flag. Both are plain facts, so that the index and the explanation weigh the same.
struct WhatAndWhen {
    /// The smaller of both log-odds that a record is electoral assistance.
    var electoral: Double
    var kind: KindAgreement
    var firstLevel: RecordReading.Level
    var secondLevel: RecordReading.Level
    /// Both aim at one vote; both name a vote and none in common.
    var sameVote: Bool
    var otherVote: Bool
    /// Days between the starts.
    var startsApart: Int
    /// Common days with dates that are known only roughly taken in the middle.
    var likelyDays: Int

    static let daysFarApart = 3 * 365

    @inline(__always)
    func visit(_ body: (Evidence, Double) -> Void) {
        body(.electoral, Self.electoralStrength(electoral))
        if electoral < 0 { body(.notElectoral, 1) }
        if let evidence = kind.evidence { body(evidence, 1) }
        let isLocal = firstLevel == .local
        if isLocal != (secondLevel == .local) {
            body(.otherLevel, 1)
        } else {
            if isLocal { body(.bothLocal, 1) }
            if sameVote { body(.sameVote, 1) }
        }
        if (firstLevel == .referendum) != (secondLevel == .referendum) { body(.referendumOrNot, 1) }
        if otherVote { body(.otherVote, 1) }
        if startsApart > Self.daysFarApart { body(.startsFarApart, 1) }
        if likelyDays < PairComparer.commonDaysMin { body(.uncertainPeriod, 1) }
    }

    /// Log-odds from which on it is no surer that a record is electoral assistance.
    static let electoralFull = 3.0

    /// Full from 3 on; from 0 down it speaks against, to -1.5 at most.
    @inline(__always)
    static func electoralStrength(_ weaker: Double) -> Double {
        weaker > 0 ? min(weaker, electoralFull) / electoralFull : max(-1.5, weaker / 2)
    }
}

/// How the kinds of support of two records agree.
enum KindAgreement: UInt8, Sendable {
    case sameGeneral, sameSpecial, inPassing, undecided, other

    var evidence: Evidence? {
        switch self {
        case .sameGeneral: .sameGeneralKind
        case .sameSpecial: .sameSpecialKind
        case .inPassing: .kindInPassing
        case .undecided: nil
        case .other: .otherKind
        }
    }
}
