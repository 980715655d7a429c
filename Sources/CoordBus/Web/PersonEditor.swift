package import BusCore
package import Events
internal import Platform

/// Adds and removes `[[person]]` tables in a file that people edit too: everything else in it stays as it is.
package enum PersonEditor {
    /// Adds a person at the end of the file.
    /// - Returns: the token, which is nowhere else.
    package static func add(
        code: String, agency: AgencyCode, name: String, rights: [PersonRight], to path: String
    ) throws(ConfigurationError) -> String {
        let text = readText(path) ?? ""
        let present = try RollFile(path: path, text: text).roll.persons
        guard PersonToken.isCode(code) else {
            throw ConfigurationError(
                "\(code) is no code for a person; use 1 to 32 of a-z, 0-9 and -")
        }
        guard !present.contains(where: { $0.code == code }) else {
            throw ConfigurationError(
                "\(path): \(code) is there already; remove it first to give out a new token")
        }
        let token = PersonToken.make()
        let words = rights.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        let gap = text.isEmpty || text.hasSuffix("\n\n") ? "" : text.hasSuffix("\n") ? "\n" : "\n\n"
        let table = """
            [[person]]
            code = "\(code)"
            agency = "\(agency)"
            name = \(quoted(name))
            rights = [\(words)]
            token = "\(PersonToken.digest(of: token))"

            """
        // An agency that is not on the roll is told here.
        _ = try RollFile(path: path, text: text + gap + table)
        try write(text + gap + table, to: path)
        return token
    }

    /// Takes a person out: the next reload ends what is signed in.
    package static func remove(code: String, from path: String) throws(ConfigurationError) {
        let text = readText(path) ?? ""
        _ = try RollFile(path: path, text: text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var start: Int?
        var end = lines.count
        for (index, line) in lines.enumerated() where line.hasPrefix("[") {
            if let begun = start, isEntry(lines[begun..<index], of: code) {
                end = index
                break
            }
            start = line.hasPrefix("[[person]]") ? index : nil
        }
        guard let start, isEntry(lines[start..<end], of: code) else {
            throw ConfigurationError("\(path): there is no person \(code)")
        }
        try write((lines[..<start] + lines[end...]).joined(separator: "\n"), to: path)
    }

    private static func isEntry(_ lines: ArraySlice<String>, of code: String) -> Bool {
        lines.contains { line in
            let sides = line.split(separator: "=", maxSplits: 1)
            return sides.count == 2 && sides[0].filter { $0 != " " } == "code"
                && sides[1].filter { $0 != " " }.hasPrefix("\"\(code)\"")
        }
    }

    /// Text as a basic string of TOML.
    private static func quoted(_ text: String) -> String {
        let safe = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        var quoted = ""
        for scalar in safe {
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return "\"\(quoted)\""
    }

    /// In one step, with its permissions: a crash leaves the old file or the new one, and coordd can still read it.
    private static func write(_ text: String, to path: String) throws(ConfigurationError) {
        do throws(FileError) {
            try replaceTextFile(path, text)
        } catch {
            throw ConfigurationError("\(path): cannot be written: \(error)")
        }
    }
}
