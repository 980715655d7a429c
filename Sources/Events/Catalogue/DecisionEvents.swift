/// Whether, what and by whom: the focal point's decisions and what leads to them (OP4, OP5, OP17).
extension EventCatalogue {
    static let decisionTypes: [EventType] = [
        EventType(
            501, "decision.recommended", "OP5 OP15", .focalPointOrDelegate,
            "The Electoral Assistance Division recommends a decision.",
            classification: .caseParties, data: decisionRecommended),
        EventType(
            502, "decision.issued", "OP4 OP5 OP15 OP17", .focalPoint,
            "The focal point decided whether to assess or to assist, and within what bounds.",
            data: decisionIssued),
        EventType(
            503, "decision.amended", "OP2 OP5", .focalPoint,
            "The focal point changed a decision.", data: decisionAmended),
    ]

    private static let decisionHead: [Field] = [
        .required("decision", Common.identifier, "its identifier, e.g. \"DEC-KEN-2016-02\""),
        .required("country", .country, "the country"),
        .required("stage", .code(Vocabulary.stage), "to assess, or to assist"),
        .required("outcome", .code(Vocabulary.outcome), "the answer"),
        .optional("basis", Common.basis, "the request or mandate it answers"),
        .optional("assessment", Common.identifier, "the assessment it rests on"),
        .optional("event", Common.identifier, "the electoral event"),
    ]

    private static let decisionTail: [Field] =
        Common.parameters + [
            .optional("conditions", .list(Common.line, 0...50), "on condition that"),
            .optional("period", Common.period, "for what time it holds"),
            .optional("budgetMax", Common.money, "up to what cost"),
            .optional("policies", Common.identifiers, "policies it applies"),
            .optional("rationale", Common.paragraph, "why"),
        ]

    private static let decisionRecommended = ObjectShape(
        "decision.recommended",
        decisionHead + [.required("recommended", .date, "when")] + decisionTail)

    private static let decisionIssued = ObjectShape(
        "decision.issued",
        decisionHead + [
            .required("decided", .date, "when"),
            .optional("recommendation", Common.identifier, "the recommendation it follows"),
            .optional("reasons", .codes(Vocabulary.declineReason), "why not"),
            .optional("document", Common.document, "the paper"),
        ] + decisionTail)

    private static let decisionAmended = ObjectShape(
        "decision.amended",
        decisionHead + [
            .required("amended", .date, "when"),
            .required("reason", Common.paragraph, "why"),
        ] + decisionTail)
}
