package import BusCore
internal import Events
internal import Platform
package import TOML

/// The tables `[[route]]`, `[[inbox]]` and `[inboxes]` of config/agencies.toml: who gets what.
///
/// Every fault names file, line, value and remedy, and nothing of a file with a fault is taken up.
package struct RouteFile {
    private let document: TOMLDocument
    private var members: [RouteTable.Member] = []

    /// - Parameter document: the whole file; the tables `[[agency]]` are read for codes and roles only.
    package static func read(_ document: TOMLDocument) throws(TOMLError) -> RouteTable {
        var file = RouteFile(document: document)
        return try file.read()
    }

    /// Reads the file at `path`.
    package static func read(path: String) throws(ConfigurationError) -> RouteTable {
        guard let text = readText(path) else {
            throw ConfigurationError(
                "\(path): cannot be read; check the path and its permissions")
        }
        do throws(TOMLError) {
            return try read(TOMLDocument(parsing: text, file: path))
        } catch {
            throw ConfigurationError(error.description)
        }
    }

    private mutating func read() throws(TOMLError) -> RouteTable {
        for table in tables("agency") {
            guard let code = table["code"]?.text.flatMap({ AgencyCode($0) }) else { continue }
            members.append(
                RouteTable.Member(
                    agency: code, roles: table["roles"]?.array?.compactMap(\.text) ?? []))
        }
        var routes: [Route] = []
        for table in tables("route") { routes.append(try route(table)) }
        var inboxes: [RouteTable.Declared] = []
        for table in tables("inbox") {
            let inbox = try inbox(table)
            guard !inboxes.contains(where: { $0.key == inbox.key }) else {
                throw document.error(
                    at: table.position, "inbox \(inbox.key) stands twice; merge the two")
            }
            inboxes.append(inbox)
        }
        var result = RouteTable(members: members, routes: routes, inboxes: inboxes)
        if let table = document.root["inboxes"]?.table { result.rules = try rules(table) }
        return result
    }

    private init(document: TOMLDocument) { self.document = document }

    private func tables(_ name: String) -> [TOMLTable] {
        document.root[name]?.array?.compactMap(\.table) ?? []
    }

    private func route(_ table: TOMLTable) throws(TOMLError) -> Route {
        try allow(table, ["topics", "countries", "to", "why", "acknowledge_days"])
        var targets: [Route.Target] = []
        for value in try list(table, "to") { targets.append(try target(value)) }
        return Route(
            line: table.position.line, topics: try topics(table), targets: targets,
            why: table["why"]?.text ?? "",
            acknowledgeDays: try number(table, "acknowledge_days", 1...3_650) ?? 0)
    }

    private func target(_ value: TOMLValue) throws(TOMLError) -> Route.Target {
        let text = value.text ?? ""
        switch text {
        case "@all": return .all
        case "@country": return .country
        case "@parties": return .parties
        default: break
        }
        if text.hasPrefix("@role:") {
            let role = String(text.dropFirst("@role:".count))
            if members.contains(where: { $0.roles.contains(role) }) { return .role(role) }
            throw document.error(
                at: value.position,
                "no agency has the role \(role); give it to one, or use a role that one has")
        }
        if let agency = AgencyCode(text), members.contains(where: { $0.agency == agency }) {
            return .agency(agency)
        }
        let hint = nearest(to: text, in: members.map(\.agency.description))
        throw document.error(
            at: value.position,
            "\(text.isEmpty ? value.kindName : text) is no agency of this file; "
                + (hint.map { "did you mean \($0)? " } ?? "")
                + "Use an agency's code, @all, @country, @parties or @role:NAME")
    }

    private func inbox(_ table: TOMLTable) throws(TOMLError) -> RouteTable.Declared {
        try allow(table, ["agency", "name", "topics", "countries", "from"])
        guard let code = table["agency"]?.text.flatMap({ AgencyCode($0) }),
            members.contains(where: { $0.agency == code })
        else {
            throw document.error(
                at: table["agency"]?.position ?? table.position,
                "an inbox belongs to an agency of this file; add agency = \"ead\"")
        }
        guard let name = table["name"]?.text, InboxKey.isName(name),
            name != RouteTable.mainInbox
        else {
            throw document.error(
                at: table["name"]?.position ?? table.position,
                "an inbox has a name of 1 to 64 of a-z, 0-9 and - that is not main: routes feed main"
            )
        }
        let from = table["from"]?.text ?? "beginning"
        guard from == "beginning" || from == "now" else {
            throw document.error(
                at: table["from"]?.position ?? table.position,
                "from is \(from); use \"beginning\" (of the log) or \"now\"")
        }
        return RouteTable.Declared(
            line: table.position.line, key: InboxKey(agency: code, name: name),
            topics: try topics(table), fromNow: from == "now")
    }

    /// `topics`, each narrowed to `countries` where it leaves the country open.
    private func topics(_ table: TOMLTable) throws(TOMLError) -> [TopicPattern] {
        var countries: [String] = []
        if table["countries"] != nil {
            for value in try list(table, "countries") {
                guard let code = value.text.flatMap({ CountryCode($0) }) else {
                    throw document.error(
                        at: value.position,
                        "countries holds what is no country; use three letters of ISO 3166-1, such as KEN"
                    )
                }
                countries.append(code.description)
            }
        }
        var topics: [TopicPattern] = []
        for value in try list(table, "topics") {
            do throws(ProtocolError) {
                let pattern = try TopicPattern(value.text ?? " ")
                topics += try pattern.narrowed(to: countries)
            } catch {
                throw document.error(at: value.position, error.description)
            }
        }
        return topics
    }

    private func rules(_ table: TOMLTable) throws(TOMLError) -> InboxRules {
        try allow(
            table, ["attempts", "acknowledge_seconds", "pending", "quarantine", "per_agency"])
        var rules = InboxRules()
        rules.failuresMax = try number(table, "attempts", 1...100) ?? rules.failuresMax
        if let seconds = try number(table, "acknowledge_seconds", 1...86_400) {
            rules.acknowledgeNanoseconds = UInt64(seconds) * 1_000_000_000
        }
        rules.pendingMax = try number(table, "pending", 16...1_000_000) ?? rules.pendingMax
        rules.quarantineMax = try number(table, "quarantine", 1...100_000) ?? rules.quarantineMax
        rules.inboxesPerAgency =
            try number(table, "per_agency", 0...10_000) ?? rules.inboxesPerAgency
        return rules
    }

    private func list(_ table: TOMLTable, _ name: String) throws(TOMLError) -> [TOMLValue] {
        guard let values = table[name]?.array, !values.isEmpty else {
            throw document.error(
                at: table[name]?.position ?? table.position,
                "\(name) is missing or no list; add \(name) = [\"...\"]")
        }
        return values
    }

    private func number(
        _ table: TOMLTable, _ name: String, _ range: ClosedRange<Int>
    ) throws(TOMLError) -> Int? {
        guard let value = table[name] else { return nil }
        guard let number = value.integer, range.contains(Int(clamping: number)) else {
            throw document.error(
                at: value.position,
                "\(name) is \(value.integer.map { String($0) } ?? value.kindName); "
                    + "use a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return Int(number)
    }

    private func allow(_ table: TOMLTable, _ names: [String]) throws(TOMLError) {
        for member in table.members where !names.contains(member.key) {
            throw document.error(
                at: member.keyPosition,
                "there is no \(member.key) here; "
                    + (nearest(to: member.key, in: names).map { "did you mean \($0)?" }
                        ?? "use \(names.joined(separator: ", "))"))
        }
    }
}
