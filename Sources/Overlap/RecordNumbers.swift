/// The texts that readings are made of, as numbers, and the way back.
struct RecordNumbers: Sendable {
    /// Agencies, countries, places, currencies: whatever is a code or a name.
    private(set) var codes = Interner()
    private(set) var words = Interner()
    /// By number of the word, thousandths.
    private(set) var wordWeights: [Int32] = []
    private var kinds = Interner()
    private var themes = Interner()
    private(set) var profiles: [KindProfile] = []
    private var profileNumbers: [KindProfile: Int32] = [:]
    /// How each profile agrees with each earlier one and with itself, those of one profile together: that of profiles 5 and
    /// 3 stands at 5 * 6 / 2 + 3.
    private(set) var agreements: [KindAgreement] = []

    /// So many different kinds and themes fit; the lexicon has far fewer.
    static let kindsMax = 32
    static let themesMax = 64

    init() { _ = kinds.number(RecordReading.generalKind) }

    /// A record that is to stay: every text gets a number.
    mutating func take(
        _ reading: RecordReading, _ frequencies: WordFrequencies, into lists: inout [UInt32]
    ) -> CompactRecord {
        var record = Self.plain(reading)
        append(sorted: reading.agencies.map { codes.number($0) }, .agencies, &record, &lists)
        append(sorted: reading.countries.map { codes.number($0) }, .countries, &record, &lists)
        append(sorted: reading.names.map { codes.number($0) }, .names, &record, &lists)
        append(sorted: reading.places.map { codes.number($0) }, .places, &record, &lists)
        append(
            sorted: reading.beneficiaries.map { codes.number($0) }, .beneficiaries, &record, &lists)
        let title = reading.titleWords.map { words.number($0) }
        while wordWeights.count < words.count {
            wordWeights.append(
                Int32(frequencies.weight(words[UInt32(wordWeights.count)])))
        }
        appendTitle(title, &record, &lists)
        record.titleWeight = weight(of: record.list(.words), lists)
        record.currency = reading.currency.map { codes.number($0) + 1 } ?? 0
        record.instrument = reading.instrument.map { codes.number($0) + 1 } ?? 0
        record.event = reading.event.map { codes.number($0) + 1 } ?? 0
        let profile = takeProfile(reading)
        record.profile = profileNumbers[profile] ?? Int32(profiles.count)
        if Int(record.profile) == profiles.count {
            profiles.append(profile)
            profileNumbers[profile] = record.profile
            for other in profiles { agreements.append(KindAgreement(profile, other)) }
        }
        return record
    }

    /// Where `agreements` holds that of two profiles.
    @inline(__always)
    static func place(ofAgreement a: Int32, _ b: Int32) -> Int {
        let later = Int(max(a, b))
        return later * (later + 1) / 2 + Int(min(a, b))
    }

    func number(of profile: KindProfile) -> Int32? { profileNumbers[profile] }

    /// A question: texts that no record holds get numbers that no record has. `profile` of the record means nothing.
    func ask(
        _ reading: RecordReading, _ frequencies: WordFrequencies, into lists: inout [UInt32]
    ) -> (record: CompactRecord, profile: KindProfile) {
        var next = UInt32.max
        func code(_ text: String) -> UInt32 {
            if let known = codes.known(text) { return known }
            next -= 1
            return next
        }
        var record = Self.plain(reading)
        append(sorted: reading.agencies.map(code), .agencies, &record, &lists)
        append(sorted: reading.countries.map(code), .countries, &record, &lists)
        append(sorted: reading.names.map(code), .names, &record, &lists)
        append(sorted: reading.places.map(code), .places, &record, &lists)
        append(sorted: reading.beneficiaries.map(code), .beneficiaries, &record, &lists)
        var new: [String: UInt32] = [:]
        var newWeight = 0
        let title = reading.titleWords.map { word in
            if let known = words.known(word) ?? new[word] { return known }
            next -= 1
            new[word] = next
            newWeight += frequencies.weight(word)
            return next
        }
        appendTitle(title, &record, &lists)
        record.titleWeight = weight(of: record.list(.words), lists) + Int32(newWeight)
        record.currency = reading.currency.map { code($0) &+ 1 } ?? 0
        record.instrument = reading.instrument.map { code($0) &+ 1 } ?? 0
        return (record, profile(reading))
    }

