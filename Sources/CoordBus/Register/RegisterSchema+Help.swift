/// Assistance, missions, observers and experts.
extension RegisterSchema {
    static let assistance = RegisterTable(
        "assistance", .entity(byAgency: true),
        "One activity of one agency. `state`: planned, committed, started, suspended, completed, cancelled. A member that a later "
            + "event leaves out stays as it was.",
        indexes: ["activity", "case_id", "country"],
        [
            .same("activity", .text, "its identifier"),
            .same("title", .json, "by language"),
            .same("description", .json, "by language"),
            .same("countries", .json, "several countries"),
            .same("places", .json, "where"),
            .same("event", .text, "the electoral event"),
            .init(
                "activity_status", .text, "where it stands, as its agency says",
                from: "activityStatus"),
            .same("type", .text, "type of assistance"),
            .same("themes", .json, "themes"),
            .same("phases", .json, "phases"),
            .same("sectors", .json, "sector codes"),
            .same("partners", .json, "who else takes part"),
            .init(
                "is_secondary", .boolean, "does it report another's activity",
                from: "reporter.secondary"),
            .same("beneficiaries", .json, "for whom"),
            .same("instrument", .text, "in what form"),
            .init("domestic_share", .number, "percentage the country pays", from: "domesticShare"),
            .same("level", .text, "national or local"),
            .init("gender_marker", .integer, "IATI policy marker 1", from: "markers.gender"),
            .init(
                "disability_marker", .integer, "IATI policy marker 11", from: "markers.disability"),
            .same("decision", .text, "the decision it rests on"),
            .same("addresses", .json, "assessed needs it meets"),
            .same("mission", .text, "the mission it is part of"),
            .same("links", .json, "other activities"),
            .same("adjacent", .boolean, "governance work that only borders on it"),
            .same("context", .text, "the country's situation"),
            .same("sdg", .json, "SDG targets"),
            .same("policies", .json, "policies it follows"),
            .same("technology", .json, "equipment and systems"),
            .same("reason", .text, "why it changed, stands still or ended"),
            .init(
                "planned", .time, "when it was planned", from: "@time", in: ["assistance.planned"]),
            .init(
                "committed", .time, "when it was committed", from: "@time",
                in: ["assistance.committed"]),
            .init("started", .time, "when it began", from: "@time", in: ["assistance.started"]),
            .init(
                "suspended", .time, "when it came to stand", from: "@time",
                in: ["assistance.suspended"]),
            .init(
                "completed", .time, "when it was finished", from: "@time",
                in: ["assistance.completed"]),
            .init(
                "cancelled", .time, "when it was given up", from: "@time",
                in: ["assistance.cancelled"]),
        ] + .basis + .period + .money("budget", "what it may cost")
            + .money("commitments", "sum of commitments")
            + .money("disbursements", "sum of payments"))

    static let links = RegisterTable(
        "links", .fact,
        "Activities declared joint, or one declared a report on the other's. Parties one by one: `link_parties`.",
        [
            .init("kind", .text, "joint or secondary"),
            .same("parties", .json, "of a joint declaration: the records"),
            .same("reported", .json, "of a secondary report: the record of who reports"),
            .init("owner", .json, "of a secondary report: the owner's record", from: "owner"),
            .same("programme", .text, "the joint programme"),
            .same("overlap", .text, "the flag that showed it"),
            .same("note", .text, "remark"),
        ])

    static let missions = RegisterTable(
        "missions", .entity(byAgency: false),
        "A mission. `state`: deployed, closed; `reported` tells whether a report is there.",
        indexes: ["mission"],
        [
            .same("mission", .text, "its identifier"),
            .init("kind", .text, "what sort", from: "kind", in: ["mission.deployed"]),
            .same("event", .text, "the electoral event"),
            .same("activity", .text, "the assistance it is part of"),
            .same("deployed", .text, "when it arrived"),
            .same("lead", .text, "who leads"),
            .same("team", .json, "who takes part"),
            .same("size", .integer, "how many people"),
            .same("places", .json, "where"),
            .init("report_due", .text, "when its report is due", from: "reportDue"),
            .same("closed", .text, "when it ended"),
            .same("reported", .text, "when the last report came"),
            .same("note", .text, "remark"),
        ] + .basis)

