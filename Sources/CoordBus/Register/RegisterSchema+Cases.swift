/// Cases, and what is asked, assessed and decided.
extension RegisterSchema {
    static let cases = RegisterTable(
        "cases", .entity(byAgency: false),
        "Everything that traces to one request of a Member State, one mandate or one policy. `state` is that of the request or "
            + "mandate. A case that only other events speak of has no `kind`: its request never came.",
        [
            .init("case_key", .text, "the case's identifier, the same as `case_id`"),
            .init("kind", .text, "request, mandate or policy"),
            .init(
                "opened", .text, "of a request: when it was received", from: "received",
                in: ["request.received"]),
            .init(
                "adopted", .text, "of a mandate: when", from: "adopted", in: ["mandate.established"]
            ),
            .init("issued", .text, "of a policy: when", from: "issued", in: ["policy.issued"]),
            .init(
                "ended", .text, "of a mandate: when it ended", from: "ended", in: ["mandate.ended"]),
            .init(
                "closed", .text, "of a request: when it was closed", from: "closed",
                in: ["request.closed"]),
            .init("event", .text, "the electoral event", from: "event"),
        ])

    static let requests = RegisterTable(
        "requests", .entity(byAgency: false),
        "What a Member State asked. `state`: received, acknowledged, clarifying, assessing, decided-yes, decided-no, withdrawn, "
            + "closed. `received` is null when only other events speak of it.",
        indexes: ["request"],
        [
            .same("request", .text, "its identifier"),
            .init("requester_kind", .text, "which organ asks", from: "requester.kind"),
            .init(
                "requester_authority", .text, "may it bind the State", from: "requester.authority"),
            .init("requester_name", .text, "name of the organ", from: "requester.name"),
            .init(
                "received", .text, "when it reached the United Nations", from: "received",
                in: ["request.received"]),
            .same("dated", .text, "date on the letter"),
            .init("addressed_to", .text, "whom it was written to", from: "addressedTo"),
            .init("forwarded_by", .text, "who passed it on", from: "forwardedBy"),
            .same("channel", .text, "how it came"),
            .same("document", .json, "the letter"),
            .same("event", .text, "the electoral event"),
            .same("events", .json, "several electoral events"),
            .init("election_date", .text, "election day", from: "electionDate"),
            .init("election_kind", .text, "what is voted on", from: "electionKind"),
            .same("types", .json, "types of assistance asked for"),
            .same("themes", .json, "themes asked for"),
            .same("phases", .json, "phases asked for"),
            .init("preliminary_mission", .boolean, "is one asked for", from: "preliminaryMission"),
            .same("context", .text, "the country's situation"),
            .init("legal_framework", .text, "the law it rests on", from: "legalFramework"),
            .same("summary", .json, "what is asked, by language"),
            .same("languages", .json, "languages of the letter"),
            .same("acknowledged", .text, "when it was acknowledged"),
            .init("answer_due", .text, "when an answer is meant to be given", from: "answerDue"),
            .same("responsible", .text, "who follows it up"),
            .init(
                "clarified", .time, "when it was last clarified", from: "@time",
                in: ["request.clarified"]),
            .same("withdrawn", .text, "when the State took it back"),
            .same("declined", .text, "when the focal point declined"),
            .init("decline_reasons", .json, "why", from: "reasons", in: ["request.declined"]),
            .init("referred_to", .json, "who may help instead", from: "referredTo"),
            .same("closed", .text, "when it was closed"),
            .init(
                "closed_activities", .json, "the assistance it led to, as stated at the end",
                from: "activities"),
            .same("note", .text, "the last remark"),
            .init(
                "assessment", .text, "the assessment", from: "assessment", in: ["assessment.opened"]
            ),
            .init(
                "decision", .text, "the last decision on it", from: "decision",
                in: ["decision.issued", "decision.amended"]),
            .init("decided", .text, "when", from: "decided", in: ["decision.issued"]),
        ] + .period)

    static let mandates = RegisterTable(
        "mandates", .entity(byAgency: false),
        "A decision of the Security Council or General Assembly. `state`: established, amended, ended.",
        indexes: ["mandate"],
        [
            .same("mandate", .text, "its identifier"),
            .init("issued_by", .text, "which body", from: "issuedBy"),
            .same("adopted", .text, "when"),
            .same("amended", .text, "when it was last changed"),
            .same("ended", .text, "when it ended"),
            .same("document", .json, "the decision"),
            .same("supersedes", .json, "mandates it replaces"),
            .same("countries", .json, "several countries"),
            .same("types", .json, "types of assistance it covers"),
            .same("themes", .json, "themes it covers"),
            .same("event", .text, "the electoral event"),
            .same("mission", .text, "the mission it creates"),
            .same("text", .json, "the words that matter, by language"),
        ] + .period)

