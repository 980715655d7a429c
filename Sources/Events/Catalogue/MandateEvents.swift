/// Decisions of the Security Council or the General Assembly that assistance can rest on (P9, P10; R-MANDATE).
extension EventCatalogue {
    static let mandateTypes: [EventType] = [
        EventType(
            201, "mandate.established", "P9 P10 OP5", .focalPointOrDelegate,
            "A body of the United Nations decided a mandate with electoral tasks.",
            data: mandateEstablished),
        EventType(
            202, "mandate.amended", "P9 P10", .focalPointOrDelegate,
            "A mandate was changed or prolonged.", data: mandateAmended),
        EventType(
            203, "mandate.ended", "P9 P10", .focalPointOrDelegate,
            "A mandate ended.", data: mandateEnded),
    ]

    private static let mandateTerms: [Field] = [
        .optional("country", .country, "the country"),
        .optional("countries", .list(.country, 2...250), "several countries"),
        .optional("types", Common.types, "types of assistance it covers"),
        .optional("themes", Common.themes, "themes it covers"),
        .optional("period", Common.period, "from when to when"),
        .optional("event", Common.identifier, "the electoral event"),
        .optional("mission", Common.identifier, "the mission it creates"),
        .optional("text", Common.longText, "the words that matter, by language"),
    ]

    private static let mandateEstablished = ObjectShape(
        "mandate.established",
        [
            .required("mandate", Common.identifier, "its identifier, e.g. \"S/RES/2295(2016)\""),
            .required("issuedBy", .code(Vocabulary.mandateBody), "which body"),
            .required("adopted", .date, "when"),
            .required("document", Common.document, "the decision"),
            .optional("supersedes", Common.identifiers, "mandates it replaces"),
        ] + mandateTerms,
        rules: [.notTogether(["country", "countries"])])

    private static let mandateAmended = ObjectShape(
        "mandate.amended",
        [
            .required("mandate", Common.identifier, "its identifier"),
            .required("amended", .date, "when"),
            .required("document", Common.document, "the decision that changes it"),
        ] + mandateTerms,
        rules: [.notTogether(["country", "countries"])])

    private static let mandateEnded = ObjectShape(
        "mandate.ended",
        [
            .required("mandate", Common.identifier, "its identifier"),
            .required("ended", .date, "when"),
            .optional("country", .country, "the country"),
            .optional("document", Common.document, "the decision that ends it"),
            .optional("note", Common.paragraph, "remark"),
        ])
}
