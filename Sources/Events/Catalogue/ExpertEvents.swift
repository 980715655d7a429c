/// Experts, by opaque numbers and counts: no names and no curricula on the bus (P18, OP15, OP16).
extension EventCatalogue {
    static let expertTypes: [EventType] = [
        EventType(
            901, "expert.requested", "OP15", .anyAgency,
            "An expert is wanted.", data: expertRequested),
        EventType(
            902, "expert.nominated", "P26 OP16", .focalPointOrDelegate,
            "Somebody on the roster was put forward.", classification: .caseParties,
            data: expertNominated),
        EventType(
            903, "expert.deployed", "OP15 OP16", .anyAgency,
            "An expert is at work.", data: expertDeployed),
        EventType(
            904, "expert.released", "OP15", .anyAgency,
            "An expert's time ended.", data: expertReleased),
        EventType(
            911, "roster.summary", "OP16", .focalPointOrDelegate,
            "The roster in numbers.", data: rosterSummary),
    ]

    private static let expertHead: [Field] = [
        .required("post", Common.identifier, "identifier of the post"),
        .required("country", .country, "the country"),
    ]

    /// A number that only the roster can read.
    private static let rosterReference = Shape.text(8...64)

    private static let expertRequested = ObjectShape(
        "expert.requested",
        expertHead + [
            .required("theme", .code(Vocabulary.theme), "field of work"),
            .required("durationClass", .code(Vocabulary.durationClass), "for how long (OP15)"),
            .required("requested", .date, "when it was asked"),
            .optional("phases", Common.phases, "phases"),
            .optional("period", Common.period, "from when to when"),
            .optional("count", .integer(1...10_000), "how many"),
            .optional("languages", Common.languages, "languages needed"),
            .optional("basis", Common.basis, "the request or mandate"),
            .optional("event", Common.identifier, "the electoral event"),
            .optional("activity", Common.identifier, "the assistance it is part of"),
            .optional("institution", .text(1...200), "where the expert will work"),
            .optional("summary", Common.title, "the task, by language"),
        ])

    private static let expertNominated = ObjectShape(
        "expert.nominated",
        expertHead + [
            .required("expert", rosterReference, "opaque roster number"),
            .required("nominated", .date, "when"),
            .optional("provider", .code(Vocabulary.expertProvider), "who lends the expert"),
            .optional("providerCountry", .country, "the Member State that does"),
        ])

    private static let expertDeployed = ObjectShape(
        "expert.deployed",
        expertHead + [
            .required("expert", rosterReference, "opaque roster number"),
            .required("deployed", .date, "when"),
            .optional("theme", .code(Vocabulary.theme), "field of work"),
            .optional("durationClass", .code(Vocabulary.durationClass), "for how long"),
            .optional("until", .date, "until when"),
            .optional("provider", .code(Vocabulary.expertProvider), "who lends the expert"),
            .optional("providerCountry", .country, "the Member State that does"),
            .optional("activity", Common.identifier, "the assistance it is part of"),
        ],
        rules: [.ordered("deployed", "until")])

    private static let expertReleased = ObjectShape(
        "expert.released",
        expertHead + [
            .required("expert", rosterReference, "opaque roster number"),
            .required("released", .date, "when"),
            .optional("filled", .boolean, "was the task done"),
            .optional("note", Common.paragraph, "remark, not about the person"),
        ])

    private static let rosterCount = Shape.object(
        ObjectShape(
            "rosterCount",
            [
                .required("dimension", .code(Vocabulary.rosterDimension), "counted by what"),
                .required("value", .text(1...64), "e.g. \"vr\", \"fr\", \"women\", \"Africa\""),
                .required("count", Common.count, "how many experts"),
            ]))

    private static let rosterSummary = ObjectShape(
        "roster.summary",
        [
            .required("asOf", .date, "on what day"),
            .required("total", Common.count, "how many experts"),
            .required("counts", .list(rosterCount, 0...1_000), "how many of which sort"),
            .optional("unmet", Common.count, "posts nobody fills"),
        ])
}
