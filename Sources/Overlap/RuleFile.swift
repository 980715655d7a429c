/// A readable data file: sections of numbers and lists of words.
///
/// The part of TOML that the lexicon and the weights need: `[section]`, `key = 0.9`, `key = ["a", "b"]` (over several
/// lines if need be) and `#` comments. Whatever else stands there is an error that names its line.
package struct RuleFile: Sendable {
    package struct Section: Sendable {
        package var name: String
        package var numbers: [(key: String, value: Double)] = []
        package var lists: [(key: String, words: [String])] = []

        package func number(_ key: String) -> Double? { numbers.first { $0.key == key }?.value }
    }

    package private(set) var sections: [Section] = []

    package init(_ text: String) throws(RuleError) {
        var open: (key: String, words: [String])?
        var line = 0
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            line += 1
            let content = trimmed(withoutComment(raw))
            if content.isEmpty { continue }
            if var list = open {
                if try Self.append(content, to: &list.words, line: line) {
                    add(list)
                    open = nil
                } else {
                    open = list
                }
            } else if content.hasPrefix("[") {
                guard content.hasSuffix("]"), content.count > 2 else {
                    throw RuleError(line: line, reason: "write a section as [name]")
                }
                sections.append(Section(name: String(content.dropFirst().dropLast())))
            } else {
                open = try entry(content, line: line)
            }
        }
        if let open { throw RuleError(line: line, reason: "the list \(open.key) has no ]") }
    }

    /// One `key = value`. - Returns: a list that goes on in the next line.
    private mutating func entry(_ content: Substring, line: Int) throws(RuleError)
        -> (key: String, words: [String])?
    {
        guard let equals = content.firstIndex(of: "=") else {
            throw RuleError(line: line, reason: "write key = value")
        }
        guard !sections.isEmpty else {
            throw RuleError(line: line, reason: "put a [section] above the first key")
        }
        let key = String(trimmed(content[..<equals]))
        let value = trimmed(content[content.index(after: equals)...])
        if value.hasPrefix("[") {
            var list = (key: key, words: [String]())
            if try !Self.append(value.dropFirst(), to: &list.words, line: line) { return list }
            add(list)
        } else if let number = Double(value), number.isFinite {
            sections[sections.count - 1].numbers.append((key, number))
        } else {
            throw RuleError(line: line, reason: "\(key) must be a number or a list [\"...\"]")
        }
        return nil
    }

    private mutating func add(_ list: (key: String, words: [String])) {
        sections[sections.count - 1].lists.append((list.key, list.words))
    }

    /// Takes the quoted words of one line. - Returns: true when the list was closed.
    private static func append(_ content: Substring, to words: inout [String], line: Int)
        throws(RuleError) -> Bool
    {
        var rest = trimmed(content)
        while let first = rest.first {
            if first == "]" {
                if rest.count > 1 { throw RuleError(line: line, reason: "text after ]") }
                return true
            }
            guard first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else {
                throw RuleError(line: line, reason: "put each word in \"quotes\"")
            }
            words.append(String(rest[rest.index(after: rest.startIndex)..<end]))
            rest = trimmed(rest[rest.index(after: end)...])
            if rest.first == "," { rest = trimmed(rest.dropFirst()) }
        }
        return false
    }
}

/// What is wrong in a data file, and where.
package struct RuleError: Error, Equatable, Sendable, CustomStringConvertible {
    package let line: Int
    package let reason: String
    package var description: String { "line \(line): \(reason)" }
}

private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return text
}

private func withoutComment(_ text: Substring) -> Substring {
    var quoted = false
    for index in text.indices {
        if text[index] == "\"" { quoted.toggle() }
        if text[index] == "#", !quoted { return text[..<index] }
    }
    return text
}
