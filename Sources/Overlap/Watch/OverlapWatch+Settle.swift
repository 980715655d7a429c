extension OverlapWatch {
    /// Looks at everything that changed and says what is to be told. Order of the answer: by flag id.
    /// - Parameter cause: the sequence that brought the change.
    package mutating func settle(cause: UInt64) -> (flags: [FlagChange], gaps: [GapChange]) {
        guard isDirty else { return ([], []) }
        if !dirtyCountries.isEmpty {
            for slot in dirtyCountries.flatMap({ live.slots(inCountry: $0) }) {
                guard let number = numberAtSlot[slot] else { continue }
                records[number].isStale = true
                dirtyRecords.insert(number)
            }
            dirtyCountries = []
        }
        // Of two that have changed, the one that is read later finds the other.
        var changed: [Int: [Int]] = [:]
        for number in dirtyRecords.sorted() {
            let hasResend = records[number].resend != nil
            let isNew = hasResend && flags[PairKey(first: number, second: number)] == nil
            if let others = reread(number) {
                changed[number] = others
            } else if isNew {
                changed[number] = []
            }
            if records[number].isHelpStale {
                records[number].isHelpStale = false
                gaps.set(records[number].help, of: records[number].key)
            }
        }
        var pairs = dirtyPairs
        // What a version that changed nothing else may have touched: how narrow the circle of readers is.
        for number in dirtyRecords { pairs.formUnion(flagged[number] ?? []) }
        dirtyRecords = []
        dirtyPairs = []
        var changes: [FlagChange] = []
        for pair in pairs { judge(pair, cause, &changes) }
        for (number, others) in changed {
            if records[number].resend != nil {
                judge(PairKey(first: number, second: number), cause, &changes)
            }
            for other in others + sharing(records[number].key.activity) where other != number {
                let pair = pair(number, other)
                if pairs.insert(pair).inserted { judge(pair, cause, &changes) }
            }
        }
        return (changes.sorted { $0.flag.id < $1.flag.id }, settleGaps(cause))
    }

    private mutating func settleGaps(_ cause: UInt64) -> [GapChange] {
        guard gaps.isDirty else { return [] }
        // Taken out, so that there is one copy, which is changed in place.
        var watch = GapWatch(world: world)
        swap(&watch, &gaps)
        defer { gaps = watch }
        return watch.settle(cause: cause) { key in
            knownNumber(of: key).map { records[$0].secrecy } ?? 0
        }
    }

    /// Judges one pair and notes what is to be told.
    private mutating func judge(_ pair: PairKey, _ cause: UInt64, _ changes: inout [FlagChange]) {
        let found = finding(pair)
        guard var flag = flags[pair] ?? found.map({ newFlag(pair, $0) }) else { return }
        if let found { flag.finding = found }
        let before = (flag.state, flag.ruling)
        if verdicts[flag.id] != nil {
            // What they are held against.
            for number in [pair.first, pair.second] { _ = material(number) }
        }
        flag.ruling = Ruling(
            verdicts[flag.id] ?? [], parties: [flag.first.agency, flag.second.agency],
            stands: { stands($0, pair, flag.finding.digest) })
        if found == nil {
            flag.state = .gone
        } else if flag.finding.isDeclared {
            flag.state = .explained
        } else if let ruling = flag.ruling {
            flag.state = ruling.isClosing ? .answered : .confirmed
        } else {
            flag.state = .open
        }
        flag.sequences = sequences(pair)
        if before.0 != flag.state || before.1 != flag.ruling { flag.changedBy = cause }
        if let what = difference(&flag, pair) {
            flag.changedBy = cause
            changes.append(FlagChange(what: what, flag: flag, cause: cause))
        }
        if flag.state == .gone, flag.told == nil, !flag.wasCleared {
            forget(pair, flag)
        } else {
            flags[pair] = flag
        }
    }

    /// What to say, if anything, beside what was said before; notes that it is said.
    private func difference(_ flag: inout Flag, _ pair: PairKey) -> FlagChange.What? {
        guard flag.state != .gone, flag.state != .answered else {
            guard flag.told != nil else { return nil }
            flag.told = nil
            flag.wasCleared = true
            return .cleared(clearing(flag, pair))
        }
        let now = Flag.Told(
            kind: flag.finding.kind.rawValue, band: flag.finding.band.name,
            digest: flag.finding.digest)
        let before = flag.told
        guard before != now else { return nil }
        flag.told = now
        return before != nil ? .updated : flag.wasCleared ? .reopened : .flagged
    }

    private mutating func forget(_ pair: PairKey, _ flag: Flag) {
        flags[pair] = nil
        pairByFlag[flag.id] = nil
        for number in [pair.first, pair.second] {
            flagged[number]?.remove(pair)
            if flagged[number]?.isEmpty == true { flagged[number] = nil }
        }
    }

    private func sequences(_ pair: PairKey) -> (first: UInt64, second: UInt64) {
        if pair.first == pair.second, let resend = records[pair.first].resend {
            return (resend.first, resend.again)
        }
        return (records[pair.first].sequence, records[pair.second].sequence)
    }

    /// Why a flag is cleared, in one sentence.
    private func clearing(_ flag: Flag, _ pair: PairKey) -> String {
        if flag.state == .answered, let verdict = flag.ruling?.verdict {
            var text = "\(verdict.agency) answered \(verdict.word.rawValue)"
            if let resolution = verdict.resolution { text += ", agreed: \(resolution)" }
            return verdict.note.isEmpty ? text + "." : text + ": " + verdict.note
        }
        for number in [pair.first, pair.second] where records[number].slot == nil {
            let key = records[number].key
            return records[number].isEmpty
                ? "\(key.agency) withdrew its record \(key.activity)."
                : "\(key.agency) cancelled \(key.activity)."
        }
        return "The two records do not look like the same help any more."
    }

    /// Does a verdict speak of what is compared now? By its digest; without one, by whether the records have changed
    /// since it was given.
    private func stands(_ verdict: Verdict, _ pair: PairKey, _ digest: String) -> Bool {
        if let given = verdict.digest { return given == digest }
        return [pair.first, pair.second].allSatisfy { number in
            let now = records[number].material
            guard !now.isEmpty, let then = records[number].record(upTo: verdict.stamp) else {
                return now.isEmpty
            }
            return MaterialDigest.of(reader.read(then)) == now
        }
    }
}
