/// Money, policies, what was learned, and who takes part.
extension RegisterSchema {
    private static let fund: [RegisterColumn] = [
        .same("fund", .text, "which fund"),
        .init("fund_name", .text, "name of a basket or other fund", from: "fundName"),
        .same("event", .text, "the electoral event"),
        .same("activity", .text, "the assistance it pays"),
        .same("decision", .text, "the decision it pays for"),
    ]

    static let money = RegisterTable(
        "money", .fact,
        "Money at one stage: pledged, committed and received are three things, and a pledge is never counted as money.",
        [.init("stage", .text, "pledged, committed or received")] + fund + [
            .init("contributor_kind", .text, "what sort of giver", from: "contributor.kind"),
            .init("contributor_country", .text, "of a Member State", from: "contributor.country"),
            .init(
                "contributor_agency", .text, "of an agency on the bus", from: "contributor.agency"),
            .init("contributor_name", .text, "of an organisation", from: "contributor.name"),
            .init("amount", .text, "how much, as written", from: "amount.amount"),
            .init("currency", .text, "its currency", from: "amount.currency"),
            .init("hundredths", .hundredths, "in hundredths, for sums", from: "amount.amount"),
            .same("contribution", .text, "its identifier, the same at every stage"),
            .same("earmark", .text, "for what only"),
            .same("agreement", .text, "number of the agreement"),
            .init("date_pledged", .text, "when it was promised", from: "pledged"),
            .init("date_committed", .text, "when it was committed", from: "committed"),
            .init("date_received", .text, "when it came in", from: "received"),
        ] + .basis)

    static let balances = RegisterTable(
        "balances", .fact, "What a fund holds on a day. May be below zero.",
        fund + .money("balance", "how much") + [
            .init("as_of", .text, "on what day", from: "asOf"),
            .init("stated_by", .text, "who says so", from: "statedBy"),
        ]
            + .money("monthlyUse", "spent in a usual month").map {
                RegisterColumn(
                    $0.name.replacing("monthlyUse", with: "monthly_use"), $0.form, $0.note,
                    from: $0.path)
            } + .money("reserved", "promised already to activities") + .basis)

    static let fundAlerts = RegisterTable(
        "fund_alerts", .fact, "A fund covers less than the threshold of months (R-FUND).",
        fund + [
            .init("months_covered", .number, "how long it lasts", from: "monthsCovered"),
            .init("months_threshold", .number, "how long it should", from: "monthsThreshold"),
            .init("as_of", .text, "on what day", from: "asOf"),
            .same("evidence", .json, "sequences it was worked out from"),
        ] + .money("balance", "how much") + .basis)

    static let policies = RegisterTable(
        "policies", .entity(byAgency: false),
        "A policy of the focal point. `state`: issued, revised.", indexes: ["policy"],
        [
            .same("policy", .text, "its number"),
            .same("title", .json, "by language"),
            .same("document", .json, "the text"),
            .same("version", .text, "its version"),
            .same("kind", .text, "what sort"),
            .same("issued", .text, "when"),
            .same("revised", .text, "when it was last revised"),
            .same("effective", .text, "from when it holds"),
            .same("supersedes", .json, "policies it replaces"),
            .same("themes", .json, "themes"),
            .init(
                "acknowledge_by", .text, "until when agencies are to acknowledge it",
                from: "acknowledgeBy"),
            .same("summary", .json, "in short, by language"),
            .same("changes", .json, "what changed, by language"),
        ])

    static let acknowledgements = RegisterTable(
        "acknowledgements", .fact, "An agency has taken note of a policy or of another's event.",
        [
            .init("kind", .text, "policy or event"),
            .same("policy", .text, "the policy"),
            .same("version", .text, "which version"),
            .init(
                "event_sequence", .integer, "the event, where named so",
                from: "acknowledges.sequence"),
            .init("event_source", .text, "the event's `source`", from: "acknowledges.source"),
            .init("event_id", .text, "the event's `id`", from: "acknowledges.id"),
            .same("activity", .text, "the assistance it speaks of"),
            .same("acknowledged", .text, "when"),
            .same("note", .text, "remark"),
        ])

    private static let memory: [RegisterColumn] = [
        .same("title", .json, "by language"),
        .same("text", .json, "by language"),
        .same("event", .text, "the electoral event it comes from"),
        .same("activities", .json, "the assistance it comes from"),
        .same("types", .json, "types of assistance"),
        .same("themes", .json, "themes"),
        .same("phases", .json, "phases"),
        .same("tags", .json, "words to find it by"),
        .same("documents", .json, "papers"),
        .same("supersedes", .json, "older ones it replaces"),
    ]

    static let lessons = RegisterTable(
        "lessons", .entity(byAgency: false), "A lesson. `state`: recorded.",
        [
            .same("lesson", .text, "its identifier"),
            .same("recorded", .text, "when"),
            .same("recommendation", .json, "what to do next time, by language"),
        ] + memory)

    static let practices = RegisterTable(
        "practices", .entity(byAgency: false), "A good practice. `state`: shared.",
        [
            .same("practice", .text, "its identifier"),
            .same("shared", .text, "when"),
        ] + memory)

    static let partners = RegisterTable(
        "partners", .entity(byAgency: false), "Who may take part. `state`: registered, suspended.",
        [
            .same("partner", .text, "its code on the bus"),
            .same("name", .json, "by language"),
            .same("class", .text, "what sort"),
            .same("registered", .text, "when"),
            .same("countries", .json, "where it works"),
            .same("sponsor", .text, "the agency that vouches for it"),
            .same("refs", .json, "its references elsewhere"),
            .init(
                "endorses", .boolean, "endorser of the 2005 declaration", from: "endorsesPrinciples"
            ),
            .init("endorsed_on", .text, "since when", from: "endorsedOn"),
            .same("suspended", .text, "when it was suspended"),
            .same("until", .text, "until when"),
            .same("reason", .text, "why"),
        ])

    static let presence = RegisterTable(
        "presence", .entity(byAgency: false),
        "Whether an agency is there. `state`: online, offline, suspended.",
        [
            .init("member", .text, "its code on the bus", from: "agency"),
            .same("since", .text, "from when"),
            .same("connections", .integer, "how many connections"),
            .init("last_published", .integer, "the last event it published", from: "lastSequence"),
            .same("reason", .text, "why"),
        ])

    static let delegations = RegisterTable(
        "delegations", .entity(byAgency: false),
        "What the focal point lets others publish. `state`: delegated, revoked.",
        [
            .same("delegation", .text, "its identifier"),
            .init("delegate", .text, "who may act", from: "agency"),
            .same("types", .json, "which types"),
            .init("since", .text, "from when", from: "from"),
            .same("until", .text, "until when"),
            .same("revoked", .text, "when it was taken back"),
            .same("reason", .text, "why"),
            .same("document", .json, "the paper"),
        ])
}
