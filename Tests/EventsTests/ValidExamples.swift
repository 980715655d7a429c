@testable import Events

/// For each type its example and the least that is accepted; then forms that are easily got wrong.
enum ValidExamples {
    static let files: [ExampleFile] =
        EventExamples.all.map { ExampleFile(valid: $0.type, $0.event) }
        + EventCatalogue.all.compactMap(least) + odd

    static func event(_ type: String) -> JSONTree {
        guard let example = EventExamples.all.first(where: { $0.type == type }) else {
            preconditionFailure("no example of \(type)")
        }
        return example.event
    }

    /// Only what is required.
    private static func least(_ type: EventType) -> ExampleFile? {
        var event = event(type.name).removing(["subject"]).removing(["correlationid"])
        for field in type.data.fields where !field.isRequired {
            event = event.removing(["data", field.name])
        }
        return ExampleFile(valid: "\(type.name)--least", event)
    }

    private static var odd: [ExampleFile] {
        let planned = event("assistance.planned")
        func variant(_ name: String, _ changes: [(String, JSONTree)]) -> ExampleFile {
            ExampleFile(
                valid: "assistance.planned--\(name)",
                changes.reduce(planned) {
                    $0.setting($1.0.split(separator: "/").map(String.init), $1.1)
                })
        }
        return [
            variant(
                "six-languages",
                [
                    (
                        "data/title",
                        .object([
                            ("ar", .text("دعم تسجيل الناخبين")), ("zh-Hans", .text("支持选民登记")),
                            ("en", .text("Support to voter registration")),
                            ("fr", .text("Appui à l'inscription des électeurs")),
                            ("ru", .text("Поддержка регистрации избирателей")),
                            ("es", .text("Apoyo al registro de votantes")),
                        ])
                    )
                ]),
            variant("unknown-language", [("data/title", .object([("und", .text("TEAP II"))]))]),
            variant(
                "years-only",
                [("data/period", JSONTree(parsing: #"{"start": "2016", "end": "2016"}"#))]),
            variant(
                "mixed-dates",
                [("data/period", JSONTree(parsing: #"{"start": "2016-03-15", "end": "2016"}"#))]),
            variant("open-end", [("data/period", JSONTree(parsing: #"{"start": "2016-02-29"}"#))]),
            variant(
                "extensions",
                [
                    ("traceid", .text("00-4bf92f35")), ("attempt", .number(2)),
                    ("resent", .flag(true)),
                    ("weight", .number("0.5")),
                ]),
            variant(
                "all-attributes",
                [
                    ("causationid", .text("decision.issued-2016-04-22-1")),
                    ("dataclassification", .text("case-parties")), ("status", .text("exercise")),
                    ("dataschema", .text("https://example.org/schemas/assistance.planned.json")),
                    ("datacontenttype", .text("application/json")),
                ]),
            variant("offset-and-fraction", [("time", .text("2016-03-01T23:59:59.123456-03:30"))]),
            variant("whole-number-with-point", [("data/markers/gender", .number("2.0"))]),
            variant("withdrawn-country", [("data/country", .text("YUG"))]),
            variant("kosovo", [("data/country", .text("XKX"))]),
            variant(
                "extra",
                [
                    (
                        "data/extra",
                        .object([
                            ("sector name", .text("Élections")), ("row", .text("17")),
                            ("empty", .text("")),
                            ("voters registered", .text("19,611,423")),
                        ])
                    )
                ]),
            variant("longest-id", [("id", .text(String(repeating: "x", count: 256)))]),
            variant("empty-lists", [("data/themes", .list([])), ("data/places", .list([]))]),
        ]
    }
}
