package import JSON

/// A stock of live activities as a whole world would have them, one event after the other from a seed: for measuring.
///
/// Skew as in national aid information systems: few countries hold most (the first one 5 %), some themes and agencies are far
/// more common than others, most activities are no electoral assistance at all, electoral ones gather in the two years before
/// a vote, and most are for one district. Half of the electoral ones state theme and vote as codes, the others only in words.
package struct SimulatedStock {
    private var random: SimulationRandom
    private let electoralPercent: Int
    private var made = 0
    /// Running sums of shares, for drawing with skew.
    private let countries: [Int]
    private let themes: [Int]
    private let agencies: [Int]

    private static let firstVoteYear = 2012
    private static let years = 20
    private static let districtsMax = 60

    /// - Parameter electoralPercent: how many of a hundred activities are electoral assistance.
    package init(seed: UInt64, electoralPercent: Int) {
        random = SimulationRandom(seed: seed)
        self.electoralPercent = electoralPercent
        countries = Self.sums(SimulatedCountry.all.count, flat: 8)
        themes = Self.sums(SimulatedTheme.all.count, flat: 4)
        agencies = Self.sums(Self.agencyCodes.count, flat: 6)
    }

    /// Writes the next event: CloudEvents with `source`, `type` and `data`.
    package mutating func write(into json: inout JSONWriter) {
        made += 1
        let country = SimulatedCountry.all[random.draw(countries)]
        var aid =
            random.chance(electoralPercent) ? electoral(in: country) : development(in: country)
        let agency = Self.agencyCodes[random.draw(agencies)]
        aid.activity = "\(agency.uppercased())-\(country.code)-\(made)"
        if random.chance(40) { aid.funders = [random.pick(SimulatedAgency.donors)] }
        if random.chance(25) { aid.funders.append("eu") }
        let statesCodes = !aid.theme.isEmpty && random.chance(50)
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", "e\(made)")
            json.member("source", "urn:coordbus:agency:\(agency)")
            json.member("type", "org.coordbus.assistance.planned")
            json.member("time", "\(aid.start - 30)T09:00:00Z")
            json.member("subject", aid.activity)
            json.key("data")
            json.object { Self.write(aid, statesCodes: statesCodes, into: &$0) }
        }
    }

    private static func write(
        _ aid: SimulatedAid, statesCodes: Bool, into json: inout JSONWriter
    ) {
        json.member("activity", aid.activity)
        json.members("title", aid.title.map { ($0.language, $0.text) })
        if !aid.description.isEmpty {
            json.members("description", aid.description.map { ($0.language, $0.text) })
        }
        json.member("country", aid.country)
        if let place = aid.place {
            json.key("places")
            json.array { json in json.object { $0.member("name", place) } }
        }
        json.period(aid.start, aid.end, basis: "planned")
        if statesCodes {
            json.member("event", aid.event)
            json.member("themes", [aid.theme])
            json.key("beneficiaries")
            json.array { json in json.object { $0.member("group", aid.beneficiary) } }
            json.member("instrument", aid.instrument)
        }
        if !aid.funders.isEmpty {
            json.key("partners")
            json.array { json in
                for funder in aid.funders {
                    json.object { json in
                        json.member("role", "funding")
                        json.member("name", SimulatedAgency.named(funder).name)
                        json.member("agency", funder)
                    }
                }
            }
        }
        json.money("budget", aid.budget, "USD")
    }

    private mutating func electoral(in country: SimulatedCountry) -> SimulatedAid {
        let theme = SimulatedTheme.all[random.draw(themes)]
        let year =
            Self.firstVoteYear + random.below(Self.years / 5) * 5 + country.code.utf8.count % 5
        let isLocal = random.chance(25)
        let vote = SimulatedDay((year + (isLocal ? 2 : 0) - 1970) * 365 + 200 + random.below(60))
        let place = place(in: country)
        let language = random.chance(50) ? "en" : country.language
        var title =
            random.chance(30) ? theme.reworded : theme.titles[language, default: theme.reworded]
        if let place { title += ", \(place)" }
        if random.chance(20) { title += " \(isLocal ? "local elections " : "")\(year)" }
        var aid = SimulatedAid(
            agency: "", activity: "", title: [(language, title)], country: country.code,
            place: place, event: "\(country.code)-\(year)-\(isLocal ? "local" : "general")",
            start: vote - random.within(90...800), end: vote + random.within(0...300),
            type: theme.type, theme: theme.code, phases: theme.phases,
            beneficiary: theme.beneficiary, instrument: theme.instrument,
            budget: random.within(theme.budget) * 1_000)
        if random.chance(60) {
            let other = SimulatedTheme.all[random.draw(themes)]
            aid.description = [
                (
                    "en",
                    "The project helps \(country.name) before the elections of \(year). "
                        + "\(theme.reworded) for the \(theme.beneficiary) of \(place ?? country.name), "
                        + "together with the national authorities. It does not pay for "
                        + "\(other.reworded.lowercased()). Costs are shared and reported each quarter."
                )
            ]
        }
        return aid
    }

    private mutating func development(in country: SimulatedCountry) -> SimulatedAid {
        let place = place(in: country)
        let (what, details) = random.pick(Self.topics)
        let start = SimulatedDay(
            (Self.firstVoteYear - 2 - 1970) * 365 + random.below(Self.years * 365))
        var aid = SimulatedAid(
            agency: "", activity: "",
            title: [("en", what + " \(place.map { "in \($0)" } ?? country.name)")],
            country: country.code, place: place, event: "", start: start,
            end: start + random.within(200...1_600), type: "ta", theme: "", phases: [],
            beneficiary: "", instrument: "", budget: random.within(50...5_000) * 1_000)
        if random.chance(60) {
            aid.description = [
                (
                    "en",
                    "\(details). Activities take place in \(place ?? country.name) and reach "
                        + "\(random.within(2...900)) hundred households; the ministry and local partners "
                        + "carry them out, and results are reported each year."
                )
            ]
        }
        return aid
    }

    /// Three of four activities are for one district; a few districts hold most.
    private mutating func place(in country: SimulatedCountry) -> String? {
        guard random.chance(75) else { return nil }
        let district = min(random.below(Self.districtsMax), random.below(Self.districtsMax))
        let region = country.regions[district % country.regions.count]
        return district < country.regions.count ? region : "\(region) district \(district)"
    }

    /// Shares that fall off as 1 / (rank + flat), as running sums.
    private static func sums(_ count: Int, flat: Int) -> [Int] {
        var sum = 0
        return (0..<count).map { rank in
            sum += 1_000_000 / (rank + flat)
            return sum
        }
    }

    private static let agencyCodes: [String] =
        SimulatedAgency.all.map(\.code) + (1...80).map { "ngo\($0)" }

    private static let topics: [(String, String)] = [
        ("Rural roads", "Feeder roads are graded and bridges repaired"),
        ("Primary health care", "Clinics receive medicine and midwives are trained"),
        ("Malaria control", "Nets are distributed and health workers trained"),
        ("Girls' education", "Classrooms are built and teachers trained"),
        ("Drinking water supply", "Boreholes are drilled and committees formed"),
        ("Support to parliament", "Committees of parliament receive advice on oversight"),
        ("Justice sector reform", "Courts are equipped and judges trained"),
        ("Decentralisation programme", "Districts plan and budget for themselves"),
        ("Food security", "Seeds and tools are distributed before the season"),
        ("Public financial management", "The budget process is made transparent"),
        ("Police training", "Officers are trained in human rights"),
        ("Microfinance for women", "Savings groups are formed and credit is given"),
        ("Vaccination campaign", "Children under five are vaccinated"),
        ("Humanitarian relief", "Displaced families receive shelter and food"),
        ("Census of population", "Enumerators are trained and maps drawn"),
        ("Climate adaptation", "Farmers learn to use water sparingly"),
        ("Vocational training for youth", "Young people learn a trade"),
        ("Anti-corruption commission", "Investigators are trained and equipped"),
        ("Forest conservation", "Communities manage their forests"),
        ("Electrification of villages", "Lines are drawn and households connected"),
    ]
}

extension SimulationRandom {
    /// An index, as likely as its share in running sums.
    fileprivate mutating func draw(_ sums: [Int]) -> Int {
        let wanted = below(sums[sums.count - 1])
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
