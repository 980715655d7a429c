/// What is needed, looked at before anything is promised (OP5, OP11; vocabulary section 8).
extension EventCatalogue {
    static let assessmentTypes: [EventType] = [
        EventType(
            401, "assessment.opened", "OP5 OP11", .anyAgency,
            "A needs assessment was begun.", data: assessmentOpened),
        EventType(
            402, "assessment.mission-planned", "P5 OP5", .anyAgency,
            "A needs assessment mission was planned.", data: assessmentMissionPlanned),
        EventType(
            403, "assessment.mission-deployed", "P5 OP5", .anyAgency,
            "A needs assessment mission is in the country.", data: assessmentMissionDeployed),
        EventType(
            404, "assessment.report-submitted", "OP5 OP11", .anyAgency,
            "The findings of a needs assessment: time, conditions, reporting, needs.",
            classification: .caseParties, data: assessmentReport),
        EventType(
            405, "assessment.cancelled", "OP5", .anyAgency,
            "A needs assessment was given up.", data: assessmentCancelled),
    ]

    private static let assessmentHead: [Field] = [
        .required("assessment", Common.identifier, "its identifier, e.g. \"NAM-KEN-2016\""),
        .required("country", .country, "the country"),
        .optional("basis", Common.basis, "the request or mandate"),
        .optional("event", Common.identifier, "the electoral event"),
        .optional("events", Common.identifiers, "several electoral events"),
    ]

    private static let oneEvent = FieldRule.notTogether(["event", "events"])

    private static let assessmentOpened = ObjectShape(
        "assessment.opened",
        assessmentHead + [
            .required("mode", .code(Vocabulary.assessmentMode), "desk or mission"),
            .required("opened", .date, "when"),
            .optional("lead", .agency, "who leads"),
            .optional("team", Common.agencies, "who takes part"),
            .optional("supplements", Common.identifier, "the assessment it adds to"),
            .optional("note", Common.paragraph, "remark"),
        ],
        rules: [oneEvent])

    private static let assessmentMissionPlanned = ObjectShape(
        "assessment.mission-planned",
        assessmentHead + [
            .required("period", Common.period, "from when to when"),
            .optional("mission", Common.identifier, "the mission's identifier"),
            .optional("lead", .agency, "who leads"),
            .optional("team", Common.agencies, "who takes part"),
            .optional("places", Common.places, "where"),
            .optional("termsOfReference", Common.document, "what it is to find out"),
        ],
        rules: [oneEvent])

    private static let assessmentMissionDeployed = ObjectShape(
        "assessment.mission-deployed",
        assessmentHead + [
            .required("deployed", .date, "when"),
            .optional("mission", Common.identifier, "the mission's identifier"),
            .optional("team", Common.agencies, "who takes part"),
            .optional("size", .integer(1...10_000), "how many people"),
            .optional("places", Common.places, "where"),
        ],
        rules: [oneEvent])

    private static let finding = Shape.object(
        ObjectShape(
            "finding",
            [
                .required("answer", .code(Vocabulary.answer), "yes, no or unknown"),
                .optional("note", Common.paragraph, "why"),
            ]))

    private static let findings = Shape.object(
        ObjectShape(
            "findings",
            [
                .required("timeSufficient", finding, "is there enough time (OP5 a)"),
                .required("conditionsConducive", finding, "are conditions conducive (OP5 b)"),
                .required("reportPlan", finding, "will results be reported (OP5 c)"),
                .optional("broadSupport", finding, "is there broad public support"),
                .optional("internationalDimension", finding, "is there one"),
                .optional("legal", finding, "legal conditions"),
                .optional("political", finding, "political conditions"),
                .optional("humanRights", finding, "human-rights conditions"),
                .optional("institutional", finding, "institutional conditions"),
            ]))

    private static let need = Shape.object(
        ObjectShape(
            "need",
            [
                .required("id", .text(1...64), "its identifier within the case, e.g. \"N3\""),
                .required("theme", .code(Vocabulary.theme), "theme"),
                .required("phase", .code(Vocabulary.phase), "phase"),
                .optional("place", Common.place, "where"),
                .optional("beneficiary", .code(Vocabulary.beneficiary), "for whom"),
                .optional("priority", .code(Vocabulary.priority), "how urgent"),
                .optional("size", .text(1...200), "how much, e.g. \"12,000 kits\""),
                .optional("instrument", .code(Vocabulary.instrument), "in what form"),
                .optional("summary", Common.title, "in words, by language"),
            ]))

    private static let recommended = Shape.object(
        ObjectShape(
            "recommendation",
            [
                .required("outcome", .code(Vocabulary.outcome), "whether to assist")
            ] + Common.parameters + [
                .optional("note", Common.paragraph, "remark")
            ]))

    private static let assessmentReport = ObjectShape(
        "assessment.report-submitted",
        assessmentHead + [
            .required("mode", .code(Vocabulary.assessmentMode), "desk or mission"),
            .required("submitted", .date, "when"),
            .required("findings", findings, "what paragraph 5 asks"),
            .required("needs", .list(need, 0...200), "what is needed, one by one"),
            .optional("period", Common.period, "when the assessment took place"),
            .optional("lead", .agency, "who led"),
            .optional("team", Common.agencies, "who took part"),
            .optional("recommended", recommended, "what the authors recommend"),
            .optional("risks", .list(Common.line, 0...50), "risks"),
            .optional("genderChecklist", .boolean, "was the checklist on gender used"),
            .optional("disabilityInclusion", .boolean, "was inclusion looked at in all phases"),
            .optional("reportingPlan", Common.paragraph, "how results will be reported"),
            .optional("report", Common.document, "the report itself"),
        ],
        rules: [oneEvent])

    private static let assessmentCancelled = ObjectShape(
        "assessment.cancelled",
        assessmentHead + [
            .required("cancelled", .date, "when"),
            .optional("reason", Common.paragraph, "why"),
        ],
        rules: [oneEvent])
}
