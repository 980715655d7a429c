@testable import Events

/// What the context attributes must not be.
enum InvalidEnvelope {
    private static let planned = ValidExamples.event("assistance.planned")

    static let files: [ExampleFile] =
        ["specversion", "id", "source", "type", "time", "data"].map {
            ExampleFile(
                invalid: "assistance.planned--no-\($0)", planned.removing([$0]), .missingAttribute,
                $0)
        } + [
            wrong("old-version", "specversion", .text("0.3"), .wrongAttribute),
            wrong("empty-id", "id", .text(""), .idLength),
            wrong("long-id", "id", .text(String(repeating: "x", count: 257)), .idLength),
            wrong("number-as-id", "id", .number(7), .wrongAttribute),
            wrong("source-elsewhere", "source", .text("https://undp.org"), .wrongAttribute),
            wrong("source-capitals", "source", .text("urn:coordbus:agency:UNDP"), .wrongAttribute),
            wrong(
                "source-long", "source",
                .text("urn:coordbus:agency:" + String(repeating: "a", count: 25)), .wrongAttribute),
            wrong("type-elsewhere", "type", .text("com.example.planned"), .unknownType),
            wrong("type-misspelt", "type", .text("org.coordbus.assistance.planed"), .unknownType),
            wrong("time-without-offset", "time", .text("2016-03-01T09:00:00"), .wrongAttribute),
            wrong("time-that-is-none", "time", .text("2016-02-30T09:00:00Z"), .wrongAttribute),
            wrong("time-date-only", "time", .text("2016-03-01"), .wrongAttribute),
            wrong("data-list", "data", .list([]), .wrongData),
            wrong("data-text", "data", .text("planned"), .wrongData),
            wrong("empty-subject", "subject", .text(""), .wrongAttribute),
            wrong(
                "long-correlation", "correlationid", .text(String(repeating: "x", count: 257)),
                .wrongAttribute),
            wrong("label", "dataclassification", .text("secret"), .wrongAttribute),
            wrong("status", "status", .text("real"), .wrongAttribute),
            wrong("content-type", "datacontenttype", .text("text/xml"), .wrongAttribute),
            wrong("null-extension", "traceparent", .null, .wrongAttribute),
            wrong("object-extension", "trace", .object([]), .wrongAttribute),
            wrong("extension-name", "trace_id", .text("x"), .wrongAttribute),
            wrong("extension-capital", "traceId", .text("x"), .wrongAttribute),
            wrong("extension-long-name", "abcdefghijklmnopqrstu", .text("x"), .wrongAttribute),
            wrong(
                "extension-long", "trace", .text(String(repeating: "x", count: 4_097)),
                .wrongAttribute),
            wrong("base64", "data_base64", .text("e30="), .wrongAttribute),
            ExampleFile(
                invalid: "assistance.planned--mistyped-data",
                planned.removing(["data"]).setting(["datta"], planned["data"] ?? .null),
                .wrongAttribute,
                "datta"),
        ]

    private static func wrong(
        _ name: String, _ attribute: String, _ value: JSONTree, _ code: RefusalCode
    ) -> ExampleFile {
        ExampleFile(
            invalid: "assistance.planned--\(name)", planned.setting([attribute], value), code,
            attribute)
    }
}
