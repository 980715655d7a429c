/// Whom the focal point lets act in its name (OP15, OP20).
extension EventCatalogue {
    static let authorityTypes: [EventType] = [
        EventType(
            1901, "authority.delegated", "OP15 OP20", .focalPoint,
            "The focal point lets an agency publish types of event reserved to it.",
            data: authorityDelegated),
        EventType(
            1902, "authority.revoked", "OP20", .focalPoint,
            "The focal point took a delegation back.", data: authorityRevoked),
        EventType(
            1911, "key.rotated", "OP3", .focalPointOrDelegate,
            "An agency has a new key.", classification: .focalPoint, data: keyRotated),
    ]

    private static let authorityDelegated = ObjectShape(
        "authority.delegated",
        [
            .required("delegation", Common.identifier, "its identifier"),
            .required("agency", .agency, "who may act"),
            .required(
                "types", .list(.text(3...64), 1...64), "which types, e.g. \"decision.issued\""),
            .required("from", .date, "from when"),
            .optional("until", .date, "until when"),
            .optional("country", .country, "for one country only"),
            .optional("document", Common.document, "the paper"),
        ],
        rules: [.ordered("from", "until")])

    private static let authorityRevoked = ObjectShape(
        "authority.revoked",
        [
            .required("delegation", Common.identifier, "its identifier"),
            .required("agency", .agency, "who may act no more"),
            .required("revoked", .date, "when"),
            .optional("reason", Common.paragraph, "why"),
        ])

    private static let keyRotated = ObjectShape(
        "key.rotated",
        [
            .required("agency", .agency, "whose key"),
            .required("keyDigest", .digest, "SHA-256 of the new public key"),
            .required("effective", .timestamp, "from when"),
            .optional("previousDigest", .digest, "SHA-256 of the public key before"),
            .optional("reason", Common.line, "why"),
        ])
}
