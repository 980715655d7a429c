internal import Bytes
internal import Events
internal import JSON

/// Writes what a rule finds as an event. Ids follow from the rule, the thing and how often it was found; times from what caused
/// it: so the same finding is the same event, byte for byte.
struct RuleWriter {
    let slot: RuleSlot
    let status: EventStatus
    let ruleSet: String

    /// The finding's identifier, at most 256 bytes: `R-REQ:undp/XM-DAC-41114-KEN-1`.
    static func breach(_ slot: RuleSlot) -> String {
        "\(slot.rule):\(shortened(slot.about, upTo: 200))"
    }

    private static func shortened(_ text: String, upTo limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        let hash = String(text.utf8.span.xxh3(seed: 0), radix: 16)
        return String(decoding: Array(text.utf8.prefix(limit - 20)), as: UTF8.self) + "~" + hash
    }

    func breached(_ finding: Finding, count: Int, time: Int64) -> RuleOutput {
        write("rule.breached", "#\(count)", finding.scope, finding.evidence, time: time) { json in
            let rule = MandateRule.named(slot.rule)
            json.member("severity", rule?.severity ?? "info")
            json.member("paragraph", rule?.paragraph ?? "OP20")
            json.key("reason")
            finding.reason.write(to: &json)
            json.key("remedy")
            finding.remedy.write(to: &json)
            if let days = finding.days { json.member("days", days) }
        }
    }

    func cleared(
        _ scope: RuleScope, evidence: [UInt64], count: Int, time: Int64, by reason: RuleSentence
    ) -> RuleOutput {
        end(scope, evidence, "#\(count)-cleared", time: time, by: reason)
    }

    /// Of a breach that rules of another version, or with other settings, had found.
    static func withdrawn(
        _ breach: RuleBreach, _ scope: RuleScope, ruleSet: String, time: Int64
    ) -> RuleOutput {
        let rule = String(breach.id.prefix { $0 != ":" })
        let about = String(breach.id.dropFirst(rule.utf8.count + 1))
        let writer = RuleWriter(
            slot: RuleSlot(rule: rule, about: about), status: breach.status, ruleSet: ruleSet)
        return writer.end(
            scope, [], "#withdrawn-\(ruleSet)-\(time)", time: time,
            by: RuleSentence(.withdrawn, ruleSet))
    }

    private func end(
        _ scope: RuleScope, _ evidence: [UInt64], _ mark: String, time: Int64,
        by reason: RuleSentence
    ) -> RuleOutput {
        write("rule.cleared", mark, scope, evidence, time: time) { json in
            json.key("reason")
            reason.write(to: &json)
        }
    }

    /// Tells of settings that the configuration changed.
    static func settings(
        _ rule: String, _ changes: [(name: String, value: String, unit: String)],
        ruleSet: String, time: UInt64
    ) -> RuleOutput {
        let stamp = Timestamp(nanoseconds: time).description
        let id = "settings:\(rule):\(ruleSet)@\(stamp)"
        var json = JSONWriter(capacity: 512)
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", id)
            json.member("source", "urn:coordbus:agency:\(AgencyCode.bus)")
            json.member("type", EventType.prefix + "rule.parameters-changed")
            json.member("time", stamp)
            json.member("subject", rule)
            json.key("data")
            json.object { json in
                json.member("rule", rule)
                json.key("parameters")
                json.array { json in
                    for change in changes {
                        json.object { json in
                            json.member("name", change.name)
                            json.member("value", change.value)
                            json.member("unit", change.unit)
                        }
                    }
                }
                json.member("effective", String(stamp.prefix(10)))
                json.member("ruleSet", ruleSet)
                json.member("note", "as in the configuration of the bus")
            }
        }
        return RuleOutput(id: id, bytes: json.bytes.array)
    }

    func due(_ finding: Finding, due: Int64, time: Int64) -> RuleOutput {
        // The last day on which it is still in time.
        let day = RuleDays.text(due - 1)
        return write("rule.due", "#due-\(day)", finding.scope, finding.evidence, time: time) {
            json in
            json.member("due", day)
            json.key("reason")
            finding.remedy.write(due: day, to: &json)
        }
    }

    func low(
        _ fund: FundFacts, _ finding: Finding, count: Int, time: Int64, months: Int
    ) -> RuleOutput {
        let balance = fund.balance.value
        return event("fund.low", "#\(count)-low", finding.caseID, time: time) { json in
            json.member("fund", fund.fund)
            if let name = fund.fundName { json.member("fundName", name) }
            if let country = fund.country.value { json.member("country", country) }
            if let event = fund.event.value { json.member("event", event) }
            let covered = balance.map { max(0, $0.balance / $0.use) } ?? 0
            json.key("monthsCovered")
            json.value(min(1_200, (covered * 10).rounded() / 10))
            json.member("monthsThreshold", months)
            json.member("asOf", balance?.day ?? RuleDays.text(time))
            if let balance {
                json.key("balance")
                json.object { json in
                    json.member("amount", balance.text)
                    json.member("currency", balance.currency)
                }
            }
            evidence(finding.evidence, &json)
        }
    }

    private func write(
        _ type: String, _ mark: String, _ scope: RuleScope, _ sequences: [UInt64], time: Int64,
        _ rest: (inout JSONWriter) -> Void
    ) -> RuleOutput {
        event(type, mark, scope.caseID, time: time) { json in
            json.member("rule", slot.rule)
            json.member("breach", Self.breach(slot))
            json.member("ruleSet", ruleSet)
            if let country = scope.country { json.member("country", country) }
            if let event = scope.event { json.member("event", event) }
            if let agency = scope.agency { json.member("agency", agency) }
            json.member("about", Self.shortened(slot.about, upTo: 256))
            evidence(sequences, &json)
            rest(&json)
        }
    }

    private func evidence(_ sequences: [UInt64], _ json: inout JSONWriter) {
        json.key("evidence")
        json.array { json in for sequence in sequences.prefix(1_000) { json.value(sequence) } }
    }

    private func event(
        _ type: String, _ mark: String, _ caseID: String?, time: Int64,
        _ data: (inout JSONWriter) -> Void
    ) -> RuleOutput {
        let prefix = status == .actual ? "" : "\(status):"
        let id = prefix + Self.breach(slot) + mark
        var json = JSONWriter(capacity: 4_096)
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", id)
            json.member("source", "urn:coordbus:agency:\(AgencyCode.bus)")
            json.member("type", EventType.prefix + type)
            json.member(
                "time", Timestamp(nanoseconds: UInt64(max(0, time))).description)
            json.member("subject", Self.breach(slot))
            if let caseID { json.member("correlationid", caseID) }
            if status != .actual { json.member("status", status.description) }
            json.key("data")
            json.object { data(&$0) }
        }
        return RuleOutput(id: id, bytes: json.bytes.array)
    }
}
