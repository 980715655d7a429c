package import TOML

/// Reads a scenario file (config/scenarios). Every fault names file, line and remedy.
extension Scenario {
    package init(parsing text: String, file: String) throws(TOMLError) {
        let document = try TOMLDocument(parsing: text, file: file)
        var reader = ScenarioReader(document: document)
        self = try reader.scenario()
    }
}

private struct ScenarioReader {
    let document: TOMLDocument
    var result = Scenario(name: "", start: SimulatedDay(0), casesPerMonth: 1)

    init(document: TOMLDocument) { self.document = document }

    mutating func scenario() throws(TOMLError) -> Scenario {
        let known = ["name", "about", "time", "cases", "overlaps", "gaps", "breaches"]
        try only(known, in: document.root, "of a scenario")
        result.name = try name()
        try readTime()
        try readCases()
        try readPlants()
        return result
    }

    private func name() throws(TOMLError) -> String {
        let value = try required("name", in: document.root, "name = \"demo\"")
        guard let text = value.text, (1...Scenario.nameBytesMax).contains(text.utf8.count),
            text.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            })
        else {
            throw document.error(
                at: value.position,
                "name is to be 1 to \(Scenario.nameBytesMax) of a-z, 0-9 and -, in quotes")
        }
        return text
    }

    private mutating func readTime() throws(TOMLError) {
        let time = try table("time")
        try only(["start", "cases_per_month"], in: time, "in [time]")
        let start = try required("start", in: time, "start = 2018-01-15")
        guard let day = (start.date ?? start.text).flatMap({ SimulatedDay($0) }),
            (1990...2100).contains(day.year)
        else {
            throw document.error(
                at: start.position, "start is to be a date from 1990 to 2100, such as 2018-01-15")
        }
        result.start = day
        let rate = try required("cases_per_month", in: time, "cases_per_month = 3")
        guard let number = rate.number, (0.1...10_000).contains(number) else {
            throw document.error(
                at: rate.position, "cases_per_month is to be a number from 0.1 to 10000")
        }
        result.casesPerMonth = number
    }

    private mutating func readCases() throws(TOMLError) {
        let cases = try table("cases")
        try only(CaseKind.stated.map(\.rawValue) + ["countries"], in: cases, "in [cases]")
        for member in cases.members where member.key != "countries" {
            guard let kind = CaseKind(rawValue: member.key) else { continue }
            result.cases[kind] = try count(member)
        }
        if let countries = cases["countries"] { result.countries = try codes(countries) }
        guard result.cases[.assisted, default: 0] > 0 else {
            throw document.error(
                at: cases["assisted"]?.position ?? cases.position,
                "[cases] needs assisted = 1 or more: without them nothing happens")
        }
    }

    private func codes(_ value: TOMLValue) throws(TOMLError) -> [String] {
        let known = SimulatedCountry.all.map(\.code)
        var codes: [String] = []
        for item in value.array ?? [] {
            guard let code = item.text, known.contains(code) else {
                throw document.error(
                    at: item.position,
                    "no such country; use some of \(known.joined(separator: " "))")
            }
            codes.append(code)
        }
        guard !codes.isEmpty else {
            throw document.error(
                at: value.position, "countries is to be a list such as [\"KEN\", \"NPL\"]")
        }
        return codes
    }

    private mutating func readPlants() throws(TOMLError) {
        let hosts = result.cases[.assisted, default: 0]
        if let overlaps = try optionalTable("overlaps") {
            try only(OverlapPlant.allCases.map(\.rawValue), in: overlaps, "in [overlaps]")
            for member in overlaps.members {
                guard let kind = OverlapPlant(rawValue: member.key) else { continue }
                result.overlaps[kind] = try count(member)
            }
        }
        if let gaps = try optionalTable("gaps") {
            try only(["needs"], in: gaps, "in [gaps]")
            for member in gaps.members { result.gaps = try count(member, atMost: hosts * 2) }
        }
        if let breaches = try optionalTable("breaches") {
            try only(BreachPlant.allCases.map(\.rawValue), in: breaches, "in [breaches]")
            for member in breaches.members {
                guard let rule = BreachPlant(rawValue: member.key) else { continue }
                result.breaches[rule] = try count(
                    member, atMost: rule.caseKind == nil ? hosts : 10_000)
            }
        }
    }

    // MARK: Pieces

    private func count(
        _ member: TOMLTable.Member, atMost most: Int = 10_000
    ) throws(TOMLError) -> Int {
        guard let number = member.value.integer, (0...Int64(most)).contains(number) else {
            let hint = most < 10_000 ? ", as each assisted case can hold so many" : ""
            throw document.error(
                at: member.value.position,
                "\(member.key) is to be a whole number from 0 to \(most)\(hint)")
        }
        return Int(number)
    }

    private func table(_ name: String) throws(TOMLError) -> TOMLTable {
        guard let table = try optionalTable(name) else {
            throw document.error(
                at: document.root.position,
                "the table [\(name)] is missing; see config/scenarios/demo.toml")
        }
        return table
    }

    private func optionalTable(_ name: String) throws(TOMLError) -> TOMLTable? {
        guard let value = document.root[name] else { return nil }
        guard let table = value.table else {
            throw document.error(at: value.position, "\(name) is to be a table: [\(name)]")
        }
        return table
    }

    private func required(
        _ key: String, in table: TOMLTable, _ example: String
    ) throws(TOMLError) -> TOMLValue {
        guard let value = table[key] else {
            throw document.error(
                at: table.position, "\(key) is missing; write for example \(example)")
        }
        return value
    }

    private func only(_ known: [String], in table: TOMLTable, _ place: String) throws(TOMLError) {
        for member in table.members where !known.contains(member.key) {
            throw document.error(
                at: member.keyPosition,
                "there is no \(member.key) \(place); use \(known.joined(separator: ", "))")
        }
    }
}
