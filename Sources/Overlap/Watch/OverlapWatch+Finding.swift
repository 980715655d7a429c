extension OverlapWatch {
    /// What a pair is, if it is worth telling.
    mutating func finding(_ pair: PairKey) -> Finding? {
        if pair.first == pair.second { return resendOfOneRecord(pair.first) }
        guard let first = reading(pair.first), let second = reading(pair.second) else { return nil }
        let link = declaration(pair, first, second)
        let verdict = verdictOfEvidence(first, second, isLinked: link != nil)
        // Records of other work that one agency sent twice are its own affair.
        guard
            verdict.isFlagged
                || verdict.kind == .resend && first.isElectoral && second.isElectoral
        else { return nil }
        var finding = Finding(
            kind: .overlap, band: verdict.band, probability: verdict.probability,
            terms: verdict.terms, isDeclared: false, declaredBy: [], commonDays: 0,
            country: first.countries.intersection(second.countries).min(),
            event: first.event == second.event ? first.event : nil,
            digest: MaterialDigest.of(material(pair.first), material(pair.second)),
            secrecy: max(records[pair.first].secrecy, records[pair.second].secrecy))
        if case .evidence(let days) = verdict.reason { finding.commonDays = days }
        switch verdict.kind {
        case .resend:
            finding.kind = .resend
            finding.band = .strong
            finding.probability = 1
        case .secondary: finding.kind = .secondary
        default: finding.kind = .overlap
        }
        if let link {
            finding.isDeclared = true
            finding.declaredBy = link.by
            finding.kind = link.isJoint ? .joint : .secondary
        }
        return finding
    }

    /// How the publishers themselves say that the two belong together.
    struct Link {
        var isJoint: Bool
        var by: [String]
    }

    func declaration(_ pair: PairKey, _ a: RecordReading, _ b: RecordReading) -> Link? {
        let keys = (records[pair.first].key, records[pair.second].key)
        // Only who is in it, or the focal point, may speak; who may is settled before it comes here.
        let events = (declared[pair] ?? []).sorted { $0.stamp < $1.stamp }
        if let last = events.last {
            return Link(isJoint: last.kind == .joint, by: [last.stamp.event])
        }
        if let link = DeclaredLink(a, b) {
            return Link(isJoint: link.kind == .joint, by: link.identifiers)
        }
        // One identifier, two agencies: both report one activity.
        if keys.0.activity == keys.1.activity {
            return Link(isJoint: false, by: [keys.0.activity])
        }
        return nil
    }

    /// What the evidence says, whatever the publishers say of the two.
    func verdictOfEvidence(
        _ a: RecordReading, _ b: RecordReading, isLinked: Bool
    ) -> PairVerdict {
        guard isLinked else { return scorer.verdict(a, b) }
        var first = a
        var second = b
        first.removeLinks()
        second.removeLinks()
        return scorer.verdict(first, second)
    }

    private mutating func resendOfOneRecord(_ number: Int) -> Finding? {
        let material = material(number)
        let record = records[number]
        guard let reading = self.reading(number), record.resend != nil else { return nil }
        return Finding(
            kind: .resend, band: .strong, probability: 1, terms: [], isDeclared: false,
            declaredBy: [], commonDays: 0, country: reading.countries.min(), event: reading.event,
            digest: MaterialDigest.of(material, material), secrecy: record.secrecy)
    }
}

extension RecordReading {
    /// The record as if its publisher had named no other.
    mutating func removeLinks() {
        pointsAt = []
        jointWith = []
        reportsOn = []
    }
}
