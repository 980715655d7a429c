/// What was learned: the institutional memory (OP12, OP16, OP20).
extension EventCatalogue {
    static let memoryTypes: [EventType] = [
        EventType(
            1301, "lesson.recorded", "P19 OP12 OP16", .anyAgency,
            "A lesson for the next cycle.", data: lessonRecorded),
        EventType(
            1302, "practice.shared", "OP12", .anyAgency,
            "A good practice, a tool or a report for others.", classification: .memberStates,
            data: practiceShared),
    ]

    private static let memoryFacts: [Field] = [
        .required("title", Common.title, "by language"),
        .required("text", Common.longText, "by language"),
        .optional("country", .country, "the country it comes from"),
        .optional("event", Common.identifier, "the electoral event it comes from"),
        .optional("activities", Common.identifiers, "the assistance it comes from"),
        .optional("types", Common.types, "types of assistance"),
        .optional("themes", Common.themes, "themes"),
        .optional("phases", Common.phases, "phases"),
        .optional("tags", .list(.text(1...64), 0...32), "words to find it by"),
        .optional("documents", .list(Common.document, 0...32), "papers"),
        .optional("supersedes", Common.identifiers, "older ones it replaces"),
    ]

    private static let lessonRecorded = ObjectShape(
        "lesson.recorded",
        [
            .required("lesson", Common.identifier, "its identifier"),
            .required("recorded", .date, "when"),
        ] + memoryFacts + [
            .optional("recommendation", Common.longText, "what to do next time, by language")
        ])

    private static let practiceShared = ObjectShape(
        "practice.shared",
        [
            .required("practice", Common.identifier, "its identifier"),
            .required("shared", .date, "when"),
        ] + memoryFacts)
}
