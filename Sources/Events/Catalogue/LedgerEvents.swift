/// What happens to the log and to single events in it (OP3: nobody rewrites it unseen).
extension EventCatalogue {
    static let ledgerTypes: [EventType] = [
        EventType(
            2101, "event.conflicted", "OP3 OP16", .bus,
            "An event came under the identity of another, with other content.",
            data: eventConflicted),
        EventType(
            2102, "event.quarantined", "OP17", .bus,
            "An inbox could not take an event; it was set aside.", data: eventQuarantined),
        EventType(
            2103, "event.amended", "OP16", .anyAgency,
            "An agency corrects an event of its own; both stay.", data: eventAmended),
        EventType(
            2104, "event.redacted", "P18 OP16", .focalPoint,
            "Part of an event is not shown any more; the log keeps its place and digest.",
            data: eventRedacted),
        EventType(
            2111, "log.checkpoint", "OP3 P22", .bus,
            "How far the log goes, and its digest.", data: logCheckpoint),
    ]

    private static let eventConflicted = ObjectShape(
        "event.conflicted",
        [
            .required("original", Common.eventReference, "the event that keeps the identity"),
            .required("originalDigest", .digest, "SHA-256 of its bytes"),
            .required("refusedDigest", .digest, "SHA-256 of the bytes that were refused"),
            .required("publisher", .agency, "who sent them"),
            .optional("refused", .timestamp, "when"),
            .optional("type", .text(3...64), "the type they claimed"),
        ])

    private static let eventQuarantined = ObjectShape(
        "event.quarantined",
        [
            .required("quarantined", Common.eventReference, "the event"),
            .required("agency", .agency, "whose inbox"),
            .required("inbox", .text(1...256), "which inbox"),
            .required("attempts", .integer(1...1_000_000), "how often it was delivered"),
            .required("reason", Common.paragraph, "why"),
        ])

    private static let eventAmended = ObjectShape(
        "event.amended",
        [
            .required("amends", Common.eventReference, "the event that was wrong"),
            .required("reason", Common.paragraph, "why"),
            .optional("replacement", Common.eventReference, "the event that is right"),
            .optional("country", .country, "the country"),
            .optional("fields", .list(.text(1...128), 0...64), "what was wrong"),
        ])

    private static let eventRedacted = ObjectShape(
        "event.redacted",
        [
            .required("redacts", Common.eventReference, "the event"),
            .required("fields", .list(.text(1...128), 1...64), "what is not shown any more"),
            .required("reason", Common.paragraph, "why"),
            .optional("digest", .digest, "SHA-256 of its bytes"),
        ])

    private static let logCheckpoint = ObjectShape(
        "log.checkpoint",
        [
            .required("sequence", Common.sequence, "the last sequence it vouches for"),
            .required("digest", .digest, "digest of the chain there"),
            .required("recorded", .timestamp, "when that event was recorded"),
            .optional("log", .text(1...64), "identity of the log"),
            .optional("events", Common.count, "how many events"),
            .optional("signature", .text(1...512), "by the bus's key"),
        ])
}
