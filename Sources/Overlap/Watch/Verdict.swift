/// A person's answer to a flag, as it was published.
package struct Verdict: Sendable, Equatable {
    package enum Word: String, Sendable, CaseIterable {
        case resend
        case secondary
        case overlapConfirmed = "overlap-confirmed"
        case complementary
        case joint
        case notRelated = "not-related"
    }

    package var flag: String
    package var agency: String
    package var word: Word
    /// Digest of what was compared when it was given, if the person's program said so.
    package var digest: String?
    package var note: String
    package var stamp: Stamp
    package var sequence: UInt64
    package var isFocalPoint: Bool
    /// What was agreed, when the focal point closes it: `withdrawn`.
    package var resolution: String?

    package init(
        flag: String, agency: String, word: Word, digest: String?, note: String, stamp: Stamp,
        sequence: UInt64, isFocalPoint: Bool, resolution: String?
    ) {
        self.flag = flag
        self.agency = agency
        self.word = word
        self.digest = digest
        self.note = note
        self.stamp = stamp
        self.sequence = sequence
        self.isFocalPoint = isFocalPoint
        self.resolution = resolution
    }
}

/// What the answers to one flag come to. The focal point's last word counts before the parties'; among the parties, one
/// that confirms keeps the flag open whatever the other says.
package struct Ruling: Sendable, Equatable {
    /// The answer that decides.
    package var verdict: Verdict
    /// Does it close the flag?
    package var isClosing: Bool

    /// - Parameters:
    ///   - verdicts: of one flag, in any order.
    ///   - stands: does a verdict speak of what is compared now?
    /// - Returns: nil when nobody who may has answered.
    init?(
        _ verdicts: [Verdict], parties: Set<String>, stands: (Verdict) -> Bool
    ) {
        let ordered = verdicts.sorted { $0.stamp < $1.stamp }
            .filter { ($0.isFocalPoint || parties.contains($0.agency)) && stands($0) }
        if let last = ordered.last(where: { $0.isFocalPoint }) {
            verdict = last
            isClosing = last.resolution != nil || last.word != .overlapConfirmed
            return
        }
        var byParty: [String: Verdict] = [:]
        for verdict in ordered { byParty[verdict.agency] = verdict }
        let latest = byParty.values.sorted { $0.stamp < $1.stamp }
        if let confirmed = latest.last(where: { $0.word == .overlapConfirmed }) {
            verdict = confirmed
            isClosing = false
        } else if let last = latest.last {
            verdict = last
            isClosing = true
        } else {
            return nil
        }
    }
}
