internal import Bytes

/// The settings of all rules, as they are in force at one place of the log.
package struct RuleParameters: Sendable, Equatable {
    private var values: [String: [String: String]] = [:]
    /// Of R-STALE, which is asked at every event of assistance.
    private(set) var staleWeeks = 0

    /// Those the rules are declared with.
    package static let standard: RuleParameters = {
        var parameters = RuleParameters()
        for rule in MandateRule.all {
            for parameter in rule.parameters {
                parameters.values[rule.id, default: [:]][parameter.name] = parameter.standard
            }
        }
        parameters.staleWeeks = parameters.number("R-STALE", "weeks")
        return parameters
    }()

    package init() {}

    package func text(_ rule: String, _ name: String) -> String { values[rule]?[name] ?? "" }

    func number(_ rule: String, _ name: String) -> Int { Int(text(rule, name)) ?? 0 }

    func codes(_ rule: String, _ name: String) -> [String] {
        text(rule, name).split(separator: " ").map(String.init)
    }

    /// - Returns: false when the rule has no such setting, or the value is none.
    package mutating func set(_ rule: String, _ name: String, _ value: String) -> Bool {
        guard let standard = Self.standardText(rule, name) else { return false }
        if Int(standard) != nil {
            guard let number = Int(value), (0...36_500).contains(number) else { return false }
        } else {
            guard !value.isEmpty else { return false }
        }
        values[rule, default: [:]][name] = value
        staleWeeks = number("R-STALE", "weeks")
        return true
    }

    /// Nil when the rule has no such setting.
    package static func standardText(_ rule: String, _ name: String) -> String? {
        MandateRule.named(rule)?.parameters.first { $0.name == name }?.standard
    }

    /// The events that bring an engine's settings to these: for each rule that the focal point has not set itself.
    package func changes(from engine: RuleEngine, at time: UInt64) -> [RuleOutput] {
        var now = engine.parameters
        var outputs: [RuleOutput] = []
        for rule in MandateRule.all where !engine.isSetByFocalPoint.contains(rule.id) {
            var changes: [(name: String, value: String, unit: String)] = []
            for parameter in rule.parameters {
                let wanted = text(rule.id, parameter.name)
                guard wanted != now.text(rule.id, parameter.name) else { continue }
                changes.append((parameter.name, wanted, parameter.unit))
                _ = now.set(rule.id, parameter.name, wanted)
            }
            guard !changes.isEmpty else { continue }
            outputs.append(
                RuleWriter.settings(rule.id, changes, ruleSet: now.ruleSet, time: time))
        }
        return outputs
    }

    /// Version of the rules and, where settings differ from the declared ones, a digest of all of them: `1`, `1-9f03a2c1`.
    package var ruleSet: String {
        guard self != .standard, !values.isEmpty else { return String(MandateRule.version) }
        var buffer = ByteBuffer()
        for rule in values.keys.sorted() {
            for name in (values[rule] ?? [:]).keys.sorted() {
                buffer.append("\(rule) \(name) \(text(rule, name))\n")
            }
        }
        let digest = String(buffer.bytes.xxh3(seed: 0) >> 32, radix: 16)
        return "\(MandateRule.version)-" + String(repeating: "0", count: 8 - digest.utf8.count)
            + digest
    }
}
