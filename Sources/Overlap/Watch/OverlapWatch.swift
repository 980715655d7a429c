/// Watches the records of one world (the actual one, an exercise, a test) and says which flags open, change and clear.
///
/// It takes what is published in any order; what counts follows from the stamps inside. So every order of arrival ends
/// with the same open flags. `settle` compares what is found now with what was told before, and gives the difference;
/// after a start, `remember` tells what was told before, so that nothing is told twice and nothing is forgotten.
package struct OverlapWatch: Sendable {
    /// Tells flags of one world from those of another: `actual`, `exercise`, `test`.
    package let world: String
    private(set) var reader: RecordReader
    var live: LiveRecords

    var records: [WatchedRecord] = []
    private var numbers: [RecordKey: Int] = [:]
    /// Records by the slot of their reading.
    private(set) var numberAtSlot: [Int32: Int] = [:]
    /// Activities of which more than one agency speaks.
    private var sharedActivities: [String: [Int]] = [:]
    private var firstByActivity: [String: Int] = [:]
    private var events = ElectoralEvents()
    private var withdrawn: Set<Withdrawal> = []
    package internal(set) var gaps: GapWatch

    var flags: [PairKey: Flag] = [:]
    /// Pairs with a flag, by record.
    var flagged: [Int: Set<PairKey>] = [:]
    var pairByFlag: [String: PairKey] = [:]
    var verdicts: [String: [Verdict]] = [:]
    var declared: [PairKey: [Declaration]] = [:]

    /// What has to be looked at again.
    var dirtyRecords: Set<Int> = []
    var dirtyPairs: Set<PairKey> = []
    var dirtyCountries: Set<String> = []

    package init(world: String, reader: RecordReader, scorer: PairScorer) {
        self.world = world
        self.reader = reader
        live = LiveRecords(scorer: scorer)
        gaps = GapWatch(world: world)
    }

    /// Live records.
    package var liveCount: Int { live.count }
    var scorer: PairScorer { live.scorer }
    /// Is there something that `settle` would look at?
    package var isDirty: Bool {
        !dirtyRecords.isEmpty || !dirtyPairs.isEmpty || !dirtyCountries.isEmpty || gaps.isDirty
    }

    // MARK: What is published

    package mutating func take(_ version: RecordVersion) {
        guard !isWithdrawn(version.stamp, version.sequence) else { return }
        let number = number(of: version.key)
        if records[number].take(version) { dirtyRecords.insert(number) }
    }

    /// An electoral event was registered or changed. Records of its country may now be read to aim at another vote.
    package mutating func take(_ event: ElectoralEvents.Version) {
        var calendar = reader.calendar
        guard events.take(event, into: &calendar) else { return }
        reader = RecordReader(lexicon: reader.lexicon, calendar: calendar)
        dirtyCountries.insert(event.country)
    }

    /// Records were declared to be one activity, or to be done together, by an event of its own.
    package mutating func take(_ declaration: Declaration) {
        guard !isWithdrawn(declaration.stamp, declaration.sequence) else { return }
        let numbers = declaration.records.map { number(of: $0) }
        for (at, a) in numbers.enumerated() {
            for b in numbers[(at + 1)...] where a != b {
                let pair = pair(a, b)
                let isKnown = declared[pair]?.contains { $0.stamp == declaration.stamp } ?? false
                if isKnown { continue }
                declared[pair, default: []].append(declaration)
                dirtyPairs.insert(pair)
            }
        }
    }

    package mutating func take(_ verdict: Verdict) {
        guard !isWithdrawn(verdict.stamp, verdict.sequence),
            verdicts[verdict.flag]?.contains(where: { $0.stamp == verdict.stamp }) != true
        else { return }
        verdicts[verdict.flag, default: []].append(verdict)
        if let pair = pairByFlag[verdict.flag] { dirtyPairs.insert(pair) }
    }

    /// An assessment named its needs, or was given up.
    package mutating func take(_ version: AssessmentVersion) {
        guard !isWithdrawn(version.stamp, version.sequence) else { return }
        gaps.take(version)
    }

    package mutating func rememberGap(_ id: String, _ need: Need, isOpen: Bool, cause: UInt64) {
        gaps.remember(id, need, isOpen: isOpen, cause: cause)
    }

    /// An agency takes an event of its own back: a version, a report, a declaration or a verdict. Events of others stay.
    package mutating func withdraw(_ name: EventName, by agency: String) {
        let withdrawal = Withdrawal(name: name, agency: agency)
        guard withdrawn.insert(withdrawal).inserted else { return }
        for number in records.indices where records[number].key.agency == agency {
            if records[number].withdraw(name) { dirtyRecords.insert(number) }
        }
        gaps.withdraw(withdrawal)
        for (flag, list) in verdicts {
            let left = list.filter { !withdrawal.names($0.stamp, $0.sequence) }
            guard left.count < list.count else { continue }
            verdicts[flag] = left
            if let pair = pairByFlag[flag] { dirtyPairs.insert(pair) }
        }
        for (pair, list) in declared {
            let left = list.filter { !withdrawal.names($0.stamp, $0.sequence) }
            guard left.count < list.count else { continue }
            declared[pair] = left
            dirtyPairs.insert(pair)
        }
    }

    private func isWithdrawn(_ stamp: Stamp, _ sequence: UInt64) -> Bool {
        guard !withdrawn.isEmpty else { return false }
        let agency = stamp.agency
        return withdrawn.contains(Withdrawal(name: .sequence(sequence), agency: agency))
            || withdrawn.contains(Withdrawal(name: .event(stamp.event), agency: agency))
    }

    /// What the bus itself said before this start: a flag was told, or cleared when `isOpen` is false.
    /// - Parameter score: the sum of the weights as it was told: how probable it is until the pair is judged again.
    package mutating func remember(
        _ first: RecordKey, _ second: RecordKey, _ told: Finding?, score: Double = 0, isOpen: Bool,
        cause: UInt64
    ) {
        var finding = told
        finding?.probability =
            told?.kind == .resend ? 1 : PairScorer.probability(odds: scorer.weights.base + score)
        // The numbers first: `pair` must see records that these make.
        let numbers = (number(of: first), number(of: second))
        let pair = pair(numbers.0, numbers.1)
        guard var flag = flags[pair] ?? finding.map({ newFlag(pair, $0) }) else { return }
        if let finding {
            flag.finding = finding
            flag.told = Flag.Told(
                kind: finding.kind.rawValue, band: finding.band.name, digest: finding.digest)
        }
        if !isOpen {
            flag.told = nil
            flag.wasCleared = true
        }
        flag.changedBy = cause
        flags[pair] = flag
        dirtyPairs.insert(pair)
    }

    // MARK: Records and pairs

    mutating func number(of key: RecordKey) -> Int {
        if let number = numbers[key] { return number }
        let number = records.count
        records.append(WatchedRecord(key))
        numbers[key] = number
        if let first = firstByActivity[key.activity] {
            sharedActivities[key.activity, default: [first]].append(number)
        } else {
            firstByActivity[key.activity] = number
        }
        return number
    }

    func knownNumber(of key: RecordKey) -> Int? { numbers[key] }

    /// Records of the same activity, its own included; empty where only one agency speaks of it.
    func sharing(_ activity: String) -> [Int] { sharedActivities[activity] ?? [] }

    /// What a record was read as; nil while it is not live.
    func reading(_ number: Int) -> RecordReading? {
        records[number].slot.map { live.reading(at: $0) }
    }

    func pair(_ a: Int, _ b: Int) -> PairKey {
        records[b].key < records[a].key
            ? PairKey(first: b, second: a) : PairKey(first: a, second: b)
    }

    mutating func newFlag(_ pair: PairKey, _ finding: Finding) -> Flag {
        let first = records[pair.first].key
        let second = records[pair.second].key
        let flag = Flag(
            id: flagID(first, second), first: first, second: second, finding: finding, state: .open,
            sequences: (0, 0), changedBy: 0, told: nil)
        pairByFlag[flag.id] = pair
        flagged[pair.first, default: []].insert(pair)
        flagged[pair.second, default: []].insert(pair)
        return flag
    }

    /// The same for the same two records, whoever asks, in whichever order they came.
    func flagID(_ first: RecordKey, _ second: RecordKey) -> String {
        var text = FieldText()
        text.add(world)
        for key in [first, second] {
            text.add(key.agency)
            text.add(key.activity)
        }
        return "OV-" + text.digest.prefix(16)
    }

    /// Reads a record anew.
    /// - Returns: the records that it could be flagged with, of those live now; nil when nothing that is compared has changed.
    mutating func reread(_ number: Int) -> [Int]? {
        guard records[number].isStale else { return nil }
        records[number].isStale = false
        let before = reading(number)
        guard let reading = records[number].reading(by: reader) else {
            guard let slot = records[number].slot else { return nil }
            numberAtSlot[slot] = nil
            live.remove(records[number].key.recordID)
            records[number].slot = nil
            records[number].material = ""
            return []
        }
        if reading == before { return nil }
        if let slot = records[number].slot { numberAtSlot[slot] = nil }
        var matches: [LiveMatch] = []
        let slot = live.insert(reading, least: .likely, matches: &matches)
        numberAtSlot[slot] = number
        records[number].slot = slot
        records[number].material = ""
        return matches.compactMap { numberAtSlot[$0.slot] }
    }

    /// Digest of what is compared of a record; empty while it is not live. Most records are never flagged and need none.
    mutating func material(_ number: Int) -> String {
        if records[number].material.isEmpty, let reading = reading(number) {
            records[number].material = MaterialDigest.of(reading)
        }
        return records[number].material
    }
}
