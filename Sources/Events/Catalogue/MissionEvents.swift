/// Missions and their reports (P5, OP5; R-REPORT).
extension EventCatalogue {
    static let missionTypes: [EventType] = [
        EventType(
            701, "mission.deployed", "P5 OP5", .anyAgency,
            "A mission is in the country.", data: missionDeployed),
        EventType(
            702, "mission.reported", "OP5 OP12", .anyAgency,
            "A mission's report is there.", data: missionReported),
        EventType(
            703, "mission.closed", "OP5", .anyAgency,
            "A mission ended; its report is due (R-REPORT).", data: missionClosed),
    ]

    private static let missionHead: [Field] = [
        .required("mission", Common.identifier, "its identifier"),
        .required("country", .country, "the country"),
        .optional("event", Common.identifier, "the electoral event"),
        .optional("basis", Common.basis, "the request or mandate"),
        .optional("activity", Common.identifier, "the assistance it is part of"),
    ]

    private static let missionDeployed = ObjectShape(
        "mission.deployed",
        missionHead + [
            .required("kind", .code(Vocabulary.missionKind), "what sort"),
            .required("deployed", .date, "when"),
            .optional("period", Common.period, "from when to when"),
            .optional("lead", .agency, "who leads"),
            .optional("team", Common.agencies, "who takes part"),
            .optional("size", .integer(1...100_000), "how many people"),
            .optional("places", Common.places, "where"),
            .optional("reportDue", .date, "when its report is due"),
        ])

    private static let missionReported = ObjectShape(
        "mission.reported",
        missionHead + [
            .required("kind", .code(Vocabulary.reportKind), "what sort of report"),
            .required("reported", .date, "when"),
            .required("report", Common.document, "the report"),
            .optional("period", Common.period, "what time it speaks of"),
            .optional("sections", .codes(Vocabulary.reportSection), "what it covers (OP5 c)"),
            .optional("summary", Common.longText, "in short, by language"),
        ])

    private static let missionClosed = ObjectShape(
        "mission.closed",
        missionHead + [
            .required("closed", .date, "when"),
            .optional("reportDue", .date, "when its report is due"),
            .optional("note", Common.paragraph, "remark"),
        ],
        rules: [.ordered("closed", "reportDue")])
}
