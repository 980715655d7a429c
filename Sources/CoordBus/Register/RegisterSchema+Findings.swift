/// What the bus finds, what people say to it, and what is told to others.
extension RegisterSchema {
    static let overlaps = RegisterTable(
        "overlaps", .entity(byAgency: false),
        "A flagged overlap. `state`: open, cleared, resolved.", indexes: ["overlap"],
        [
            .same("overlap", .text, "the flag's identifier"),
            .init("kind", .text, "resend, secondary, overlap, joint", from: "kind"),
            .same("band", .text, "look, likely, strong"),
            .same("score", .number, "sum of the terms"),
            .init("party1_agency", .text, "whose record", from: "parties.0.agency"),
            .init("party1_activity", .text, "its identifier", from: "parties.0.activity"),
            .init("party2_agency", .text, "whose record", from: "parties.1.agency"),
            .init("party2_activity", .text, "its identifier", from: "parties.1.activity"),
            .same("parties", .json, "the two records"),
            .same("terms", .json, "why, one by one"),
            .same("event", .text, "the electoral event"),
            .init("rule_set", .text, "version of the rules", from: "ruleSet"),
            .same("digest", .text, "of the fields compared"),
            .init(
                "reason", .json, "in one sentence, by language", from: "reason",
                in: ["overlap.flagged", "overlap.updated"]),
            .init("flagged", .time, "when it was flagged", from: "@time", in: ["overlap.flagged"]),
            .init(
                "cleared", .time, "when it was found to be none", from: "@time",
                in: ["overlap.cleared"]),
            .init("cleared_reason", .text, "why", from: "reason", in: ["overlap.cleared"]),
            .init("verdict", .text, "the last verdict", from: "verdict"),
            .init(
                "resolved", .time, "when the focal point closed it", from: "@time",
                in: ["overlap.resolved"]),
            .same("resolution", .text, "what was agreed"),
        ] + .money("saved", "what was saved"))

    static let verdicts = RegisterTable(
        "verdicts", .fact, "A person's answer to a flagged overlap.",
        [
            .init("kind", .text, "reviewed, by a party; resolved, by the focal point"),
            .same("overlap", .text, "the flag"),
            .same("verdict", .text, "what it is"),
            .same("resolution", .text, "what was agreed"),
            .init("agreed_by", .json, "by whom", from: "agreedBy"),
            .same("note", .text, "why"),
        ])

    static let gaps = RegisterTable(
        "gaps", .entity(byAgency: false),
        "An assessed need that nobody addresses. `state`: open, cleared.", indexes: ["gap"],
        [
            .same("gap", .text, "the flag's identifier"),
            .same("assessment", .text, "the assessment that found the need"),
            .same("need", .text, "the need"),
            .same("theme", .text, "theme"),
            .same("phase", .text, "phase"),
            .same("event", .text, "the electoral event"),
            .same("priority", .text, "how urgent"),
            .init("place", .text, "where", from: "place.name"),
            .same("beneficiary", .text, "for whom"),
            .init("phase_starts", .text, "when the phase begins", from: "phaseStarts"),
            .init(
                "reason", .json, "in one sentence, by language", from: "reason", in: ["gap.noted"]),
            .init("noted", .time, "when it was noted", from: "@time", in: ["gap.noted"]),
            .init("cleared", .time, "when it was closed", from: "@time", in: ["gap.cleared"]),
            .init("cleared_reason", .text, "why", from: "reason", in: ["gap.cleared"]),
            .same("activities", .json, "the assistance that addresses it"),
            .same("evidence", .json, "sequences looked at"),
        ])

