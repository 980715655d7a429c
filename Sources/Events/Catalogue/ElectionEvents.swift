/// Electoral events under one identifier, so that agencies that name them differently mean the same (OP17).
extension EventCatalogue {
    static let electionTypes: [EventType] = [
        EventType(
            301, "election.registered", "OP11 OP17", .focalPointOrDelegate,
            "An electoral event got its identifier.", classification: .public,
            data: electionRegistered),
        EventType(
            302, "election.updated", "OP2 OP17", .focalPointOrDelegate,
            "An electoral event's date or other facts changed.", classification: .public,
            data: electionUpdated),
        EventType(
            303, "context.changed", "P8 P21", .focalPoint,
            "The country's situation changed; open clocks may stand still.",
            classification: .caseParties, data: contextChanged),
    ]

    private static let electionFacts: [Field] = [
        .optional("dateStatus", .code(Vocabulary.dateStatus), "how certain the date is"),
        .optional("round", .integer(1...9), "round of voting"),
        .optional("period", Common.period, "voting over several days"),
        .optional("names", Common.title, "by language"),
        .optional("aliases", .list(.text(1...256), 0...50), "other names and identifiers in use"),
        .optional("legalBasis", Common.line, "the law it is held under"),
        .optional("body", .text(1...200), "the body that runs it"),
        .optional("places", Common.places, "where, when not in the whole country"),
        .optional("previous", Common.identifier, "the electoral event before it"),
        .optional("document", Common.document, "the announcement"),
    ]

    private static let electionRegistered = ObjectShape(
        "election.registered",
        [
            .required("event", Common.identifier, "its identifier, e.g. \"KEN-2017-general\""),
            .required("country", .country, "the country"),
            .required("kinds", .codes(Vocabulary.electionKind), "what is voted on"),
            .optional("date", .date, "election day, as far as known"),
        ] + electionFacts)

    private static let electionUpdated = ObjectShape(
        "election.updated",
        [
            .required("event", Common.identifier, "its identifier"),
            .required("country", .country, "the country"),
            .optional("kinds", .codes(Vocabulary.electionKind), "what is voted on"),
            .optional("date", .date, "election day, as now known"),
            .optional("reason", Common.paragraph, "why it changed"),
        ] + electionFacts)

    private static let contextChanged = ObjectShape(
        "context.changed",
        [
            .required("country", .country, "the country"),
            .required("change", .code(Vocabulary.contextChange), "what sort of change"),
            .required("suspendsClocks", .boolean, "do deadlines stand still"),
            .optional("since", .date, "from when"),
            .optional("event", Common.identifier, "the electoral event"),
            .optional("context", .code(Vocabulary.context), "the situation now"),
            .optional("note", Common.paragraph, "remark"),
        ])
}
