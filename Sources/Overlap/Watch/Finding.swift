/// What two records are to each other, when that is worth telling: the content of a flag.
package struct Finding: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The same record again.
        case resend
        /// One agency reports what the other does.
        case secondary
        /// Different activities, the same help.
        case overlap
        /// Declared together.
        case joint
    }

    package var kind: Kind
    package var band: PairVerdict.Band
    /// Probability of the evidence, 0 to 1; 1 for the same record again.
    package var probability: Double
    /// The terms of the sum; empty for the same record again.
    package var terms: [EvidenceTerm]
    /// The publishers said themselves what the two are: nobody needs to answer.
    package var isDeclared: Bool
    /// The identifiers or events by which they said so.
    package var declaredBy: [String]
    /// Days that both run.
    package var commonDays: Int
    /// A country that both name; the first in alphabetical order.
    package var country: String?
    /// The electoral event that both name.
    package var event: String?
    /// Digest of what was compared.
    package var digest: String
    /// As narrow as the narrower of the two.
    package var secrecy: UInt8

    /// The sum of the weights, without the base.
    package var score: Double { terms.reduce(0) { $0 + $1.weight } }
}

extension Finding {
    /// What a flag of the log says of itself; the evidence is found again when the pair is judged (until then see `remember`).
    package init(
        toldAs kind: Kind, _ band: PairVerdict.Band, country: String?, event: String?,
        digest: String, secrecy: UInt8
    ) {
        self.init(
            kind: kind, band: band, probability: 0, terms: [], isDeclared: false, declaredBy: [],
            commonDays: 0, country: country, event: event, digest: digest, secrecy: secrecy)
    }
}

/// A pair in the order of the records' keys, each named by its number in the watch; a record sent again is a pair with itself.
struct PairKey: Hashable, Sendable {
    let first: Int
    let second: Int
}

/// One flag: what was found, what was said of it, and how it stands.
package struct Flag: Sendable {
    package enum State: String, Sendable, CaseIterable {
        /// Waits for an answer.
        case open
        /// A party or the focal point says that it is the same help twice; what to do is not agreed yet.
        case confirmed
        /// The publishers said themselves what the two are.
        case explained
        /// Answered by the parties or the focal point.
        case answered
        /// No longer found: a record changed or was withdrawn.
        case gone
    }

    package let id: String
    package let first: RecordKey
    package let second: RecordKey
    /// What was found last; kept when it is gone, so that people can see what it was.
    package internal(set) var finding: Finding
    package internal(set) var state: State
    /// Places in the log of the versions compared.
    package internal(set) var sequences: (first: UInt64, second: UInt64)
    /// The answers that count for what is compared now, or did when it went.
    package internal(set) var ruling: Ruling?
    /// The sequence that brought the last change.
    package internal(set) var changedBy: UInt64
    /// Was it told as open, and with which content? Nil when it was told as cleared or never.
    var told: Told?
    /// Has it been told as cleared before?
    var wasCleared = false

    /// Is it in the list of what the bus has flagged and not cleared?
    package var isTold: Bool { told != nil }
    package var isResentRecord: Bool { first == second }

    /// What the last event of the bus said.
    struct Told: Sendable, Equatable {
        var kind: String
        var band: String
        var digest: String
    }
}

/// What changed, to be told to both parties and the focal point.
package struct FlagChange: Sendable {
    package enum What: Sendable {
        case flagged
        /// Told as cleared before, and found again.
        case reopened
        case updated
        /// With the reason in words.
        case cleared(String)
    }

    package let what: What
    package let flag: Flag
    /// The sequence that brought the change.
    package let cause: UInt64
}
