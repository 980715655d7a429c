/// Who takes part in the bus, and whether they are there (P16, P28, P29, OP17).
extension EventCatalogue {
    static let partnerTypes: [EventType] = [
        EventType(
            1801, "partner.registered", "P16 P28 P29 OP12", .focalPointOrDelegate,
            "An organisation may take part.", data: partnerRegistered),
        EventType(
            1802, "partner.suspended", "OP20", .focalPoint,
            "An organisation may not take part for the time being.", data: partnerSuspended),
        EventType(
            1811, "agency.online", "OP17", .bus, "An agency is connected.", data: agencyPresence),
        EventType(
            1812, "agency.offline", "OP17", .bus, "An agency is not connected.",
            data: agencyPresence),
        EventType(
            1813, "agency.suspended", "OP20", .bus,
            "The bus holds an agency's events back after a suspension.", data: agencyPresence),
        EventType(
            1821, "coordination.acknowledged", "OP16 OP17", .anyAgency,
            "An agency has taken note of another's event (R-OHCHR).",
            data: coordinationAcknowledged),
    ]

    private static let partnerRegistered = ObjectShape(
        "partner.registered",
        [
            .required("partner", .agency, "its code on the bus"),
            .required("name", Common.title, "by language"),
            .required("class", .code(Vocabulary.partnerClass), "what sort"),
            .required("registered", .date, "when"),
            .optional("country", .country, "where it sits"),
            .optional("countries", .list(.country, 0...250), "where it works"),
            .optional("sponsor", .agency, "the agency that vouches for it"),
            .optional("refs", .list(.text(1...100), 0...32), "its references elsewhere"),
            .optional("endorsesPrinciples", .boolean, "endorser of the 2005 declaration (OP13)"),
            .optional("endorsedOn", .date, "since when"),
        ])

    private static let partnerSuspended = ObjectShape(
        "partner.suspended",
        [
            .required("partner", .agency, "its code on the bus"),
            .required("suspended", .date, "when"),
            .required("reason", Common.paragraph, "why"),
            .optional("until", .date, "until when"),
        ],
        rules: [.ordered("suspended", "until")])

    private static let agencyPresence = ObjectShape(
        "agencyPresence",
        [
            .required("agency", .agency, "which"),
            .required("since", .timestamp, "from when"),
            .optional("connections", .integer(0...10_000), "how many connections"),
            .optional("lastSequence", Common.sequence, "the last event it published"),
            .optional("reason", Common.line, "why"),
        ])

    private static let coordinationAcknowledged = ObjectShape(
        "coordination.acknowledged",
        [
            .required("acknowledges", Common.eventReference, "the event"),
            .required("acknowledged", .date, "when"),
            .optional("country", .country, "the country"),
            .optional("activity", Common.identifier, "the assistance it speaks of"),
            .optional("event", Common.identifier, "the electoral event"),
            .optional("note", Common.paragraph, "remark"),
        ])
}