    func reading(_ record: CompactRecord, _ texts: LiveRecords.Texts, _ numbers: [UInt32])
        -> RecordReading
    {
        func list(_ list: CompactRecord.List) -> ArraySlice<UInt32> {
            let list = record.list(list)
            return numbers[list.start..<(list.start + list.count)]
        }
        func codes(_ name: CompactRecord.List) -> Set<String> {
            Set(list(name).map { self.codes[$0] })
        }
        let profile = profiles[Int(record.profile)]
        var kinds: [String: Double] = [:]
        for index in 0..<Self.kindsMax where profile.kinds[index] > 0 {
            kinds[self.kinds[UInt32(index)]] = Double(profile.kinds[index]) / 100
        }
        return RecordReading(
            id: texts.id, agencies: codes(.agencies), countries: codes(.countries),
            period: record.hasPeriod
                ? RecordPeriod(
                    start: Day(number: Int(record.start)), end: Day(number: Int(record.end)),
                    startSlack: Int(record.startSlack), endSlack: Int(record.endSlack)) : nil,
            electoral: record.electoral, kinds: kinds,
            themes: Set(
                (0..<Self.themesMax).filter { profile.themes >> UInt64($0) & 1 == 1 }
                    .map { themes[UInt32($0)] }),
            level: profile.level, votes: record.votes, voteSource: record.voteSource,
            event: record.event == 0 ? nil : self.codes[record.event - 1],
            names: codes(.names), isBasketFund: record.isBasketFund, places: codes(.places),
            beneficiaries: codes(.beneficiaries),
            instrument: record.instrument == 0 ? nil : self.codes[record.instrument - 1],
            titleWords: list(.title).map { words[$0] }, identifiers: Set(texts.identifiers),
            pointsAt: Set(texts.pointsAt), jointWith: Set(texts.jointWith),
            reportsOn: Set(texts.reportsOn), amount: record.amount > 0 ? record.amount : nil,
            currency: record.currency == 0 ? nil : self.codes[record.currency - 1])
    }

    /// What needs no number.
    private static func plain(_ reading: RecordReading) -> CompactRecord {
        var record = CompactRecord()
        record.electoral = reading.electoral
        record.votes = reading.votes
        record.voteSource = reading.voteSource
        if let period = reading.period {
            record.hasPeriod = true
            record.start = Int32(period.start.number)
            record.end = Int32(period.end.number)
            record.startSlack = Int32(period.startSlack)
            record.endSlack = Int32(period.endSlack)
        }
        record.isBasketFund = reading.isBasketFund
        record.amount = reading.amount ?? 0
        return record
    }

    private func append(
        sorted numbers: [UInt32], _ list: CompactRecord.List, _ record: inout CompactRecord,
        _ lists: inout [UInt32]
    ) {
        lists.append(contentsOf: numbers.count > 1 ? numbers.sorted() : numbers)
        record.ends[list.rawValue] = UInt32(lists.count)
    }

    private func appendTitle(
        _ title: [UInt32], _ record: inout CompactRecord, _ lists: inout [UInt32]
    ) {
        var last: UInt32?
        for number in title.sorted() where number != last {
            lists.append(number)
            last = number
        }
        record.ends[CompactRecord.List.words.rawValue] = UInt32(lists.count)
        lists.append(contentsOf: title)
        record.ends[CompactRecord.List.title.rawValue] = UInt32(lists.count)
    }

    private func weight(of list: NumberList, _ numbers: [UInt32]) -> Int32 {
        var sum: Int32 = 0
        for number in numbers[list.start..<(list.start + list.count)]
        where number < Interner.unknown { sum += wordWeights[Int(number)] }
        return sum
    }

    private mutating func takeProfile(_ reading: RecordReading) -> KindProfile {
        for kind in reading.kinds.keys.sorted() {
            precondition(kinds.number(kind) < Self.kindsMax, "more than \(Self.kindsMax) kinds")
        }
        for theme in reading.themes.sorted() {
            precondition(
                themes.number(theme) < Self.themesMax, "more than \(Self.themesMax) themes")
        }
        return profile(reading)
    }

    private func profile(_ reading: RecordReading) -> KindProfile {
        var profile = KindProfile()
        for (kind, confidence) in reading.kinds {
            guard let number = kinds.known(kind) else { continue }
            profile.kinds[Int(number)] = UInt8(KindAgreement.hundredths(confidence))
        }
        for theme in reading.themes {
            // A theme that no record states still is a statement: the last bit, which no theme has.
            let number = themes.known(theme) ?? UInt32(Self.themesMax - 1)
            profile.themes |= 1 << UInt64(number)
        }
        profile.level = reading.level
        return profile
    }
}
