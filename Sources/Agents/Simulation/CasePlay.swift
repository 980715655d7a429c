internal import Events
internal import JSON

/// Plays one case from its first letter to its last report. The facts are drawn first, so that what is planted
/// can refer to them; then the files `CasePlay+*` write the chapters.
struct CasePlay {
    let plan: CasePlan
    let country: SimulatedCountry
    let number: Int
    let tag: String
    var random: SimulationRandom
    let script: EventScript

    /// Day on which the request arrives or the mandate is decided.
    let opening: SimulatedDay
    let electionDay: SimulatedDay
    let electionKind: String
    /// Identifiers.
    let event: String
    let basis: SimulatedAid.Basis
    var assessment: String { "NAM-\(country.code)-\(tag)" }
    var decision: String { "DEC-\(country.code)-\(tag)-2" }
    var caseID: String { basis.member.identifier }

    /// What was assessed as needed, in order N1, N2...
    var needs: [SimulatedNeed] = []
    /// Whom the needs led to; filled by the chapter on assistance.
    var aids: [SimulatedAid] = []
    var lastDay: SimulatedDay

    /// - Parameters:
    ///   - number: of the case within the run, from 1.
    ///   - begin: the first day on which the case may do anything.
    init(
        _ plan: CasePlan, number: Int, scenario: String, seed: UInt64, country: SimulatedCountry,
        begin: SimulatedDay
    ) {
        self.plan = plan
        self.country = country
        self.number = number
        random = SimulationRandom(seed: seed, part: UInt64(number))
        tag = "\(begin.year)-s\(seed)n\(number)"
        opening = begin + random.within(8...14)
        // Clean cases leave 7 to 14 months; the rule asks for 4.
        let lead = plan.has(.time) ? random.within(88...112) : random.within(210...420)
        electionDay = opening + lead
        electionKind = random.pick(["general", "presidential", "legislative", "local"])
        event = "\(country.code)-\(electionDay.year)-\(electionKind)-s\(seed)n\(number)"
        let word = plan.kind == .exercise ? "EXERCISE" : plan.kind == .test ? "TEST" : "REQ"
        basis =
            plan.kind == .mandated
            ? .mandate("S/RES/\(2_300 + number)-s\(seed)(\(opening.year))")
            : .request("\(word)-\(country.code)-\(tag)")
        let status: EventStatus =
            switch plan.kind {
            case .exercise: .exercise
            case .test: .test
            default: .actual
            }
        script = EventScript(
            prefix: "\(scenario)-\(seed)-\(number)", correlation: basis.member.identifier,
            status: status)
        lastDay = opening
    }

    /// Plays the whole case.
    mutating func play() {
        switch plan.kind {
        case .assisted, .mandated, .exercise: playAssistance()
        case .declined, .withdrawn, .unauthorised: playRefusal()
        case .test: playTest()
        case .policy, .unread: playPolicy()
        case .unrequested: playUnrequested()
        }
        for event in script.events { lastDay = max(lastDay, event.time.day) }
    }

    private mutating func playAssistance() {
        registerElection()
        drawNeeds()
        let asked = plan.kind == .mandated ? establishMandate() : receiveRequest()
        let report = assess(after: asked)
        let decided = decide(after: report)
        assist(after: decided, asked: asked)
        plantOverlaps(after: decided)
        plantBreaches(after: decided)
        raiseFunds(after: decided)
        sendExperts(after: decided)
        sendMission(after: decided)
        observe()
        conclude()
    }

    /// The writer of `basis`.
    func writeBasis(_ json: inout JSONWriter) {
        json.members("basis", [(basis.member.name, basis.member.identifier)])
    }

    /// English, and the country's own language where that is another.
    func texts(
        _ english: String, _ own: String
    ) -> [(language: String, text: String)] {
        country.language == "en" ? [("en", english)] : [("en", english), (country.language, own)]
    }

    mutating func plant(
        _ kind: String, _ detail: String, expected: String, _ steps: [Step],
        activities: [String] = [], expectedKind: String? = nil, need: String? = nil,
        due: SimulatedDay? = nil, why: String
    ) {
        script.plant(
            Planted(
                kind: kind, detail: detail, expected: expected, expectedKind: expectedKind,
                correlation: script.correlation, country: country.code, activities: activities,
                need: need, due: due?.description, events: steps.map(\.reference), why: why))
    }
}

/// One need of an assessment report.
struct SimulatedNeed: Sendable {
    let id: String
    let theme: SimulatedTheme
    let place: String
    let priority: String
    /// Planted: nobody will address it.
    let isGap: Bool
}
