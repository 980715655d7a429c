/// What is told to Member States and to the General Assembly (OP4, OP21).
extension EventCatalogue {
    static let reportTypes: [EventType] = [
        EventType(
            1701, "bulletin.issued", "OP4", .focalPoint,
            "The focal point informed Member States of requests and assistance.",
            classification: .memberStates, data: bulletinIssued),
        EventType(
            1711, "report.ga-issued", "OP21", .focalPoint,
            "The report to the General Assembly was issued.", classification: .public,
            data: reportIssued),
    ]

    private static let issue: [Field] = [
        .required("sequences", Common.range, "the part of the log it was written from"),
        .required("digest", .digest, "SHA-256 of the text"),
        .required("issued", .date, "when"),
        .optional("period", Common.period, "what time it speaks of"),
        .optional("languages", Common.languages, "languages it exists in"),
        .optional("document", Common.document, "where it is"),
        .optional("requests", Common.count, "how many requests it lists"),
        .optional("countries", .list(.country, 0...250), "the countries it speaks of"),
        .optional("nextDue", .date, "when the next one is due"),
    ]

    private static let bulletinIssued = ObjectShape(
        "bulletin.issued",
        [
            .required("bulletin", Common.identifier, "its number"),
            .required(
                "audience", .code(Vocabulary.classification), "the widest label it may show"),
        ] + issue)

    private static let reportIssued = ObjectShape(
        "report.ga-issued",
        [
            .required("report", Common.identifier, "its symbol, e.g. \"A/74/285\""),
            .required("session", .integer(46...200), "session of the General Assembly"),
            .optional("answers", .text(1...64), "the resolution that asks for it"),
        ] + issue)
}
