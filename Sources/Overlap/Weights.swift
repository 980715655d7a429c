/// How much each piece of evidence weighs, and where the bands begin: what a person may read and change in
/// config/overlap/weights.toml.
package struct Weights: Sendable, Equatable {
    /// Log-odds before any evidence.
    package var base = 0.0
    /// Log-odds by evidence, in the order of `Evidence.allCases`.
    private(set) var table = [Double](repeating: 0, count: Evidence.allCases.count)
    /// Probabilities at which the bands begin.
    package var look = 0.2
    package var likely = 0.4
    package var strong = 0.8

    package init() {}

    package subscript(evidence: Evidence) -> Double {
        get { table[Int(evidence.rawValue)] }
        set { table[Int(evidence.rawValue)] = newValue }
    }

    package func band(of probability: Double) -> PairVerdict.Band {
        probability >= strong
            ? .strong : probability >= likely ? .likely : probability >= look ? .look : .none
    }

    package init(_ text: String) throws(RuleError) {
        for section in try RuleFile(text).sections {
            for (key, value) in section.numbers {
                switch (section.name, key) {
                case ("weights", "base"): base = value
                case ("bands", "look"): look = value
                case ("bands", "likely"): likely = value
                case ("bands", "strong"): strong = value
                default:
                    guard section.name == "weights", let evidence = Evidence(name: key) else {
                        throw RuleError(line: 0, reason: "[\(section.name)] has no \(key)")
                    }
                    if value * Double(evidence.sign) < 0 {
                        throw RuleError(line: 0, reason: "\(key) has the wrong sign")
                    }
                    self[evidence] = value
                }
            }
        }
        guard 0 < look, look <= likely, likely <= strong, strong < 1 else {
            throw RuleError(line: 0, reason: "bands must grow: 0 < look <= likely <= strong < 1")
        }
    }

    /// The file that `init` reads back.
    package var text: String { text(bands: []) }

    /// - Parameter bands: what is known of the thresholds, a line each: the quality that they were chosen for.
    package func text(bands: [String]) -> String {
        var lines = [
            "# Log-odds that each piece of evidence adds; learned from labelled pairs, free to change.",
            "# A weight may not point the other way than its evidence (docs/overlap.md).",
            "[weights]", "base = \(rounded(base))",
        ]
        for evidence in Evidence.allCases {
            lines.append("\(evidence.name) = \(rounded(self[evidence]))")
        }
        lines += [
            "", "# Probabilities at which the bands begin; likely and strong are flagged.",
        ]
        lines += bands.map { "# " + $0 }
        lines += [
            "[bands]",
            "look = \(rounded(look))", "likely = \(rounded(likely))", "strong = \(rounded(strong))",
            "",
        ]
        return lines.joined(separator: "\n")
    }

    private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
