/// Policies of the focal point and who has read them (OP20; R-POLICY).
extension EventCatalogue {
    static let policyTypes: [EventType] = [
        EventType(
            1201, "policy.issued", "OP20", .focalPoint,
            "The focal point issued a policy.", data: policyIssued),
        EventType(
            1202, "policy.revised", "OP20", .focalPoint,
            "The focal point revised a policy.", data: policyRevised),
        EventType(
            1203, "policy.acknowledged", "OP20", .anyAgency,
            "An agency has read a policy and will follow it.", data: policyAcknowledged),
    ]

    private static let policyFacts: [Field] = [
        .required("policy", Common.identifier, "its number, e.g. \"FP/01/2016\""),
        .required("title", Common.title, "by language"),
        .required("document", Common.document, "the text"),
        .optional("version", .text(1...32), "its version"),
        .optional("effective", .date, "from when it holds"),
        .optional("supersedes", Common.identifiers, "policies it replaces"),
        .optional("themes", Common.themes, "themes"),
        .optional("acknowledgeBy", .date, "until when agencies are to acknowledge it"),
        .optional("summary", Common.longText, "in short, by language"),
    ]

    private static let policyIssued = ObjectShape(
        "policy.issued",
        policyFacts + [
            .required("kind", .code(Vocabulary.policyKind), "what sort"),
            .required("issued", .date, "when"),
        ])

    private static let policyRevised = ObjectShape(
        "policy.revised",
        policyFacts + [
            .required("revised", .date, "when"),
            .optional("kind", .code(Vocabulary.policyKind), "what sort"),
            .optional("changes", Common.longText, "what changed, by language"),
        ])

    private static let policyAcknowledged = ObjectShape(
        "policy.acknowledged",
        [
            .required("policy", Common.identifier, "its number"),
            .required("acknowledged", .date, "when"),
            .optional("version", .text(1...32), "which version"),
            .optional("note", Common.paragraph, "remark"),
        ])
}