    static let breaches = RegisterTable(
        "breaches", .entity(byAgency: false),
        "What a mandate rule finds. `state`: due, open, cleared.", indexes: ["breach"],
        [
            .same("breach", .text, "the finding's identifier"),
            .same("rule", .text, "which rule"),
            .init("rule_set", .text, "version of the rules", from: "ruleSet"),
            .same("event", .text, "the electoral event"),
            .init("concerns", .text, "the agency it concerns", from: "agency"),
            .same("about", .text, "what it concerns: an activity, a request"),
            .same("severity", .text, "info, warn, critical"),
            .same("paragraph", .text, "the paragraph it comes from"),
            .init("reason", .json, "why, by language", from: "reason", in: ["rule.breached"]),
            .same("remedy", .json, "what would clear it, by language"),
            .same("days", .integer, "days short or late"),
            .same("due", .text, "on what day it is due"),
            .init(
                "evidence", .json, "sequences it rests on", from: "evidence",
                in: ["rule.breached", "rule.due"]),
            .init("breached", .time, "when it was found", from: "@time", in: ["rule.breached"]),
            .init(
                "cleared", .time, "when it was in order again", from: "@time", in: ["rule.cleared"]),
            .init(
                "cleared_reason", .json, "why, by language", from: "reason", in: ["rule.cleared"]),
            .init(
                "cleared_evidence", .json, "sequences that cleared it", from: "evidence",
                in: ["rule.cleared"]),
        ])

    static let ruleParameters = RegisterTable(
        "rule_parameters", .fact, "The focal point changed a rule's settings.",
        [
            .same("rule", .text, "which rule"),
            .same("parameters", .json, "the settings that change"),
            .same("effective", .text, "from when"),
            .init("rule_set", .text, "version of the rules", from: "ruleSet"),
            .same("policy", .text, "the policy behind it"),
            .same("note", .text, "why"),
        ])

    static let offices = RegisterTable(
        "offices", .entity(byAgency: false),
        "Mediation and good offices; for the focal point alone unless `released`. `state`: requested, opened, closed.",
        [
            .same("offices", .text, "its identifier"),
            .same("form", .text, "mediation, good-offices, envoy"),
            .same("event", .text, "the electoral event"),
            .same("requested", .text, "when it was asked for"),
            .same("opened", .text, "when it began"),
            .same("closed", .text, "when it ended"),
            .same("lead", .text, "who leads"),
            .same("released", .boolean, "may it be told to others"),
            .same("note", .text, "remark"),
        ] + .basis)

    static let issues = RegisterTable(
        "issues", .fact, "A bulletin or a report to the General Assembly was issued.",
        [
            .init("kind", .text, "bulletin or ga"),
            .init("number", .text, "the bulletin's number", from: "bulletin"),
            .init("symbol", .text, "the report's symbol", from: "report"),
            .same("session", .integer, "session of the General Assembly"),
            .same("audience", .text, "the widest label it may show"),
            .init("first", .integer, "first sequence it was written from", from: "sequences.first"),
            .init("last", .integer, "last sequence it was written from", from: "sequences.last"),
            .same("digest", .text, "SHA-256 of the text"),
            .same("issued", .text, "when"),
            .same("languages", .json, "languages it exists in"),
            .same("requests", .integer, "how many requests it lists"),
            .same("countries", .json, "the countries it speaks of"),
            .init("next_due", .text, "when the next one is due", from: "nextDue"),
            .same("answers", .text, "the resolution that asks for it"),
            .same("document", .json, "where it is"),
        ] + .period)

    static let ledger = RegisterTable(
        "ledger", .fact,
        "What happened to single events: amended, redacted, conflicted, quarantined.",
        [
            .init("kind", .text, "amended, redacted, conflicted or quarantined"),
            .init(
                "event_sequence", .integer, "the event, where named so", from: "@reference.sequence"
            ),
            .init("event_source", .text, "the event's `source`", from: "@reference.source"),
            .init("event_id", .text, "the event's `id`", from: "@reference.id"),
            .same("reason", .text, "why"),
            .same("fields", .json, "what was wrong, or is not shown any more"),
            .init("inbox", .text, "of a quarantined event: which inbox", from: "inbox"),
            .same("attempts", .integer, "how often it was delivered"),
            .same("publisher", .text, "of a conflict: who sent the other content"),
        ])
}
