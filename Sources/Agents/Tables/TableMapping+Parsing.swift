internal import Events
package import TOML

extension TableMapping {
    /// - Throws: `TOMLError` with line and remedy for anything the mapping says that has no meaning.
    package init(parsing text: String, file: String) throws(TOMLError) {
        try self.init(TOMLDocument(parsing: text, file: file))
    }

    private init(_ document: TOMLDocument) throws(TOMLError) {
        let parser = MappingParser(document: document)
        let root = document.root
        try parser.check(root, allowed: ["format", "separator", "event", "files"])
        file = document.file
        let word = try parser.text("format", in: root) ?? "csv"
        guard let format = Format(rawValue: word) else {
            throw parser.error(root["format"], "format is \"\(word)\"; use csv, json or ndjson")
        }
        self.format = format
        let mark = try parser.text("separator", in: root) ?? ","
        guard mark.utf8.count == 1, let byte = mark.utf8.first else {
            throw parser.error(
                root["separator"], "separator is one character, such as \",\" or \";\"")
        }
        separator = byte
        patterns = try parser.texts("files", in: root)
        guard let events = root["event"]?.array, !events.isEmpty else {
            throw document.error(
                at: TOMLPosition(line: 0, column: 0),
                "no [[event]] here; a mapping needs at least one")
        }
        var rules: [EventRule] = []
        for event in events {
            guard let table = event.table else { throw parser.error(event, "[[event]] is a table") }
            rules.append(try parser.eventRule(table, event.position))
        }
        self.rules = rules
    }
}

struct MappingParser {
    let document: TOMLDocument

    func error(_ value: TOMLValue?, _ reason: String) -> TOMLError {
        document.error(at: value?.position ?? TOMLPosition(line: 0, column: 0), reason)
    }

    func check(_ table: TOMLTable, allowed: [String]) throws(TOMLError) {
        for member in table.members where !allowed.contains(member.key) {
            throw document.error(
                at: member.keyPosition,
                "\"\(member.key)\" has no meaning here; use \(allowed.joined(separator: ", "))")
        }
    }

    func text(_ key: String, in table: TOMLTable) throws(TOMLError) -> String? {
        guard let value = table[key] else { return nil }
        guard let text = value.text else {
            throw error(value, "\(key) is \(value.kindName); write text in quotation marks")
        }
        return text
    }

    func eventRule(_ table: TOMLTable, _ position: TOMLPosition) throws(TOMLError)
        -> TableMapping.EventRule
    {
        try check(
            table,
            allowed: [
                "type", "agency", "id", "time", "subject", "correlationid", "dataclassification",
                "status", "when", "data",
            ])
        guard let type = try text("type", in: table) else {
            throw document.error(
                at: position, "type is missing, such as type = \"request.received\"")
        }
        guard EventCatalogue.type(name: type) != nil else {
            throw error(table["type"], "there is no type \"\(type)\"; docs/events.md lists them")
        }
        guard let agency = table["agency"], let id = try template("id", in: table) else {
            throw document.error(at: position, "agency and id are needed")
        }
        guard let data = table["data"]?.table else {
            throw document.error(at: position, "[event.data] is missing")
        }
        var fields: [(path: [String], rule: FieldRule)] = []
        try collect(data, [], into: &fields)
        return TableMapping.EventRule(
            type: type, agency: try rule(agency), id: id, time: try templates("time", in: table),
            subject: try template("subject", in: table),
            correlation: try template("correlationid", in: table),
            classification: try classification(table), status: try text("status", in: table),
            conditions: try conditions(table["when"]), fields: fields, line: position.line)
    }

    func classification(_ table: TOMLTable) throws(TOMLError) -> String? {
        guard let word = try text("dataclassification", in: table) else { return nil }
        guard Classification(word) != nil else {
            let words = Classification.allCases.map(\.description).joined(separator: ", ")
            throw error(table["dataclassification"], "\"\(word)\" is no label; use \(words)")
        }
        return word
    }

    private func template(_ key: String, in table: TOMLTable) throws(TOMLError) -> Template? {
        guard let words = try text(key, in: table) else { return nil }
        guard let template = Template(words) else {
            throw error(table[key], "a { without its }")
        }
        return template
    }

    /// One text, or a list of which the first that can be filled counts.
    private func templates(_ key: String, in table: TOMLTable) throws(TOMLError) -> [Template] {
        guard let values = table[key]?.array else {
            return try template(key, in: table).map { [$0] } ?? []
        }
        var templates: [Template] = []
        for value in values {
            guard let template = value.text.flatMap({ Template($0) }) else {
                throw error(value, "\(key) is a list of texts with {column} places")
            }
            templates.append(template)
        }
        return templates
    }

    /// Tables inside `data` are paths; a table that says `column` or `columns` is a rule.
    private func collect(
        _ table: TOMLTable, _ path: [String],
        into fields: inout [(path: [String], rule: FieldRule)]
    ) throws(TOMLError) {
        for member in table.members {
            let here = path + member.key.split(separator: ".").map(String.init)
            if let inner = member.value.table, !isRule(inner) {
                try collect(inner, here, into: &fields)
            } else {
                fields.append((here, try rule(member.value)))
            }
        }
    }

    private func isRule(_ table: TOMLTable) -> Bool {
        table["column"] != nil || table["columns"] != nil || table["value"] != nil
    }
}
