internal import Events
internal import JSON
internal import Overlap

/// Writes what the watch found as events of the bus.
///
/// Id and time follow from the sequence that caused the change and from the content, so the same log gives the same
/// bytes, and an event that is published again after a crash is known.
struct FlagEvents: Sendable {
    let world: EventStatus
    /// Version of the rules, `ruleSet` of the flags.
    let rules: String

    /// - Parameter at: recorded time of the cause, nanoseconds since the Unix epoch.
    func event(_ change: FlagChange, at time: UInt64) -> DerivedEvent {
        let flag = change.flag
        let verb: String
        switch change.what {
        case .flagged, .reopened: verb = "overlap.flagged"
        case .updated: verb = "overlap.updated"
        case .cleared: verb = "overlap.cleared"
        }
        return event(
            verb, about: flag.id, cause: change.cause, time, secrecy: flag.finding.secrecy
        ) { json in
            json.member("overlap", flag.id)
            if case .cleared(let reason) = change.what {
                json.member("reason", reason.clipped(toBytes: 4_000))
                if let country = flag.finding.country { json.member("country", country) }
                parties(flag, &json)
                json.key("evidence")
                json.array { $0.value(change.cause) }
            } else {
                finding(flag, change, &json)
            }
        }
    }

    private func finding(_ flag: Flag, _ change: FlagChange, _ json: inout JSONWriter) {
        let finding = flag.finding
        json.member("kind", finding.kind.rawValue)
        json.member("band", finding.band.name)
        json.key("score")
        json.value(rounded(finding.score))
        parties(flag, &json)
        json.key("terms")
        json.array { json in
            for term in finding.terms where term.weight != 0 {
                json.object { json in
                    json.member("field", term.evidence.name)
                    json.key("weight")
                    json.value(rounded(term.weight))
                    json.member("words", EvidenceWords.words(term.evidence))
                    if !term.first.isEmpty, !term.second.isEmpty {
                        json.key("values")
                        json.array { json in
                            json.value(term.first.clipped(toBytes: 500))
                            json.value(term.second.clipped(toBytes: 500))
                        }
                    }
                }
            }
        }
        if let country = finding.country { json.member("country", country) }
        if let event = finding.event { json.member("event", event) }
        json.member("ruleSet", rules)
        json.member("digest", finding.digest)
        json.key("reason")
        json.object { json in
            var words = EvidenceWords.sentence(flag)
            if case .reopened = change.what {
                words += " A record has changed since this was answered or cleared."
            }
            json.member("en", words.clipped(toBytes: 2_000))
        }
    }

    private func parties(_ flag: Flag, _ json: inout JSONWriter) {
        json.key("parties")
        json.array { json in
            for (key, sequence) in [
                (flag.first, flag.sequences.first), (flag.second, flag.sequences.second),
            ] {
                json.object { json in
                    json.member("agency", key.agency)
                    json.member("activity", key.activity)
                    if sequence > 0 { json.member("sequence", sequence) }
                }
            }
        }
    }

    func event(_ change: GapChange, at time: UInt64) -> DerivedEvent {
        let gap = change.gap
        let need = gap.need
        return event(
            change.isNoted ? "gap.noted" : "gap.cleared", about: gap.id, cause: change.cause, time,
            secrecy: gap.secrecy
        ) { json in
            json.member("gap", gap.id)
            json.member("country", need.country)
            json.member("assessment", need.assessment)
            json.member("need", need.id)
            if change.isNoted {
                json.member("theme", need.theme)
                json.member("phase", need.phase)
                if let event = need.event { json.member("event", event) }
                if let priority = need.priority { json.member("priority", priority) }
                if let place = need.placeName {
                    json.key("place")
                    json.object { $0.member("name", place) }
                }
                if let beneficiary = need.beneficiary { json.member("beneficiary", beneficiary) }
                json.key("reason")
                json.object { $0.member("en", Self.sentence(need).clipped(toBytes: 2_000)) }
            } else {
                json.member("reason", change.reason.clipped(toBytes: 4_000))
                if !gap.addressedBy.isEmpty {
                    json.key("activities")
                    json.array { json in
                        for key in gap.addressedBy.prefix(100) { json.value(key.activity) }
                    }
                }
            }
            json.key("evidence")
            json.array { json in
                for sequence in Set([gap.reportSequence, change.cause]).sorted()
                where sequence > 0 {
                    json.value(sequence)
                }
            }
        }
    }

    static func sentence(_ need: Need) -> String {
        let place = need.placeName.map { " at \($0)" } ?? ""
        let words = need.summary.isEmpty ? "" : " (\(need.summary))"
        return "Nobody addresses need \(need.id)\(words) of \(need.assessment)\(place)."
    }

    private func event(
        _ verb: String, about subject: String, cause: UInt64, _ time: UInt64, secrecy: UInt8,
        _ data: (inout JSONWriter) -> Void
    ) -> DerivedEvent {
        var content = JSONWriter()
        content.object(data)
        var text = FieldText()
        text.add(content.text)
        let id = "\(verb)-\(subject)-\(cause)-\(text.digest.prefix(8))"
        var json = JSONWriter()
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", id)
            json.member("source", "urn:coordbus:agency:\(AgencyCode.bus)")
            json.member("type", EventType.prefix + verb)
            json.member("time", Timestamp(nanoseconds: time).description)
            json.member("subject", subject)
            if secrecy > Classification.caseParties.rawValue,
                let narrow = Classification(rawValue: secrecy)
            {
                json.member("dataclassification", narrow.description)
            }
            if world != .actual { json.member("status", world.description) }
            json.key("data")
            json.raw(content.bytes)
        }
        return DerivedEvent(id: id, bytes: Array(json.text.utf8))
    }

    /// Three decimals: finer is noise.
    private func rounded(_ value: Double) -> Double {
        (min(max(value, -100), 1_000) * 1_000).rounded() / 1_000
    }
}
