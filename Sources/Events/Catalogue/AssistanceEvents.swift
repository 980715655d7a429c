/// Who helps whom with what, where, when and for how much: the record the overlap module compares (OP11, OP17).
extension EventCatalogue {
    static let assistanceTypes: [EventType] = [
        EventType(
            601, "assistance.planned", "P11 P19 P21 OP11 OP17", .anyAgency,
            "An agency plans assistance.", data: assistance),
        EventType(
            602, "assistance.committed", "OP5 OP17", .anyAgency,
            "An agency committed itself; assessment and decision come before (R-ASSESS).",
            data: assistance),
        EventType(
            603, "assistance.started", "OP11 OP17", .anyAgency,
            "Assistance began.", data: assistance),
        EventType(
            604, "assistance.updated", "OP2 OP11", .anyAgency,
            "Assistance changed as needs changed.", data: assistance),
        EventType(
            605, "assistance.suspended", "OP2", .anyAgency,
            "Assistance stands still.", data: assistance),
        EventType(
            606, "assistance.completed", "OP5 OP11 OP21", .anyAgency,
            "Assistance is finished.", data: assistance),
        EventType(
            607, "assistance.cancelled", "OP2", .anyAgency,
            "Assistance will not take place.", data: assistance),
    ]

    private static let derived = Shape.object(
        ObjectShape(
            "derived",
            [
                .required("field", .code(Vocabulary.derivedField), "which field"),
                .required("confidence", .number(0...1), "0 to 1"),
                .required("from", .code(Vocabulary.derivedFrom), "what it was read from"),
            ]))

    private static let sector = Shape.object(
        ObjectShape(
            "sector",
            [
                .required("code", .text(1...64), "e.g. \"15151\""),
                .optional("vocabulary", .text(1...64), "\"DAC-5\", \"DAC-3\", \"reporter\""),
                .optional("percentage", .number(0...100), "share of the whole"),
                .optional("original", .text(1...64), "the code as published, where mapped"),
            ]))

    private static let partner = Shape.object(
        ObjectShape(
            "partner",
            [
                .required("role", .code(Vocabulary.partnerRole), "its part"),
                .optional("name", .text(1...500), "name of the organisation"),
                .optional("ref", .text(1...100), "its reference, e.g. \"XM-DAC-41114\""),
                .optional("agency", .agency, "its code on the bus"),
                .optional("activity", Common.identifier, "its identifier for this activity"),
            ],
            rules: [.atLeastOneOf(["name", "ref", "agency"])]))

    private static let reporter = Shape.object(
        ObjectShape(
            "reporter",
            [
                .optional("ref", .text(1...100), "its reference"),
                .optional("name", .text(1...500), "its name"),
                .optional("secondary", .boolean, "does it report another's activity"),
            ]))

    private static let beneficiary = Shape.object(
        ObjectShape(
            "beneficiaryGroup",
            [
                .required("group", .code(Vocabulary.beneficiary), "for whom"),
                .optional("name", .text(1...200), "name of the institution, never of a person"),
                .optional("count", Common.count, "how many"),
            ]))

    private static let markers = Shape.object(
        ObjectShape(
            "markers",
            [
                .optional("gender", .integer(0...4), "IATI policy marker 1 (OP10)"),
                .optional("disability", .integer(0...4), "IATI policy marker 11 (OP9)"),
            ]))

    private static let link = Shape.object(
        ObjectShape(
            "link",
            [
                .required("kind", .code(Vocabulary.linkKind), "how they are joined"),
                .required("activity", Common.identifier, "the other activity"),
            ]))

    private static let technology = Shape.object(
        ObjectShape(
            "technology",
            [
                .optional("sustainability", Common.line, "who keeps it running afterwards"),
                .optional("ownerAfter", .text(1...200), "who owns it after the cycle"),
                .optional("accessible", .boolean, "usable by persons with disabilities"),
                .optional("cost", Common.money, "cost"),
                .optional("supplier", .text(1...200), "supplier"),
                .optional("consignment", .text(1...100), "consignment"),
            ]))

    private static let assistance = ObjectShape(
        "assistance",
        [
            .required("activity", Common.identifier, "its identifier, the same as `subject`"),
            .required("title", Common.title, "by language"),
            .optional("description", Common.longText, "by language"),
            .optional("country", .country, "the country; absent when regional"),
            .optional("countries", .list(.country, 2...250), "several countries"),
            .optional("places", Common.places, "where in the country"),
            .optional("event", Common.identifier, "the electoral event, as registered"),
            .optional("period", Common.period, "from when to when"),
            .optional("activityStatus", .code(Vocabulary.activityStatus), "where it stands"),
            .optional("type", .code(Vocabulary.type), "type of assistance"),
            .optional("themes", Common.themes, "themes"),
            .optional("phases", Common.phases, "phases of the electoral cycle"),
            .optional("derived", .list(derived, 0...16), "fields that were read from others"),
            .optional("sectors", .list(sector, 0...100), "sector codes"),
            .optional("partners", .list(partner, 0...200), "who else takes part"),
            .optional("reporter", reporter, "who reports it"),
            .optional("beneficiaries", .list(beneficiary, 0...100), "for whom"),
            .optional("instrument", .code(Vocabulary.instrument), "in what form"),
            .optional("budget", Common.money, "what it may cost"),
            .optional("commitments", Common.money, "sum of commitments"),
            .optional("disbursements", Common.money, "sum of payments"),
            .optional("domesticShare", .number(0...100), "percentage the country pays (OP6)"),
            .optional("level", .code(Vocabulary.level), "national or local (OP6)"),
            .optional("markers", markers, "gender and disability"),
            .optional("basis", Common.basis, "the request or mandate (R-REQ)"),
            .optional("decision", Common.identifier, "the decision it rests on (R-PARAM)"),
            .optional("addresses", .list(.text(1...64), 0...200), "assessed needs it meets"),
            .optional("mission", Common.identifier, "the mission it is part of"),
            .optional("links", .list(link, 0...200), "other activities"),
            .optional("adjacent", .boolean, "governance work that only borders on it (OP18)"),
            .optional("context", .code(Vocabulary.context), "the country's situation (P21)"),
            .optional("sdg", .codes(Vocabulary.sdg), "SDG targets"),
            .optional("policies", Common.identifiers, "policies it follows (OP20)"),
            .optional("legalFramework", Common.line, "the law it goes by (OP2)"),
            .optional("technology", technology, "equipment and systems (P27)"),
            .optional("reason", Common.paragraph, "why it changed, stands still or ended"),
            .optional("languages", Common.languages, "languages found in the texts"),
            .optional(
                "notes", .list(Common.paragraph, 0...64), "what the adapter mended or left out"),
            .optional(
                "extra", .map(members: 64, nameBytes: 64, textBytes: 4_000),
                "what the source says beyond this"),
        ],
        rules: [.notTogether(["country", "countries"])])
}
