/// Election observation, kept apart from assistance (P23, P24, OP13; R-ROLE). Never findings about a vote.
extension EventCatalogue {
    static let observationTypes: [EventType] = [
        EventType(
            801, "observation.invited", "P23 P24", .anyAgency,
            "An authority of the country invited observers.", data: observationInvited),
        EventType(
            802, "observation.declared", "P23 OP13", .anyAgency,
            "An organisation declared that it observes.", data: observationDeclared),
        EventType(
            803, "observation.reported", "P23 OP13", .anyAgency,
            "An observer's public report is there.", data: observationReported),
        EventType(
            811, "declaration.endorsed", "OP13", .anyAgency,
            "An organisation endorsed the Declaration of Principles of 2005.",
            classification: .public, data: declarationEndorsed),
    ]

    private static let observer = Shape.object(
        ObjectShape(
            "observer",
            [
                .required("kind", .code(Vocabulary.observerKind), "what sort"),
                .optional("agency", .agency, "its code on the bus"),
                .optional("name", .text(1...200), "name of the organisation"),
                .optional("endorsesPrinciples", .boolean, "endorser of the 2005 declaration"),
                .optional("endorsedOn", .date, "since when"),
            ],
            rules: [.atLeastOneOf(["agency", "name"])]))

    private static let observationHead: [Field] = [
        .required("observation", Common.identifier, "its identifier"),
        .required("country", .country, "the country"),
        .required("event", Common.identifier, "the electoral event"),
    ]

    private static let invitingAuthority = Shape.object(
        ObjectShape(
            "invitingAuthority",
            [
                .required("kind", .code(Vocabulary.requesterKind), "which organ"),
                .optional("name", .text(1...200), "its name, never of a person"),
            ]))

    private static let observationInvited = ObjectShape(
        "observation.invited",
        observationHead + [
            .required("invitingAuthority", invitingAuthority, "who invited"),
            .required("invited", .date, "when"),
            .optional("observers", .list(observer, 0...100), "who is invited"),
            .optional("document", Common.document, "the invitation"),
        ])

    private static let observationDeclared = ObjectShape(
        "observation.declared",
        observationHead + [
            .required("observer", observer, "who observes"),
            .optional("invitation", Common.identifier, "the invitation it follows"),
            .optional("mandate", Common.identifier, "the mandate, for the United Nations"),
            .optional("period", Common.period, "from when to when"),
            .optional("size", .integer(1...1_000_000), "how many observers"),
            .optional("phases", Common.phases, "phases observed"),
            .optional("places", Common.places, "where"),
        ])

    private static let observationReported = ObjectShape(
        "observation.reported",
        observationHead + [
            .required("observer", observer, "who observed"),
            .required("reported", .date, "when"),
            .required("report", Common.document, "the public report"),
            .optional("kind", .code(Vocabulary.reportKind), "what sort of report"),
        ])

    private static let declarationEndorsed = ObjectShape(
        "declaration.endorsed",
        [
            .required("organisation", .text(1...200), "who"),
            .required("endorsed", .date, "when"),
            .optional("agency", .agency, "its code on the bus"),
            .optional("document", Common.document, "the declaration"),
        ])
}
