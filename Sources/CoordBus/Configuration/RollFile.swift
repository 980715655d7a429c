package import BusCore
internal import Events
internal import Platform
package import TOML
internal import ZeroMQ

/// config/agencies.toml: the roll of agencies and persons, and beside it tables that others read from the same document.
///
/// Every fault names file, line, value and remedy, and nothing of a file with a fault is taken up.
package struct RollFile: Sendable {
    package let roll: Roll
    package let document: TOMLDocument

    /// Tables of the file that are read elsewhere: routes and inboxes.
    static let otherTables: Set<String> = ["route", "inbox", "inboxes"]

    package init(path: String, text: String) throws(ConfigurationError) {
        do throws(TOMLError) {
            document = try TOMLDocument(parsing: text, file: path)
            var reader = RollReader(document: document)
            roll = try reader.read()
        } catch {
            throw ConfigurationError(error.description)
        }
    }

    /// Reads the file at `path`.
    package init(path: String) throws(ConfigurationError) {
        guard let text = readText(path) else {
            throw ConfigurationError(
                "\(path): cannot be read; check the path and its permissions, or take config/agencies.toml as a start"
            )
        }
        try self.init(path: path, text: text)
    }
}

/// Reads the tables `[[agency]]` and `[[person]]`.
private struct RollReader {
    let document: TOMLDocument
    private var places: [AgencyCode: TOMLPosition] = [:]

    init(document: TOMLDocument) { self.document = document }

    mutating func read() throws(TOMLError) -> Roll {
        var agencies: [AgencyRecord] = []
        var persons: [PersonRecord] = []
        for member in document.root.members {
            switch member.key {
            case "agency":
                for table in try tables(member) { agencies.append(try agency(table)) }
            case "person":
                for table in try tables(member) { persons.append(try person(table)) }
            case let key where RollFile.otherTables.contains(key): continue
            default:
                let known = ["agency", "person"] + RollFile.otherTables.sorted()
                throw document.error(
                    at: member.keyPosition,
                    "there is no table \(member.key); "
                        + (nearest(to: member.key, in: known).map { "did you mean [[\($0)]]?" }
                            ?? "use \(known.joined(separator: ", "))"))
            }
        }
        do throws(RollError) {
            return try Roll(agencies: agencies, persons: persons)
        } catch {
            let place = error.agency.flatMap { places[$0] } ?? TOMLPosition(line: 0, column: 0)
            throw document.error(at: place, error.description)
        }
    }

    private func tables(_ member: TOMLTable.Member) throws(TOMLError) -> [TOMLTable] {
        guard let values = member.value.array else {
            throw document.error(
                at: member.keyPosition, "write [[\(member.key)]], with two brackets, once for each")
        }
        var tables: [TOMLTable] = []
        for value in values {
            guard let table = value.table else {
                throw document.error(
                    at: value.position, "write [[\(member.key)]], with two brackets, once for each")
            }
            tables.append(table)
        }
        return tables
    }

    private mutating func agency(_ table: TOMLTable) throws(TOMLError) -> AgencyRecord {
        let fields = RollFields(table: table, document: document, kind: "agency")
        try fields.allow([
            "code", "name", "class", "roles", "keys", "acts_for", "clearance", "publish", "read",
            "countries", "delegated", "suspended",
        ])
        let code = try fields.agency("code")
        places[code] = table.position
        let countries = Set(
            try fields.texts("countries") {
                CountryCode($0) ?? nil
            } remedy: {
                "use three letters of ISO 3166-1, such as KEN, or ZZZ for events of no country or several"
            })
        let kind = try fields.word("class", AgencyClass.self) ?? .un
        return AgencyRecord(
            code: code, name: try fields.text("name") ?? code.description, kind: kind,
            roles: Set(
                try fields.texts("roles") {
                    AgencyRole(rawValue: $0)
                } remedy: {
                    "use \(AgencyRole.allCases.map(\.rawValue).joined(separator: ", "))"
                }),
            keys: try keys(fields),
            actsFor: try fields.texts("acts_for") {
                AgencyCode($0)
            } remedy: {
                "use an agency code, such as fp"
            },
            clearance: try clearance(fields),
            publish: TopicRights(
                patterns: try patterns(fields, "publish"), countries: countries),
            read: TopicRights(patterns: try patterns(fields, "read"), countries: countries),
            delegated: try fields.texts("delegated") {
                RollReader.typeName($0)
            } remedy: {
                "use a type such as \"decision.issued\", or \"decision.*\""
            },
            isSuspended: try fields.flag("suspended") ?? false)
    }

