/// What the mandate rules say (resolution notes, section 6), and their settings.
extension EventCatalogue {
    static let ruleTypes: [EventType] = [
        EventType(
            1601, "rule.breached", "OP3 OP5 OP17", .bus,
            "A rule finds something that should not be so.", classification: .caseParties,
            data: ruleBreached),
        EventType(
            1602, "rule.cleared", "OP3 OP17", .bus,
            "What a rule had found is in order.", classification: .caseParties,
            data: ruleCleared),
        EventType(
            1603, "rule.due", "OP4 OP5 OP21", .bus,
            "A deadline is near.", classification: .caseParties, data: ruleDue),
        EventType(
            1604, "rule.parameters-changed", "OP3 OP20", .busOrFocalPoint,
            "A rule's settings changed, by the focal point or in the configuration of the bus.",
            data: ruleParametersChanged),
    ]

    private static let ruleHead: [Field] = [
        .required("rule", .code(Vocabulary.rule), "which rule"),
        .required("breach", Common.identifier, "the finding's identifier"),
        .optional("ruleSet", .text(1...64), "version of the rules"),
        .optional("country", .country, "the country"),
        .optional("event", Common.identifier, "the electoral event"),
        .optional("agency", .agency, "whom it concerns"),
        .optional("about", Common.identifier, "what it concerns: an activity, a request"),
        .optional("evidence", Common.sequences, "sequences it rests on"),
    ]

    private static let ruleBreached = ObjectShape(
        "rule.breached",
        ruleHead + [
            .required("severity", .code(Vocabulary.severity), "how serious"),
            .required("paragraph", .text(1...64), "the paragraph it comes from, e.g. \"OP5\""),
            .required("reason", Common.title, "why, by language"),
            .required("remedy", Common.title, "what would clear it, by language"),
            .optional("days", .integer(-36_500...36_500), "days short or late"),
        ])

    private static let ruleCleared = ObjectShape(
        "rule.cleared", ruleHead + [.required("reason", Common.title, "why, by language")])

    private static let ruleDue = ObjectShape(
        "rule.due",
        ruleHead + [
            .required("due", .date, "on what day"),
            .optional("reason", Common.title, "what is due, by language"),
        ])

    private static let parameter = Shape.object(
        ObjectShape(
            "ruleParameter",
            [
                .required("name", .text(1...64), "name of the setting"),
                .required("value", .text(1...200), "its value"),
                .optional("unit", .text(1...32), "its unit"),
            ]))

    private static let ruleParametersChanged = ObjectShape(
        "rule.parameters-changed",
        [
            .required("rule", .code(Vocabulary.rule), "which rule"),
            .required("parameters", .list(parameter, 1...64), "the settings that change"),
            .required("effective", .date, "from when"),
            .optional("ruleSet", .text(1...64), "version of the rules"),
            .optional("policy", Common.identifier, "the policy behind it"),
            .optional("note", Common.paragraph, "why"),
        ])
}
