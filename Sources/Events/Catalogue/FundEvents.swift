/// Money by stage: pledged, committed and received are three things, and a pledge is never counted (P26, OP14).
extension EventCatalogue {
    static let fundTypes: [EventType] = [
        EventType(
            1001, "fund.pledged", "P26 OP14", .anyAgency,
            "Money was promised.", data: fundPledged),
        EventType(
            1002, "fund.committed", "P26 OP14", .anyAgency,
            "Money was committed in writing.", data: fundCommitted),
        EventType(
            1003, "fund.received", "P26 OP14", .anyAgency,
            "Money came in.", data: fundReceived),
        EventType(
            1004, "fund.balance", "OP14", .anyAgency,
            "What a fund holds on a day.", data: fundBalance),
        EventType(
            1005, "fund.low", "OP14", .busOrFocalPoint,
            "A fund covers less than the threshold of months (R-FUND).", data: fundLow),
    ]

    private static let fundHead: [Field] = [
        .required("fund", .code(Vocabulary.fund), "which fund"),
        .optional("fundName", .text(1...200), "name of a basket or other fund"),
        .optional("country", .country, "the country it is meant for"),
        .optional("event", Common.identifier, "the electoral event"),
        .optional("activity", Common.identifier, "the assistance it pays"),
        .optional("decision", Common.identifier, "the decision it pays for"),
        .optional("basis", Common.basis, "the request or mandate"),
    ]

    private static let contribution: [Field] = [
        .required("contributor", Common.contributor, "who gives"),
        .required("amount", Common.money, "how much"),
        .optional("contribution", Common.identifier, "its identifier, the same at every stage"),
        .optional("earmark", Common.line, "for what only"),
    ]

    private static let fundPledged = ObjectShape(
        "fund.pledged",
        fundHead + contribution + [.required("pledged", .date, "when")])

    private static let fundCommitted = ObjectShape(
        "fund.committed",
        fundHead + contribution + [
            .required("committed", .date, "when"),
            .optional("agreement", .text(1...100), "number of the agreement"),
            .optional("period", Common.period, "for what time"),
        ])

    private static let fundReceived = ObjectShape(
        "fund.received",
        fundHead + contribution + [
            .required("received", .date, "when"),
            .optional("agreement", .text(1...100), "number of the agreement"),
        ])

    private static let fundBalance = ObjectShape(
        "fund.balance",
        fundHead + [
            .required("balance", Common.money, "how much"),
            .required("asOf", .date, "on what day"),
            .optional("statedBy", .agency, "who says so"),
            .optional("monthlyUse", Common.money, "spent in a usual month"),
            .optional("reserved", Common.money, "promised already to activities"),
        ])

    private static let fundLow = ObjectShape(
        "fund.low",
        fundHead + [
            .required("monthsCovered", .number(0...1_200), "how long it lasts"),
            .required("monthsThreshold", .number(0...1_200), "how long it should"),
            .required("asOf", .date, "on what day"),
            .optional("balance", Common.money, "how much"),
            .optional("evidence", Common.sequences, "sequences it was worked out from"),
        ])
}
