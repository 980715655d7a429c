/// Mediation and good offices: restricted, never in bulletins unless released (OP11).
extension EventCatalogue {
    static let officesTypes: [EventType] = [
        EventType(
            1101, "offices.requested", "OP11", .focalPointOrDelegate,
            "Good offices were asked for.", classification: .focalPoint, data: officesRequested),
        EventType(
            1102, "offices.opened", "OP11", .focalPointOrDelegate,
            "Good offices began.", classification: .focalPoint, data: officesOpened),
        EventType(
            1103, "offices.closed", "OP11", .focalPointOrDelegate,
            "Good offices ended.", classification: .focalPoint, data: officesClosed),
    ]

    private static let officesHead: [Field] = [
        .required("offices", Common.identifier, "its identifier"),
        .required("country", .country, "the country"),
        .optional("event", Common.identifier, "the electoral event"),
        .optional("basis", Common.basis, "the request or mandate"),
        .optional("released", .boolean, "may it be told to others"),
        .optional("note", Common.paragraph, "remark"),
    ]

    private static let officesRequested = ObjectShape(
        "offices.requested",
        officesHead + [
            .required("requested", .date, "when"),
            .optional("form", .code(Vocabulary.officesForm), "what form"),
        ])

    private static let officesOpened = ObjectShape(
        "offices.opened",
        officesHead + [
            .required("form", .code(Vocabulary.officesForm), "what form"),
            .required("opened", .date, "when"),
            .optional("lead", .agency, "who leads"),
        ])

    private static let officesClosed = ObjectShape(
        "offices.closed", officesHead + [.required("closed", .date, "when")])
}
