/// JSON Schema files, one a type of event, and schemas/common.json.
enum SchemaWriter {
    static func files(_ catalogue: [EventType], _ usage: ShapeUsage) -> [(
        path: String, text: String
    )] {
        [("schemas/common.json", CommonSchema.file(usage).fileText)]
            + catalogue.map { ("schemas/\($0.name).json", file($0, usage).fileText) }
    }

    private static func file(_ type: EventType, _ usage: ShapeUsage) -> JSONTree {
        let writer = ShapeSchema(shared: usage.shared, commonFile: "common.json")
        let isShared = usage.shared.contains(type.data.name)
        let data: JSONTree =
            isShared ? writer.common(type.data.name) : .object(writer.schema(type.data))
        let own = isShared ? [] : usage.own(below: type.data)
        return .object(
            [
                ("$schema", .text(CommonSchema.draft)), ("title", .text(type.fullName)),
                ("description", .text(type.summary)),
                ("$comment", .text("Written by `coordctl schema`; do not edit.")),
                ("x-coordbus-number", .number(Int(type.number))),
                ("x-coordbus-origin", .text(type.origin)),
                ("x-coordbus-authority", .text(type.authority.rawValue)),
                ("x-coordbus-classification", .text(type.classification.description)),
                ("allOf", .list([writer.common("envelope")])), ("type", .text("object")),
                (
                    "properties",
                    .object([
                        ("type", .object([("const", .text(type.fullName))])), ("data", data),
                    ])
                ),
            ]
                + (own.isEmpty
                    ? [] : [("$defs", .object(own.map { ($0.name, .object(writer.schema($0))) }))]))
    }
}
