/// How much each piece of evidence weighs, and where the bands begin: what a person may read and change in
/// config/overlap/weights.toml.
package struct Weights: Sendable, Equatable {
    /// Log-odds before any evidence.
    package var base = 0.0
    /// Log-odds by evidence; what is missing weighs nothing.
    package var weights: [Evidence: Double] = [:]
    /// Probabilities at which the bands begin.
    package var look = 0.2
    package var likely = 0.4
    package var strong = 0.8

    package init() {}

    package init(_ text: String) throws(RuleError) {
        for section in try RuleFile(text).sections {
            for (key, value) in section.numbers {
                switch (section.name, key) {
                case ("weights", "base"): base = value
                case ("bands", "look"): look = value
                case ("bands", "likely"): likely = value
                case ("bands", "strong"): strong = value
                default:
                    guard section.name == "weights", let evidence = Evidence(rawValue: key) else {
                        throw RuleError(line: 0, reason: "[\(section.name)] has no \(key)")
                    }
                    if value * Double(evidence.sign) < 0 {
                        throw RuleError(line: 0, reason: "\(key) has the wrong sign")
                    }
                    weights[evidence] = value
                }
            }
        }
        guard 0 < look, look <= likely, likely <= strong, strong < 1 else {
            throw RuleError(line: 0, reason: "bands must grow: 0 < look <= likely <= strong < 1")
        }
    }

    /// The file that `init` reads back.
    package var text: String {
        var lines = [
            "# Log-odds that each piece of evidence adds; learned from labelled pairs, free to change.",
            "# A weight may not point the other way than its evidence (docs/overlap.md).",
            "[weights]", "base = \(rounded(base))",
        ]
        for evidence in Evidence.allCases {
            lines.append("\(evidence.rawValue) = \(rounded(weights[evidence] ?? 0))")
        }
        lines += [
            "", "# Probabilities at which the bands begin; likely and strong are flagged.",
            "[bands]",
            "look = \(rounded(look))", "likely = \(rounded(likely))", "strong = \(rounded(strong))",
            "",
        ]
        return lines.joined(separator: "\n")
    }

    private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
