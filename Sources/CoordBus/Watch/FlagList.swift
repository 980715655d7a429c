internal import BusCore
internal import Events
internal import JSON
internal import Overlap

/// Which flags somebody asks for.
struct FlagFilter {
    var country: String?
    var agency: String?
    var band: PairVerdict.Band?
    var kind: Finding.Kind?
    /// Nil: all that are told, so open, confirmed and explained.
    var states: Set<Flag.State>

    init(_ question: Question) throws(ProtocolError) {
        country = try question.text("country")
        agency = try question.text("agency")
        kind = try FlagFilter.code(question, "kind", Finding.Kind.allCases, \.rawValue)
        band = try FlagFilter.code(
            question, "band", PairVerdict.Band.allCases.filter { $0 != .none }, \.name)
        switch try question.text("state") {
        case nil: states = [.open, .confirmed]
        case "all": states = Set(Flag.State.allCases)
        case let word?:
            guard let state = Flag.State(rawValue: word) else {
                throw Self.unknown(
                    question, "state", word, Flag.State.allCases.map(\.rawValue) + ["all"])
            }
            states = [state]
        }
    }

    func takes(_ flag: Flag) -> Bool {
        states.contains(flag.state)
            && (country == nil || flag.finding.country == country)
            && (agency == nil || flag.first.agency == agency || flag.second.agency == agency)
            && (kind == nil || flag.finding.kind == kind)
            && (band.map { flag.finding.band.rawValue >= $0.rawValue } ?? true)
    }

    /// A member that is one of a few words.
    static func code<Code>(
        _ question: Question, _ member: StaticString, _ codes: [Code], _ name: (Code) -> String
    ) throws(ProtocolError) -> Code? {
        guard let word = try question.text(member) else { return nil }
        guard let code = codes.first(where: { name($0) == word }) else {
            throw unknown(question, "\(member)", word, codes.map(name))
        }
        return code
    }

    static func unknown(
        _ question: Question, _ member: String, _ word: String, _ known: [String]
    ) -> ProtocolError {
        ProtocolError(
            .badQuery,
            "the query \(question.name): \(member) is \(word.clipped(toBytes: 64)); use one of: "
                + known.joined(separator: ", "))
    }
}

/// Cuts a list into pages. The next page begins behind the last one's key.
struct Page {
    static let most = 500
    let after: String?
    let limit: Int

    init(_ question: Question) throws(ProtocolError) {
        after = try question.text("after")
        limit = try question.integer("limit", in: 1...Self.most) ?? 100
    }

    /// - Returns: the items of this page, and the key behind which the next begins.
    func cut<Item>(_ items: [Item], _ key: (Item) -> String) -> (page: [Item], next: String?) {
        let start =
            after.flatMap { after in items.firstIndex { key($0) == after } }.map { $0 + 1 } ?? 0
        let page = Array(items[min(start, items.count)...].prefix(limit))
        return (page, start + page.count < items.count ? page.last.map(key) : nil)
    }
}

extension JSONWriter {
    mutating func flag(_ flag: Flag, in world: OverlapWatch) {
        object { json in
            json.flagHead(flag, in: world)
            if let ruling = flag.ruling {
                json.key("answer")
                json.object { $0.verdict(ruling.verdict, counts: true) }
            }
        }
    }

    mutating func flagHead(_ flag: Flag, in world: OverlapWatch) {
        let finding = flag.finding
        member("overlap", flag.id)
        member("kind", finding.kind.rawValue)
        member("band", finding.band.name)
        key("probability")
        value((finding.probability * 1_000).rounded() / 1_000)
        member("state", flag.state.rawValue)
        if let country = finding.country { member("country", country) }
        if let event = finding.event { member("event", event) }
        key("parties")
        array { json in
            for (key, sequence) in [
                (flag.first, flag.sequences.first), (flag.second, flag.sequences.second),
            ] {
                json.object { json in
                    json.member("agency", key.agency)
                    json.member("activity", key.activity)
                    json.member("title", world.record(key)?.record.title ?? "")
                    json.member("sequence", sequence)
                }
            }
        }
        member("reason", EvidenceWords.sentence(flag))
        member("digest", finding.digest)
        member("changed", flag.changedBy)
    }

    mutating func verdict(_ verdict: Verdict, counts: Bool) {
        member("by", verdict.agency)
        member("verdict", verdict.word.rawValue)
        if let resolution = verdict.resolution { member("resolution", resolution) }
        if !verdict.note.isEmpty { member("note", verdict.note) }
        member("time", Timestamp(nanoseconds: verdict.stamp.time).description)
        member("sequence", verdict.sequence)
        member("counts", counts)
    }

    mutating func terms(_ terms: [EvidenceTerm], in language: ReasonLanguage) {
        key("terms")
        array { json in
            for term in terms where term.weight != 0 {
                json.object { json in
                    json.member("field", term.evidence.name)
                    json.key("weight")
                    json.value((term.weight * 1_000).rounded() / 1_000)
                    json.member("words", language.words(term))
                    json.member("values", [term.first, term.second])
                }
            }
        }
    }

    mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        array { json in for text in texts { json.value(text.clipped(toBytes: 500)) } }
    }

    /// What a record says of itself, as far as it is compared.
    mutating func record(_ key: RecordKey, _ record: AssistanceRecord, sequence: UInt64) {
        object { json in
            json.member("agency", key.agency)
            json.member("activity", key.activity)
            json.member("sequence", sequence)
            json.member("title", record.title)
            json.member("description", record.description.clipped(toBytes: 4_000))
            json.member("countries", record.countries)
            json.member("places", Array(record.places.prefix(100)))
            if let event = record.event { json.member("event", event) }
            json.member("start", record.start)
            json.member("end", record.end)
            json.member("themes", record.themes.sorted())
            json.member("beneficiaries", record.beneficiaries.sorted())
            if let instrument = record.instrument { json.member("instrument", instrument) }
            json.member(
                "partners",
                record.partners.prefix(50).map {
                    "\($0.role): \($0.name.isEmpty ? $0.agency ?? "" : $0.name)"
                })
            json.member("sectors", record.sectors)
            if let amount = record.amount {
                json.key("amount")
                json.value(amount)
                json.member("currency", record.currency ?? "")
            }
        }
    }
}
