/// Does the same help come twice? What the overlap module finds and what people say to it (OP17).
extension EventCatalogue {
    static let overlapTypes: [EventType] = [
        EventType(
            1401, "overlap.flagged", "OP17", .bus,
            "Two records of assistance may be the same help twice.",
            classification: .caseParties, data: overlapFlagged),
        EventType(
            1402, "overlap.updated", "OP17", .bus,
            "A flagged overlap looks different now.",
            classification: .caseParties, data: overlapFlagged),
        EventType(
            1403, "overlap.cleared", "OP17", .bus,
            "A flagged overlap is none any more.",
            classification: .caseParties, data: overlapCleared),
        EventType(
            1404, "overlap.reviewed", "OP17", .anyAgency,
            "A person's verdict on a flagged overlap.",
            classification: .caseParties, data: overlapReviewed),
        EventType(
            1405, "overlap.resolved", "OP17 OP20", .focalPoint,
            "The focal point closed an overlap: what was agreed.",
            classification: .caseParties, data: overlapResolved),
        EventType(
            1411, "link.secondary", "OP17", .anyAgency,
            "An agency reports an activity that belongs to another (R-SECOND).",
            data: linkSecondary),
        EventType(
            1412, "link.joint", "OP17", .anyAgency,
            "Activities are done together (R-JOINT).", data: linkJoint),
    ]

    static let party = Shape.object(
        ObjectShape(
            "party",
            [
                .required("agency", .agency, "whose record"),
                .required("activity", Common.identifier, "its identifier"),
                .optional("sequence", Common.sequence, "the event compared"),
            ]))

    /// One term of the sum; source: design, section 8.
    private static let term = Shape.object(
        ObjectShape(
            "term",
            [
                .required("field", .text(1...64), "what was compared"),
                .required("weight", .number(-100...100), "for (positive) or against"),
                .optional("words", Common.line, "in words"),
                .optional("values", .list(Common.line, 0...2), "what stood on each side"),
            ]))

    private static let overlapFlagged = ObjectShape(
        "overlap",
        [
            .required("overlap", Common.identifier, "the flag's identifier"),
            .required("kind", .code(Vocabulary.overlapKind), "what it looks like"),
            .required("band", .code(Vocabulary.band), "how sure"),
            .required("score", .number(-1_000...1_000), "sum of the terms"),
            .required("parties", .list(party, 2...2), "the two records"),
            .required("terms", .list(term, 0...64), "why, one by one"),
            .optional("country", .country, "the country"),
            .optional("event", Common.identifier, "the electoral event"),
            .optional("ruleSet", .text(1...64), "version of the rules"),
            .optional("digest", .digest, "of the fields compared: a change reopens the flag"),
            .optional("reason", Common.title, "in one sentence, by language"),
        ])

    private static let overlapCleared = ObjectShape(
        "overlap.cleared",
        [
            .required("overlap", Common.identifier, "the flag's identifier"),
            .required("reason", Common.paragraph, "why"),
            .optional("country", .country, "the country"),
            .optional("parties", .list(party, 2...2), "the two records"),
            .optional("evidence", Common.sequences, "sequences that changed it"),
        ])

    private static let overlapReviewed = ObjectShape(
        "overlap.reviewed",
        [
            .required("overlap", Common.identifier, "the flag's identifier"),
            .required("verdict", .code(Vocabulary.verdict), "what it is"),
            .optional("country", .country, "the country"),
            .optional("parties", .list(party, 2...2), "the two records"),
            .optional("digest", .digest, "of the fields the verdict rests on"),
            .optional("note", Common.paragraph, "why"),
        ])

    private static let overlapResolved = ObjectShape(
        "overlap.resolved",
        [
            .required("overlap", Common.identifier, "the flag's identifier"),
            .required("verdict", .code(Vocabulary.verdict), "what it was"),
            .required("resolution", .code(Vocabulary.resolution), "what was agreed"),
            .optional("country", .country, "the country"),
            .optional("parties", .list(party, 2...2), "the two records"),
            .optional("agreedBy", Common.agencies, "by whom"),
            .optional("saved", Common.money, "what was saved"),
            .optional("note", Common.paragraph, "remark"),
        ])

    private static let linkSecondary = ObjectShape(
        "link.secondary",
        [
            .required("reported", party, "the record of the agency that reports"),
            .required("owner", party, "the record of the agency whose activity it is"),
            .optional("country", .country, "the country"),
            .optional("overlap", Common.identifier, "the flag that showed it"),
            .optional("note", Common.paragraph, "remark"),
        ])

    private static let linkJoint = ObjectShape(
        "link.joint",
        [
            .required("parties", .list(party, 2...32), "the records"),
            .optional("country", .country, "the country"),
            .optional("overlap", Common.identifier, "the flag that showed it"),
            .optional("programme", Common.identifier, "the joint programme"),
            .optional("note", Common.paragraph, "remark"),
        ])
}
