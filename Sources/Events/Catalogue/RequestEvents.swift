/// What a Member State asks (P5, P11, P24, OP2): the first event of a case.
extension EventCatalogue {
    static let requestTypes: [EventType] = [
        EventType(
            101, "request.received", "P5 P11 P24 OP2 OP4", .anyAgency,
            "A request for electoral assistance reached the United Nations.",
            classification: .caseParties, data: requestReceived),
        EventType(
            102, "request.acknowledged", "OP4 OP15", .focalPointOrDelegate,
            "The focal point's office confirmed that it has the request.",
            data: requestAcknowledged),
        EventType(
            103, "request.clarified", "OP2 OP5", .anyAgency,
            "A question about a request was asked or answered, or its facts were corrected.",
            classification: .caseParties, data: requestClarified),
        EventType(
            104, "request.withdrawn", "P24", .anyAgency,
            "The State took its request back, which is its right.", data: requestWithdrawn),
        EventType(
            105, "request.declined", "OP4 OP5", .focalPoint,
            "The focal point answered that the request cannot be met.", data: requestDeclined),
        EventType(
            106, "request.closed", "OP4 OP21", .focalPointOrDelegate,
            "Everything the request led to is finished.", data: requestClosed),
    ]

    private static let requester = Shape.object(
        ObjectShape(
            "requester",
            [
                .required("kind", .code(Vocabulary.requesterKind), "which organ"),
                .required(
                    "authority", .code(Vocabulary.requesterAuthority),
                    "may it bind the State (R-WHO)"),
                .optional("name", .text(1...200), "name of the organ, never of a person"),
            ]))

    private static let requestHead: [Field] = [
        .required(
            "request", Common.identifier, "the request's identifier, e.g. \"REQ-KEN-2016-01\""),
        .required("country", .country, "the State concerned"),
    ]

    private static let requestReceived = ObjectShape(
        "request.received",
        requestHead + [
            .required("requester", requester, "who asks"),
            .required("received", .date, "when it reached the United Nations"),
            .optional("dated", .date, "date on the letter"),
            .optional("addressedTo", .code(Vocabulary.addressee), "whom it was written to"),
            .optional("forwardedBy", .agency, "who passed it to the focal point"),
            .optional("channel", .code(Vocabulary.channel), "how it came"),
            .optional("document", Common.document, "the letter"),
            .optional("event", Common.identifier, "the electoral event, as registered"),
            .optional("events", Common.identifiers, "several electoral events"),
            .optional("electionDate", .date, "election day (R-TIME counts from it)"),
            .optional("electionKind", .code(Vocabulary.electionKind), "what is voted on"),
            .optional("period", Common.period, "when help is wanted"),
            .optional("types", Common.types, "types of assistance asked for"),
            .optional("themes", Common.themes, "themes asked for"),
            .optional("phases", Common.phases, "phases asked for"),
            .optional("preliminaryMission", .boolean, "is a preliminary mission asked for (P5)"),
            .optional("context", .code(Vocabulary.context), "the country's situation (P21)"),
            .optional("legalFramework", Common.line, "the law it rests on (OP2)"),
            .optional("summary", Common.longText, "what is asked, by language"),
            .optional("languages", Common.languages, "languages of the letter"),
        ],
        rules: [.ordered("dated", "received"), .notTogether(["event", "events"])])

    private static let requestAcknowledged = ObjectShape(
        "request.acknowledged",
        requestHead + [
            .required("acknowledged", .date, "when"),
            .optional("received", .date, "when it had come"),
            .optional("answerDue", .date, "when an answer is meant to be given"),
            .optional("responsible", .agency, "who follows it up"),
            .optional("note", Common.paragraph, "remark"),
        ],
        rules: [.ordered("received", "acknowledged")])

    private static let requestClarified = ObjectShape(
        "request.clarified",
        requestHead + [
            .required("matter", Common.title, "what is to be clarified or was, by language"),
            .optional("asked", .date, "when the question was asked"),
            .optional("answered", .date, "when it was answered"),
            .optional("requester", requester, "who asks, as now known"),
            .optional("event", Common.identifier, "the electoral event, as now known"),
            .optional("electionDate", .date, "election day, as now known"),
            .optional("types", Common.types, "types of assistance, as now known"),
            .optional("themes", Common.themes, "themes, as now known"),
            .optional("period", Common.period, "when help is wanted, as now known"),
        ],
        rules: [.ordered("asked", "answered")])

    private static let requestWithdrawn = ObjectShape(
        "request.withdrawn",
        requestHead + [
            .required("withdrawn", .date, "when"),
            .optional("requester", requester, "who took it back"),
            .optional("note", Common.paragraph, "remark"),
        ])

    private static let requestDeclined = ObjectShape(
        "request.declined",
        requestHead + [
            .required("declined", .date, "when"),
            .required("reasons", .codes(Vocabulary.declineReason), "why"),
            .optional("referredTo", Common.agencies, "who may help instead"),
            .optional("note", Common.paragraph, "remark"),
        ])

    private static let requestClosed = ObjectShape(
        "request.closed",
        requestHead + [
            .required("closed", .date, "when"),
            .optional("activities", Common.identifiers, "the assistance it led to"),
            .optional("note", Common.paragraph, "remark"),
        ])
}
