internal import BusCore
internal import Events
internal import TOML

/// Edits config/agencies.toml as text, so that comments and order stay, and checks the result before it is given out.
package struct RollEditor {
    package let path: String
    private var lines: [String]

    package init(path: String, text: String) throws(ConfigurationError) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        _ = try RollFile(path: path, text: text)
    }

    package var text: String { lines.joined(separator: "\n") }

    /// The text after the edits, which is a good roll.
    package func finished() throws(ConfigurationError) -> String {
        _ = try RollFile(path: path, text: text)
        return text
    }

    /// Adds an agency at the end.
    package mutating func add(
        code: String, name: String, kind: String, key: String, roles: [String] = [],
        clearance: String? = nil
    ) throws(ConfigurationError) {
        while lines.last == "" { lines.removeLast() }
        lines += [
            "", "[[agency]]", "code = \(Self.quoted(code))", "name = \(Self.quoted(name))",
            "class = \(Self.quoted(kind))",
        ]
        if !roles.isEmpty {
            lines.append("roles = [\(roles.map(Self.quoted).joined(separator: ", "))]")
        }
        if let clearance { lines.append("clearance = \(Self.quoted(clearance))") }
        lines += ["keys = [\(Self.quoted(key))]", ""]
        _ = try finished()
    }

    /// Gives an agency a new key; the one that counts now goes on until `oldUntil`, or not at all without it.
    /// - Parameter oldUntil: nanoseconds since the Unix epoch.
    package mutating func rotate(
        _ code: String, to key: String, oldUntil: UInt64?
    ) throws(ConfigurationError) {
        let agency = try record(code)
        var entries: [String] = []
        if let oldUntil, let old = agency.keys.last {
            let time = Timestamp(nanoseconds: oldUntil / 1_000_000_000 * 1_000_000_000)
            // TOML writes times as they are; whole seconds read best.
            let until = time.description.replacing(".000000000", with: "")
            entries.append("{ key = \(Self.quoted(old.text)), until = \(until) }")
        }
        entries.append(Self.quoted(key))
        try set("keys", "[\(entries.joined(separator: ", "))]", of: code)
        _ = try finished()
    }

    package mutating func suspend(
        _ code: String, _ isSuspended: Bool
    ) throws(ConfigurationError) {
        _ = try record(code)
        try set("suspended", isSuspended ? "true" : "false", of: code)
        _ = try finished()
    }

    /// The agency's entry as the text has it now.
    private func record(_ code: String) throws(ConfigurationError) -> AgencyRecord {
        let roll = try RollFile(path: path, text: text).roll
        guard let code = AgencyCode(code), let agency = roll.agency(code) else {
            throw ConfigurationError(
                "\(path): there is no agency \(code); coordctl agency list shows all")
        }
        return agency
    }

    /// Puts `name = value` into an agency's table: in place of what is there, or behind its code.
    private mutating func set(
        _ name: String, _ value: String, of code: String
    ) throws(ConfigurationError) {
        let document: TOMLDocument
        do throws(TOMLError) {
            document = try TOMLDocument(parsing: text, file: path)
        } catch {
            throw ConfigurationError(error.description)
        }
        let tables = document.root["agency"]?.array ?? []
        guard let table = tables.compactMap(\.table).first(where: { $0["code"]?.text == code }),
            let codeMember = table.member("code")
        else { throw ConfigurationError("\(path): there is no agency \(code)") }
        guard let member = table.member(name) else {
            lines.insert("\(name) = \(value)", at: codeMember.keyPosition.line)
            return
        }
        let first = member.keyPosition.line - 1
        let start = member.value.position
        let last = Self.endOfValue(lines, line: start.line - 1, column: start.column - 1)
        let before = String(lines[first].prefix(member.keyPosition.column - 1))
        let after = String(lines[last.line].dropFirst(last.column))
        lines.replaceSubrange(first...last.line, with: ["\(before)\(name) = \(value)\(after)"])
    }

    /// Where the value that begins there ends: a list at its bracket, anything else before a comment or the end of its line.
    private static func endOfValue(
        _ lines: [String], line: Int, column: Int
    ) -> (line: Int, column: Int) {
        var depth = 0
        var quote: Character?
        for at in line..<lines.count {
            let characters = Array(lines[at])
            var index = at == line ? column : 0
            while index < characters.count {
                let character = characters[index]
                if let open = quote {
                    if character == "\\", open == "\"" { index += 1 }
                    if character == open { quote = nil }
                } else if character == "\"" || character == "'" {
                    quote = character
                } else if character == "#" {
                    if depth == 0 { return (at, trimmed(characters, to: index)) }
                    break
                } else if character == "[" || character == "{" {
                    depth += 1
                } else if character == "]" || character == "}" {
                    depth -= 1
                    if depth == 0 { return (at, index + 1) }
                }
                index += 1
            }
            if depth == 0 { return (at, trimmed(characters, to: characters.count)) }
        }
        return (lines.count - 1, lines[lines.count - 1].count)
    }

    private static func trimmed(_ characters: [Character], to end: Int) -> Int {
        var end = end
        while end > 0, characters[end - 1] == " " || characters[end - 1] == "\t" { end -= 1 }
        return end
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case let scalar where scalar.value < 0x20: out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
