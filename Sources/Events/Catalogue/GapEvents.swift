/// Assessed needs that nobody addresses (OP11, OP17; R-GAP).
extension EventCatalogue {
    static let gapTypes: [EventType] = [
        EventType(
            1501, "gap.noted", "OP11 OP17", .bus,
            "Nobody addresses an assessed need.", classification: .caseParties, data: gapNoted),
        EventType(
            1502, "gap.cleared", "OP11 OP17", .bus,
            "Somebody addresses the need, or it is gone.", classification: .caseParties,
            data: gapCleared),
    ]

    private static let gapHead: [Field] = [
        .required("gap", Common.identifier, "the flag's identifier"),
        .required("country", .country, "the country"),
        .required("assessment", Common.identifier, "the assessment that found the need"),
        .required("need", .text(1...64), "the need"),
    ]

    private static let gapNoted = ObjectShape(
        "gap.noted",
        gapHead + [
            .required("theme", .code(Vocabulary.theme), "theme"),
            .required("phase", .code(Vocabulary.phase), "phase"),
            .optional("event", Common.identifier, "the electoral event"),
            .optional("priority", .code(Vocabulary.priority), "how urgent"),
            .optional("place", Common.place, "where"),
            .optional("beneficiary", .code(Vocabulary.beneficiary), "for whom"),
            .optional("phaseStarts", .date, "when the phase begins"),
            .optional("evidence", Common.sequences, "sequences looked at"),
            .optional("reason", Common.title, "in one sentence, by language"),
        ])

    private static let gapCleared = ObjectShape(
        "gap.cleared",
        gapHead + [
            .required("reason", Common.paragraph, "why"),
            .optional("activities", Common.identifiers, "the assistance that addresses it"),
            .optional("evidence", Common.sequences, "sequences that changed it"),
        ])
}
