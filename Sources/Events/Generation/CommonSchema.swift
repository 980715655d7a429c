/// schemas/common.json: the envelope, forms of single values, value sets and objects that several types share.
enum CommonSchema {
    static let draft = "https://json-schema.org/draft/2020-12/schema"

    static func file(_ usage: ShapeUsage) -> JSONTree {
        let writer = ShapeSchema(shared: usage.shared, commonFile: "")
        var defs: [(String, JSONTree)] = [("envelope", envelope)] + forms
        for set in usage.valueSets { defs.append((set.name, schema(set))) }
        for object in usage.objects where usage.shared.contains(object.name) {
            defs.append((object.name, .object(writer.schema(object))))
        }
        precondition(Set(defs.map(\.0)).count == defs.count, "two definitions have one name")
        return .object([
            ("$schema", .text(draft)), ("title", .text("What CoordBus events have in common")),
            ("$comment", .text("Written by `coordctl schema`; do not edit.")),
            ("x-coordbus-private-names", .texts(PersonalData.names)), ("$defs", .object(defs)),
        ])
    }

    private static func schema(_ set: ValueSet) -> JSONTree {
        .object([
            ("enum", .texts(set.codes.map(\.code))), ("description", .text(set.source)),
            (
                "x-coordbus-meanings",
                .object(set.codes.map { ($0.code, .text($0.meaning)) })
            ),
        ])
    }

    private static func string(
        _ pattern: String, _ note: String, _ more: [(String, JSONTree)] = []
    ) -> JSONTree {
        .object(
            [("type", .text("string")), ("pattern", .text(pattern)), ("description", .text(note))]
                + more)
    }

    private static let agency = "[a-z0-9][a-z0-9-]{0,23}"

    private static var forms: [(String, JSONTree)] {
        let time =
            "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]"
            + ":([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
        return [
            ("agency", string("^\(agency)$", "an agency's code on the bus")),
            (
                "country",
                .object([
                    ("enum", .texts(CountryCode.all.map(\.description))),
                    ("description", .text("ISO 3166-1 alpha-3, withdrawn codes, XKX for Kosovo")),
                ])
            ),
            (
                "currency",
                .object([
                    ("enum", .texts(CurrencyTable.all)),
                    ("description", .text("ISO 4217, withdrawn codes too")),
                ])
            ),
            (
                "date",
                string(
                    "^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                    "YYYY, YYYY-MM or YYYY-MM-DD", [("x-coordbus-date", .flag(true))])
            ),
            (
                "timestamp",
                string(
                    time, "RFC 3339 with an offset, years 1678 to 2261",
                    [("format", .text("date-time")), ("x-coordbus-timestamp", .flag(true))])
            ),
            (
                "decimal",
                string("^-?[0-9]{1,18}(\\.[0-9]{1,4})?$", "an amount as text")
            ),
            ("digest", string("^[0-9a-f]{64}$", "SHA-256")),
            (
                "language",
                string(
                    "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$", "BCP 47, short; `und` is unknown")
            ),
        ]
    }

    private static var envelope: JSONTree {
        func reference(_ name: String) -> JSONTree {
            .object([("$ref", .text("#/$defs/\(name)"))])
        }
        let text = ShapeSchema.text(1, Attribute.referenceBytesMax)
        return .object([
            ("description", .text("CloudEvents 1.0, JSON, structured mode")),
            ("type", .text("object")),
            ("required", .texts(Attribute.allCases.prefix(6).map(\.name))),
            (
                "properties",
                .object([
                    ("specversion", .object([("const", .text("1.0"))])),
                    ("id", ShapeSchema.text(1, Attribute.idBytesMax)),
                    (
                        "source",
                        string("^urn:coordbus:agency:\(agency)$", "the agency that speaks")
                    ),
                    ("type", .object([("type", .text("string"))])),
                    ("time", reference("timestamp")), ("data", .object([])),
                    ("subject", text), ("correlationid", text), ("causationid", text),
                    ("dataclassification", reference("classification")),
                    ("status", reference("status")),
                    ("dataschema", ShapeSchema.text(1, Attribute.schemaBytesMax)),
                    ("datacontenttype", .object([("const", .text("application/json"))])),
                ])
            ),
            (
                "propertyNames",
                .object([
                    ("pattern", .text("^[a-z0-9]{1,\(Attribute.nameBytesMax)}$")),
                    ("x-coordbus-impersonal", .flag(true)),
                ])
            ),
            (
                "additionalProperties",
                .object([
                    ("description", .text("an extension attribute")),
                    ("type", .texts(["string", "number", "boolean"])),
                    ("maxLength", .number(Attribute.extensionBytesMax)),
                    (
                        "x-coordbus-bytes",
                        .list([.number(0), .number(Attribute.extensionBytesMax)])
                    ),
                ])
            ),
            ("maxProperties", .number(Attribute.allCases.count + Attribute.extensionsMax)),
        ])
    }
}
