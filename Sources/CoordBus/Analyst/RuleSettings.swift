package import BusCore
internal import Platform
package import TOML

/// What config/rules.toml asks of the mandate rules: one table a rule, one key a setting.
package struct RuleSettings: Sendable, Equatable {
    package var parameters = RuleParameters.standard

    package init() {}

    /// - Returns: the declared settings when there is no file; nil when no rules are to run.
    package static func read(_ path: String) throws(ConfigurationError) -> RuleSettings? {
        if path == "none" { return nil }
        guard let text = readText(path) else { return RuleSettings() }
        do throws(TOMLError) {
            return try RuleSettings(parsing: text, file: path)
        } catch {
            throw ConfigurationError(error.description)
        }
    }

    package init(parsing text: String, file: String) throws(TOMLError) {
        let document = try TOMLDocument(parsing: text, file: file)
        for member in document.root.members {
            guard MandateRule.named(member.key) != nil, let table = member.value.table else {
                let known = MandateRule.all.filter { !$0.parameters.isEmpty }.map(\.id)
                throw document.error(
                    at: member.keyPosition,
                    "\(member.key) is no rule with settings; use \(known.joined(separator: ", "))")
            }
            for setting in table.members {
                try take(setting, of: member.key, in: document)
            }
        }
    }

    private mutating func take(
        _ setting: TOMLTable.Member, of rule: String, in document: TOMLDocument
    ) throws(TOMLError) {
        let text: String? =
            setting.value.integer.map { String($0) }
            ?? setting.value.array.map { $0.compactMap(\.text).joined(separator: " ") }
        guard RuleParameters.standardText(rule, setting.key) != nil else {
            let known =
                MandateRule.named(rule)?.parameters.map(\.name).joined(separator: ", ") ?? ""
            throw document.error(
                at: setting.keyPosition, "\(rule) has no \(setting.key); use \(known)")
        }
        guard let text, parameters.set(rule, setting.key, text) else {
            throw document.error(
                at: setting.value.position,
                "\(setting.key) is to be a whole number from 0 to 36500, or a list of agency codes where it names agencies"
            )
        }
    }

    /// config/rules.toml: every setting with its declared value.
    package static var example: String {
        var text = """
            # Settings of the mandate rules (docs/rules.md). coordd reads this at its start from where rules.file in coordd.toml
            # points. A change is published as rule.parameters-changed and takes effect from there on; what the focal point
            # publishes itself wins over this file.

            """
        for rule in MandateRule.all where !rule.parameters.isEmpty {
            text += "\n# \(rule.text) (\(rule.paragraph))\n[\(rule.id)]\n"
            for parameter in rule.parameters {
                text += "# \(parameter.note) (\(parameter.unit))\n"
                if Int(parameter.standard) != nil {
                    text += "\(parameter.name) = \(parameter.standard)\n"
                } else {
                    let codes = parameter.standard.split(separator: " ").map { "\"\($0)\"" }
                    text += "\(parameter.name) = [\(codes.joined(separator: ", "))]\n"
                }
            }
        }
        return text
    }
}

/// docs/rules.md, written from the declarations.
package enum RulePage {
    package static var text: String {
        var text = """
            # The mandate rules

            What the resolution asks and the bus watches. A rule never stops anything: it publishes `rule.breached` with the sequences
            that prove it and what would clear it, `rule.cleared` when that has happened, and `rule.due` before a deadline. Rules go by the
            time at which things happened, not by the order in which they were told; so they find the same whatever came first.
            What is an exercise or a test is judged apart and touches nothing actual. Agencies are treated alike: the only names
            that a rule knows are those of the resolution (the focal point, the Division, OHCHR).

            Deadlines run by the clock of the log: the wall's clock less the smallest distance at which any event was recorded after
            it happened. While a country's clocks stand still (`context.changed` with `suspendsClocks`) its deadlines wait.

            Settings are in config/rules.toml. A change is itself an event, `rule.parameters-changed`; `ruleSet` in every finding names the
            version. The log read again gives the same findings, byte for byte.

            R-AUTH, R-PRIV and R-CLASS are kept by the gate; R-OVERLAP, R-SECOND, R-JOINT and R-GAP by the watch over overlaps.

            Rule set \(MandateRule.version). Written by `coordctl schema --output .` from Sources/BusCore/Rules/MandateRule.swift.


            """
        for rule in MandateRule.all {
            text += "## \(rule.id): \(rule.text)\n\n| | |\n|---|---|\n"
            text += "| paragraph | \(rule.paragraph) |\n| severity | \(rule.severity) |\n"
            text += "| raised by | \(rule.raises) |\n| cleared by | \(rule.clears) |\n"
            for parameter in rule.parameters {
                text +=
                    "| `\(parameter.name)` | \(parameter.note); \(parameter.standard) \(parameter.unit) |\n"
            }
            text += "\n"
        }
        return text
    }
}