    private static func typeName(_ text: String) -> String? {
        EventCatalogue.all.contains { $0.name == text || $0.family + ".*" == text } ? text : nil
    }

    private func clearance(_ fields: RollFields) throws(TOMLError) -> Classification? {
        guard let text = try fields.text("clearance") else { return nil }
        if let label = Classification(text) { return label }
        throw fields.error(
            "clearance",
            "clearance is \(text); "
                + "use \(Classification.allCases.map(\.description).joined(separator: ", "))")
    }

    /// Nothing said means every topic.
    private func patterns(_ fields: RollFields, _ name: String) throws(TOMLError) -> [TopicPattern]
    {
        guard let values = try fields.list(name) else { return [.all] }
        var patterns: [TopicPattern] = []
        for value in values {
            guard let text = value.text else {
                throw document.error(
                    at: value.position, "\(name) holds \(value.kindName); use texts")
            }
            do throws(ProtocolError) {
                patterns.append(try TopicPattern(text))
            } catch {
                throw document.error(at: value.position, error.description)
            }
        }
        return patterns
    }

    /// `keys = ["..."]` or `keys = [{ key = "...", from = 2026-01-01T00:00:00Z, until = ... }]`.
    private func keys(_ fields: RollFields) throws(TOMLError) -> [AgencyKey] {
        guard let values = try fields.list("keys") else { return [] }
        guard values.count <= 2 else {
            throw fields.error(
                "keys",
                "there are \(values.count) keys; at most two, the old and the new one of a rotation"
            )
        }
        var keys: [AgencyKey] = []
        for value in values {
            if let text = value.text {
                keys.append(AgencyKey(text: try key(text, value.position)))
                continue
            }
            guard let table = value.table else {
                throw document.error(
                    at: value.position,
                    "a key is \(value.kindName); use a text or { key = \"...\", until = ... }")
            }
            let parts = RollFields(table: table, document: document, kind: "key")
            try parts.allow(["key", "from", "until"])
            guard let text = try parts.text("key") else {
                throw document.error(
                    at: value.position, "the key itself is missing; add key = \"...\"")
            }
            keys.append(
                AgencyKey(
                    text: try key(text, value.position), from: try parts.time("from"),
                    until: try parts.time("until")))
        }
        return keys
    }

    private func key(_ text: String, _ position: TOMLPosition) throws(TOMLError) -> String {
        guard Z85.isKey(text) else {
            throw document.error(
                at: position,
                "the key \(text) is not 40 characters of Z85; take the public key that coordctl keygen shows"
            )
        }
        return text
    }

    private func person(_ table: TOMLTable) throws(TOMLError) -> PersonRecord {
        let fields = RollFields(table: table, document: document, kind: "person")
        try fields.allow(["code", "agency", "name", "rights", "token"])
        guard let code = try fields.text("code"), PersonToken.isCode(code) else {
            throw document.error(
                at: table["code"]?.position ?? table.position,
                "a person has a code of 1 to 32 of a-z, 0-9 and -; add code = \"amina\"")
        }
        guard let digest = try fields.text("token"), digest.utf8.count == 64,
            digest.utf8.allSatisfy({ $0.isHexadecimal })
        else {
            throw document.error(
                at: table.position,
                "\(code) has no token; add token = the SHA-256 of the token in 64 small hexadecimal letters"
            )
        }
        return PersonRecord(
            code: code, agency: try fields.agency("agency"), name: try fields.text("name") ?? code,
            rights: Set(
                try fields.texts("rights") {
                    PersonRight(rawValue: $0)
                } remedy: {
                    "use \(PersonRight.allCases.map(\.rawValue).joined(separator: ", "))"
                }), tokenDigest: digest)
    }
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
    }
}
