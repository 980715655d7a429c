/// One option of a program.
package struct OptionDeclaration: Sendable {
    /// Long name with its dashes: `--from`.
    package let name: String
    /// What stands for its value in the help, nil for a switch.
    package let value: String?
    package let help: String

    package init(_ name: String, _ value: String?, _ help: String) {
        self.name = name
        self.value = value
        self.help = help
    }

    /// A switch.
    package init(_ name: String, _ help: String) { self.init(name, nil, help) }

    /// Name and value as a help page shows them.
    var term: String { name + (value.map { " " + $0 } ?? "") }
}

/// What is wrong with a command line.
package struct UsageError: Error, CustomStringConvertible, Sendable {
    package let description: String
    package init(_ description: String) { self.description = description }
}

/// A command line, read against the options that a program declares.
package struct Arguments: Sendable {
    private var values: [String: [String]] = [:]
    package private(set) var positionals: [String] = []

    /// Reads `--name value`, `--name=value` and switches; `--` ends the options.
    package init(_ words: [String], _ declared: [OptionDeclaration]) throws(UsageError) {
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            guard word.hasPrefix("--") else {
                positionals.append(word)
                continue
            }
            if word == "--" {
                positionals += words[index...]
                return
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map(String.init)
            guard let option = declared.first(where: { $0.name == parts[0] }) else {
                throw UsageError(Self.unknown(parts[0], declared))
            }
            if option.value == nil {
                guard parts.count == 1 else { throw UsageError("\(option.name) takes no value") }
                values[option.name, default: []].append("")
            } else if parts.count == 2 {
                values[option.name, default: []].append(parts[1])
            } else {
                guard index < words.count else {
                    throw UsageError("\(option.name) needs a value: \(option.value ?? "")")
                }
                values[option.name, default: []].append(words[index])
                index += 1
            }
        }
    }

    private static func unknown(_ name: String, _ declared: [OptionDeclaration]) -> String {
        guard let nearest = nearest(to: name, in: declared.map(\.name)) else {
            return "unknown option \(name); --help lists them"
        }
        return "unknown option \(name); did you mean \(nearest)?"
    }

    package func has(_ name: String) -> Bool { values[name] != nil }
    package func text(_ name: String) -> String? { values[name]?.last }
    package func all(_ name: String) -> [String] { values[name] ?? [] }

    package func integer(
        _ name: String, in range: ClosedRange<Int>, default value: Int
    ) throws(UsageError) -> Int {
        guard let text = text(name) else { return value }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "\(name) is \(text); use a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    package func number(
        _ name: String, atLeast least: Double, default value: Double
    ) throws(UsageError) -> Double {
        guard let text = text(name) else { return value }
        guard let number = Double(text), number.isFinite, number >= least else {
            throw UsageError("\(name) is \(text); use a number of at least \(least)")
        }
        return number
    }

    /// Lines for a help page, names in one column.
    package static func help(_ declared: [OptionDeclaration]) -> String {
        let names = declared.map(\.term)
        let width = min(30, names.map(\.count).max() ?? 0)
        return zip(names, declared).map { name, option in
            let padding = String(repeating: " ", count: max(0, width - name.count))
            return "  \(name)\(padding)  \(option.help)"
        }.joined(separator: "\n")
    }
}

/// The candidate that differs least from `word`, if it is near enough to be a slip.
package func nearest(to word: String, in candidates: [String]) -> String? {
    let scored = candidates.map { ($0, editDistance(Array(word.utf8), Array($0.utf8))) }
    guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(2, word.utf8.count / 3) else {
        return nil
    }
    return best.0
}

/// Levenshtein's distance of two short words.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in 0..<a.count {
        var diagonal = row[0]
        row[0] = i + 1
        for j in 0..<b.count {
            let above = row[j + 1]
            row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
            diagonal = above
        }
    }
    return row[b.count]
}