    static let missionReports = RegisterTable(
        "mission_reports", .fact, "One report of a mission.",
        [
            .same("mission", .text, "the mission"),
            .same("kind", .text, "what sort of report"),
            .same("reported", .text, "when"),
            .same("report", .json, "the report"),
            .same("sections", .json, "what it covers"),
            .same("summary", .json, "in short, by language"),
            .same("event", .text, "the electoral event"),
            .same("activity", .text, "the assistance"),
        ] + .basis + .period)

    static let observations = RegisterTable(
        "observations", .entity(byAgency: false),
        "An observation of an electoral event, never its findings. `state`: invited, declared, reported.",
        [
            .same("observation", .text, "its identifier"),
            .same("event", .text, "the electoral event"),
            .init("inviting_kind", .text, "which organ invited", from: "invitingAuthority.kind"),
            .init("inviting_name", .text, "its name", from: "invitingAuthority.name"),
            .same("invited", .text, "when"),
            .same("observers", .json, "who is invited"),
        ])

    static let observers = RegisterTable(
        "observers", .fact, "Somebody declares to observe, or reports.",
        [
            .init("kind", .text, "declared or reported"),
            .same("observation", .text, "the observation"),
            .same("event", .text, "the electoral event"),
            .init("observer_kind", .text, "what sort", from: "observer.kind"),
            .init("observer_agency", .text, "its code on the bus", from: "observer.agency"),
            .init("observer_name", .text, "name of the organisation", from: "observer.name"),
            .init(
                "endorses", .boolean, "endorser of the 2005 declaration",
                from: "observer.endorsesPrinciples"),
            .same("mandate", .text, "the mandate, for the United Nations"),
            .same("size", .integer, "how many observers"),
            .same("reported", .text, "when the report came"),
            .same("report", .json, "the public report"),
        ] + .period)

    static let endorsements = RegisterTable(
        "endorsements", .fact, "An organisation endorsed the Declaration of Principles of 2005.",
        [
            .same("organisation", .text, "who"),
            .same("endorsed", .text, "when"),
            .init("endorser", .text, "its code on the bus", from: "agency"),
        ])

    static let posts = RegisterTable(
        "posts", .entity(byAgency: false),
        "An expert's post, without names or numbers of persons. `state`: requested, nominated, deployed, released.",
        [
            .same("post", .text, "its identifier"),
            .same("theme", .text, "field of work"),
            .init("duration_class", .text, "for how long", from: "durationClass"),
            .same("phases", .json, "phases"),
            .same("requested", .text, "when it was asked"),
            .same("count", .integer, "how many"),
            .same("languages", .json, "languages needed"),
            .same("event", .text, "the electoral event"),
            .same("activity", .text, "the assistance it is part of"),
            .same("institution", .text, "where the expert works"),
            .same("summary", .json, "the task, by language"),
            .same("nominated", .text, "when somebody was put forward"),
            .same("provider", .text, "who lends the expert"),
            .init("provider_country", .text, "the Member State that does", from: "providerCountry"),
            .same("deployed", .text, "when work began"),
            .same("until", .text, "until when"),
            .same("released", .text, "when it ended"),
            .same("filled", .boolean, "was the task done"),
        ] + .basis + .period)

    static let roster = RegisterTable(
        "roster", .fact, "The roster in numbers.",
        [
            .init("as_of", .text, "on what day", from: "asOf"),
            .same("total", .integer, "how many experts"),
            .same("counts", .json, "how many of which sort"),
            .same("unmet", .integer, "posts nobody fills"),
        ])
}
