/// What adapters say of themselves.
extension EventCatalogue {
    static let adapterTypes: [EventType] = [
        EventType(
            2001, "adapter.hello", "OP17", .anyAgency, "An adapter started.", data: adapterHello),
        EventType(
            2002, "adapter.heartbeat", "OP17", .anyAgency, "An adapter is well.",
            data: adapterHeartbeat),
        EventType(
            2011, "schema.published", "OP20", .busOrFocalPoint,
            "A type of event was declared or changed.", data: schemaPublished),
    ]

    private static let adapterHello = ObjectShape(
        "adapter.hello",
        [
            .required("adapter", .text(1...64), "its name"),
            .required("version", .text(1...64), "its version"),
            .optional("reads", .list(.text(1...64), 0...32), "formats it reads"),
            .optional("publishes", .list(.text(1...64), 0...100), "types it publishes"),
            .optional("waiting", Common.count, "events in its outbox"),
        ])

    private static let adapterHeartbeat = ObjectShape(
        "adapter.heartbeat",
        [
            .required("adapter", .text(1...64), "its name"),
            .required("waiting", Common.count, "events in its outbox"),
            .optional("oldestWaiting", .timestamp, "the oldest of them"),
            .optional("refused", Common.count, "events the bus refused"),
            .optional("lastSequence", Common.sequence, "last receipt"),
        ])

    private static let schemaPublished = ObjectShape(
        "schema.published",
        [
            .required("type", .text(3...64), "e.g. \"assistance.planned\""),
            .required("number", .integer(1...65_535), "its number"),
            .required("digest", .digest, "SHA-256 of the schema file"),
            .optional("version", .text(1...32), "version of the catalogue"),
            .optional("changes", Common.title, "what changed, by language"),
        ])
}
