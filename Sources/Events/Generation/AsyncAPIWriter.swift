/// docs/asyncapi.json: AsyncAPI 3.0, from an agency's point of view. `send` is publishing, `receive` subscribing.
enum AsyncAPIWriter {
    static func file(_ catalogue: [EventType]) -> (path: String, text: String) {
        let tree = JSONTree.object([
            ("asyncapi", .text("3.0.0")),
            (
                "info",
                .object([
                    ("title", .text("CoordBus")), ("version", .text("1.0.0")),
                    (
                        "description",
                        .text(
                            "Agencies that give electoral assistance tell each other what they were "
                                + "asked, what they plan and what they do. Written by `coordctl schema`; "
                                + "do not edit. The wire is in docs/protocol.md.")
                    ),
                    ("license", .object([("name", .text("Apache-2.0"))])),
                ])
            ),
            ("defaultContentType", .text("application/cloudevents+json")),
            ("servers", servers),
            ("channels", .object(catalogue.map { ($0.name, channel($0)) })),
            ("operations", .object(catalogue.flatMap { operations($0) })),
            (
                "components",
                .object([
                    ("messages", .object(catalogue.map { ($0.name, message($0)) })),
                    ("parameters", parameters),
                ])
            ),
        ])
        return ("docs/asyncapi.json", tree.fileText)
    }

    private static let servers = JSONTree.object([
        (
            "door",
            .object([
                ("host", .text("127.0.0.1:7117")), ("protocol", .text("zeromq")),
                (
                    "description",
                    .text("ROUTER: publish, subscribe, fetch, with receipts (docs/protocol.md)")
                ),
            ])
        ),
        (
            "feed",
            .object([
                ("host", .text("127.0.0.1:7118")), ("protocol", .text("zeromq")),
                ("description", .text("XPUB: the live stream for plain SUB sockets")),
            ])
        ),
    ])

    private static let parameters = JSONTree.object([
        (
            "country",
            .object([
                (
                    "description",
                    .text("ISO 3166-1 alpha-3 of data.country; ZZZ for none or several")
                )
            ])
        ),
        ("agency", .object([("description", .text("code of the agency in `source`"))])),
    ])

    private static func reference(_ path: String) -> JSONTree {
        .object([("$ref", .text(path))])
    }

    private static func channel(_ type: EventType) -> JSONTree {
        .object([
            ("address", .text("\(type.name).{country}.{agency}")),
            (
                "messages",
                .object([("event", reference("#/components/messages/\(type.name)"))])
            ),
            ("description", .text(type.summary)),
            (
                "parameters",
                .object([
                    ("country", reference("#/components/parameters/country")),
                    ("agency", reference("#/components/parameters/agency")),
                ])
            ),
        ])
    }

    private static func operations(_ type: EventType) -> [(String, JSONTree)] {
        let channel = reference("#/channels/\(type.name)")
        let receive = JSONTree.object([
            ("action", .text("receive")), ("channel", channel),
            ("summary", .text("Subscribe to \(type.name)")),
        ])
        guard type.authority != .bus else { return [("receive.\(type.name)", receive)] }
        let send = JSONTree.object([
            ("action", .text("send")), ("channel", channel),
            ("summary", .text("Publish \(type.name): \(type.authority.meaning)")),
        ])
        return [("send.\(type.name)", send), ("receive.\(type.name)", receive)]
    }

    private static func message(_ type: EventType) -> JSONTree {
        .object([
            ("name", .text(type.fullName)), ("title", .text(type.name)),
            ("summary", .text(type.summary)),
            ("contentType", .text("application/cloudevents+json")),
            (
                "payload",
                .object([
                    ("schemaFormat", .text("application/schema+json;version=draft-2020-12")),
                    ("schema", reference("../schemas/\(type.name).json")),
                ])
            ),
            ("correlationId", .object([("location", .text("$message.payload#/correlationid"))])),
            ("x-coordbus-number", .number(Int(type.number))),
            ("x-coordbus-origin", .text(type.origin)),
            ("x-coordbus-authority", .text(type.authority.rawValue)),
        ])
    }
}
