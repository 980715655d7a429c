package import Events
package import TOML

/// The members of one table of the roll, read with errors that say where and how to mend it.
package struct RollFields {
    package let table: TOMLTable
    package let document: TOMLDocument
    /// What the table describes, for errors: `agency`.
    package let kind: String

    package init(table: TOMLTable, document: TOMLDocument, kind: String) {
        self.table = table
        self.document = document
        self.kind = kind
    }

    package func error(_ name: String, _ reason: String) -> TOMLError {
        document.error(at: table[name]?.position ?? table.position, reason)
    }

    /// Refuses members that are none of these.
    package func allow(_ names: [String]) throws(TOMLError) {
        for member in table.members where !names.contains(member.key) {
            throw document.error(
                at: member.keyPosition,
                "\(kind) has no \(member.key); "
                    + (nearest(to: member.key, in: names).map { "did you mean \($0)?" }
                        ?? "use \(names.joined(separator: ", "))"))
        }
    }

    package func text(_ name: String) throws(TOMLError) -> String? {
        guard let value = table[name] else { return nil }
        guard let text = value.text else {
            throw error(name, "\(name) is \(value.kindName); give a text in quotes")
        }
        return text
    }

    package func flag(_ name: String) throws(TOMLError) -> Bool? {
        guard let value = table[name] else { return nil }
        guard let flag = value.boolean else {
            throw error(name, "\(name) is \(value.kindName); use true or false")
        }
        return flag
    }

    package func list(_ name: String) throws(TOMLError) -> [TOMLValue]? {
        guard let value = table[name] else { return nil }
        guard let list = value.array else {
            throw error(name, "\(name) is \(value.kindName); use a list, such as [\"...\"]")
        }
        return list
    }

    /// An agency code that has to be there.
    package func agency(_ name: String) throws(TOMLError) -> AgencyCode {
        guard let text = try text(name) else {
            throw document.error(
                at: table.position, "\(kind) has no \(name); add \(name) = \"undp\" or the like")
        }
        guard let code = AgencyCode(text) else {
            throw error(
                name, "\(name) is \(text); use 1 to 24 small letters, digits and -, not - first")
        }
        return code
    }

    /// A list of texts, each read by `body`; nil there is a fault.
    package func texts<Value>(
        _ name: String, _ body: (String) -> Value?, remedy: () -> String
    ) throws(TOMLError) -> [Value] {
        var found: [Value] = []
        for value in try list(name) ?? [] {
            guard let text = value.text else {
                throw document.error(
                    at: value.position, "\(name) holds \(value.kindName); \(remedy())")
            }
            guard let read = body(text) else {
                throw document.error(at: value.position, "\(name) holds \(text); \(remedy())")
            }
            found.append(read)
        }
        return found
    }

    /// One word of a closed list.
    package func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, _: Word.Type
    ) throws(TOMLError) -> Word? where Word.RawValue == String {
        guard let text = try text(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw error(
                name,
                "\(name) is \(text); use \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    /// A time of TOML or as text, in nanoseconds since the Unix epoch; a date alone is its beginning in UTC.
    package func time(_ name: String) throws(TOMLError) -> UInt64? {
        guard let value = table[name] else { return nil }
        let text = value.date ?? value.text
        guard let text, let time = Timestamp(text) ?? Timestamp(text + "T00:00:00Z") else {
            throw error(name, "\(name) is not a time; use one such as 2026-01-31T12:00:00Z")
        }
        return time.nanoseconds
    }
}