    static let elections = RegisterTable(
        "elections", .entity(byAgency: false),
        "An electoral event. `state`: registered.", indexes: ["event"],
        [
            .same("event", .text, "its identifier"),
            .same("kinds", .json, "what is voted on"),
            .same("date", .text, "election day, as far as known"),
            .init(
                "date_status", .text, "planned, confirmed, postponed, held, cancelled",
                from: "dateStatus"),
            .same("round", .integer, "round of voting"),
            .same("names", .json, "by language"),
            .same("aliases", .json, "other names in use"),
            .init("legal_basis", .text, "the law it is held under", from: "legalBasis"),
            .same("body", .text, "the body that runs it"),
            .same("places", .json, "where, when not in the whole country"),
            .same("previous", .text, "the electoral event before it"),
            .same("document", .json, "the announcement"),
        ] + .period)

    static let contexts = RegisterTable(
        "contexts", .fact, "The country's situation changed.",
        [
            .same("change", .text, "what sort of change"),
            .init("suspends_clocks", .boolean, "do deadlines stand still", from: "suspendsClocks"),
            .same("since", .text, "from when"),
            .same("event", .text, "the electoral event"),
            .same("context", .text, "the situation now"),
            .same("note", .text, "remark"),
        ])

    private static let answers: [RegisterColumn] = [
        ("time_sufficient", "timeSufficient", "is there enough time"),
        ("conditions_conducive", "conditionsConducive", "are conditions conducive"),
        ("report_plan", "reportPlan", "will results be reported"),
        ("broad_support", "broadSupport", "is there broad public support"),
        ("international_dimension", "internationalDimension", "is there one"),
    ].map { .init($0.0, .text, $0.2 + ": yes, no, unknown", from: "findings.\($0.1).answer") }

    static let assessments = RegisterTable(
        "assessments", .entity(byAgency: false),
        "A needs assessment. `state`: opened, fielded, reported, cancelled. Needs one by one: view `needs`.",
        indexes: ["assessment"],
        [
            .same("assessment", .text, "its identifier"),
            .same("event", .text, "the electoral event"),
            .same("events", .json, "several electoral events"),
            .same("mode", .text, "desk or mission"),
            .same("opened", .text, "when it was begun"),
            .same("lead", .text, "who leads"),
            .same("team", .json, "who takes part"),
            .same("supplements", .text, "the assessment it adds to"),
            .init(
                "mission_start", .text, "mission planned from", from: "period.start",
                in: ["assessment.mission-planned"]),
            .init(
                "mission_end", .text, "mission planned to", from: "period.end",
                in: ["assessment.mission-planned"]),
            .same("deployed", .text, "when the mission arrived"),
            .same("size", .integer, "people on the mission"),
            .same("submitted", .text, "when the report came"),
            .same("cancelled", .text, "when it was given up"),
            .same("reason", .text, "why it was given up"),
            .same("findings", .json, "all findings with their notes"),
            .same("needs", .json, "what is needed, one by one"),
            .init(
                "recommended_outcome", .text, "what the authors recommend",
                from: "recommended.outcome"),
            .same("recommended", .json, "the recommendation as a whole"),
            .same("risks", .json, "risks"),
            .init("gender_checklist", .boolean, "was it used", from: "genderChecklist"),
            .init(
                "disability_inclusion", .boolean, "was it looked at", from: "disabilityInclusion"),
            .init("reporting_plan", .text, "how results will be reported", from: "reportingPlan"),
            .same("report", .json, "the report itself"),
        ] + answers + .basis)

    static let decisions = RegisterTable(
        "decisions", .entity(byAgency: false),
        "What the focal point decides. `state`: recommended, issued, amended.",
        indexes: ["decision"],
        [
            .same("decision", .text, "its identifier"),
            .same("stage", .text, "assess or assist"),
            .same("outcome", .text, "approved, declined, deferred"),
            .same("assessment", .text, "the assessment it rests on"),
            .same("event", .text, "the electoral event"),
            .init(
                "recommended", .text, "when it was recommended", from: "recommended",
                in: ["decision.recommended"]),
            .same("decided", .text, "when it was decided"),
            .same("amended", .text, "when it was last changed"),
            .same("reasons", .json, "why not"),
            .same("reason", .text, "why it was changed"),
            .same("types", .json, "types of assistance"),
            .same("themes", .json, "themes"),
            .same("phases", .json, "phases"),
            .same("implementers", .json, "who is to do it"),
            .same("conditions", .json, "on condition that"),
            .same("policies", .json, "policies it applies"),
            .same("rationale", .text, "why"),
            .same("document", .json, "the paper"),
        ] + .basis + .period
            + .money("budgetMax", "up to what cost").map {
                RegisterColumn(
                    $0.name.replacing("budgetMax", with: "budget_max"), $0.form, $0.note,
                    from: $0.path)
            })
}
