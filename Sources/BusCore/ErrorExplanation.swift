/// What every code of the bus means for people: the one list from which docs/errors.md, `coordctl explain` and the entries
/// of the journal's catalogue are written.
package struct ErrorExplanation: Sendable {
    package let code: UInt16
    /// In one or two words, as programs see it.
    package let name: String
    package let cause: String
    package let remedy: String
    /// Whether the same thing, sent again unchanged, can succeed.
    package let again: String

    private init(
        _ code: UInt16, _ name: String, cause: String, remedy: String, again: String = "no"
    ) {
        self.code = code
        self.name = name
        self.cause = cause
        self.remedy = remedy
        self.again = again
    }

    package static func of(_ code: UInt16) -> ErrorExplanation? { all.first { $0.code == code } }

    /// Every code, ascending. Codes never change their meaning.
    package static let all: [ErrorExplanation] = [
        ErrorExplanation(
            400, "malformedMessage",
            cause:
                "A head of the wrong length, a body where none belongs or none where one does, more "
                + "than two frames, an unknown start, an event longer than its message, a routing id "
                + "of the client's own.",
            remedy:
                "A fault of the client: compare its bytes with the vectors. With REQ sockets or an "
                + "empty frame in front, use DEALER. Leave `ZMQ_ROUTING_ID` unset."),
        ErrorExplanation(
            401, "unsupportedVersion",
            cause: "Byte 0 of the head is not 1.",
            remedy: "Speak version 1; or the bus is older than the client."),
        ErrorExplanation(
            402, "helloFirst",
            cause:
                "The connection has no session: nothing was said yet, the bus was restarted, the "
                + "connection was cut and made again, or nothing came for `silenceSeconds`.",
            remedy:
                "Say hello, subscribe from your place, publish what has no receipt. Ping when idle.",
            again: "after hello"),
        ErrorExplanation(
            403, "notAuthorised",
            cause:
                "The event's `source` is another agency's; its type belongs to an authority (the "
                + "focal point, the bus) that you are not, or is none that the roll lets you publish; "
                + "a pattern matches no topic that you may read; hello named the bus, or an agency that "
                + "is not the key's or not on the roll; the key is not valid (any more), or the agency "
                + "is suspended.",
            remedy:
                "Publish in your own name; ask who holds the authority to publish it; ask the operator "
                + "to see to the roll.", again: "no, before the roll is changed"),
        ErrorExplanation(
            404, "unknownVerb",
            cause: "The second byte of the head is not 1 to 9 or 16 to 19.",
            remedy: "A fault of the client."),
        ErrorExplanation(
            405, "unknownSubscription",
            cause:
                "Credit or unsubscribe for a subscription that this session does not have, perhaps "
                + "because an error 508 ended it.",
            remedy: "Subscribe first; forget the old number."),
        ErrorExplanation(
            406, "badPattern",
            cause: "The pattern has not four tokens, is longer than 256 bytes, or names a type, a "
                + "country or an agency that cannot be.",
            remedy: "See the table in protocol.md, chapter 8."),
        ErrorExplanation(
            407, "limitExceeded",
            cause:
                "More events or bytes in a message, more sessions, subscriptions or waiting fetches "
                + "than the bus takes.",
            remedy:
                "Send less at once; close what is not needed; wait for answers; or the operator "
                + "raises the limit in `coordd.toml`.",
            again: "when there is room"),
        ErrorExplanation(
            408, "numberOutOfOrder",
            cause:
                "`first` is not one more than the number of the last event. A message before was "
                + "lost or refused whole.",
            remedy: "Number the next event with `detail` of the error and send from there."),
        ErrorExplanation(
            409, "conflict",
            cause:
                "The log holds other content under the same `source` and `id`, at the sequence in "
                + "the receipt. The bus has recorded an `event.conflicted`.",
            remedy:
                "A changed event needs an id of its own; `event.amended` corrects an earlier one."),
        ErrorExplanation(
            410, "not-json",
            cause: "The event is not one JSON object, begins with a byte order mark, or something "
                + "follows it.",
            remedy: "Send exactly one object."),
        ErrorExplanation(
            411, "not-utf8",
            cause: "The event holds bytes that are not UTF-8.",
            remedy: "Encode as UTF-8; do not cut texts in the middle of a character."),
        ErrorExplanation(
            412, "missing-attribute",
            cause: "One of `specversion`, `id`, `source`, `type`, `time`, `data` is missing.",
            remedy: "Add what the text names."),
        ErrorExplanation(
            413, "wrong-attribute",
            cause:
                "An attribute has a value that it cannot have, or a name that CloudEvents does not "
                + "allow.",
            remedy: "See the text."),
        ErrorExplanation(
            414, "unknown-type",
            cause: "`type` is not in the catalogue.",
            remedy: "events.md lists all; the text names the nearest."),
        ErrorExplanation(
            415, "wrong-data",
            cause:
                "`data` is not of the type's shape: an unknown or missing member, a value outside "
                + "its set or range, an end before its start.",
            remedy: "See the text, which names the path, and events.md."),
        ErrorExplanation(
            416, "too-large",
            cause: "The event is longer than `limits.event_bytes`.",
            remedy: "Shorten its texts, or split it."),
        ErrorExplanation(
            417, "id-length",
            cause: "`id` is empty or longer than 256 bytes.",
            remedy: "Choose another."),
        ErrorExplanation(
            418, "duplicate-key",
            cause: "A member name stands twice in one object.",
            remedy: "Write it once."),
        ErrorExplanation(
            419, "too-deep",
            cause: "Objects and lists stand more than 64 deep in each other.",
            remedy: "Flatten it; no type of event is so deep."),
        ErrorExplanation(
            422, "personal-data",
            cause:
                "A member is named after what identifies a person: a passport, a telephone number, "
                + "a date of birth.",
            remedy: "Leave it out; the bus is no place for it."),
        ErrorExplanation(
            440, "badHello",
            cause:
                "The body of hello is not JSON, is longer than 4,096 bytes, or has no agency code.",
            remedy: "Send `{\"agency\":\"undp\",\"client\":\"name version\"}`."),
        ErrorExplanation(
            441, "unknownQuery",
            cause: "The bus does not know this query.",
            remedy: "Ask for one of those that the text lists."),
        ErrorExplanation(
            442, "badQuery",
            cause: "The query lacks something, has a value it cannot have, or names something that "
                + "is not there.",
            remedy: "See the text."),
        ErrorExplanation(
            443, "subscriptionOpen",
            cause: "The session has a subscription under this number.",
            remedy: "Unsubscribe it, or take another number."),
        ErrorExplanation(
            450, "unknownInbox",
            cause:
                "No inbox of this name was declared or opened for the agency; or the file that keeps "
                + "inboxes was deleted.",
            remedy: "Attach with `patterns` to open it, or ask the operator to declare it."),
        ErrorExplanation(
            451, "badInbox",
            cause:
                "The body of attach or quarantine is not JSON, the name is not one, or the patterns "
                + "are no list of 1 to 64.",
            remedy: "See the text and protocol.md, chapter 6."),
        ErrorExplanation(
            452, "notHanded",
            cause:
                "An ack or nack names a record that was not handed to this session from this inbox: "
                + "a wrong number, or one from before a reconnect.",
            remedy:
                "Settle only what came in a `hand`; after a reconnect wait until it comes again."),
        ErrorExplanation(
            453, "takenOver",
            cause:
                "Another session of the agency attached to this inbox with `alone`; what was with "
                + "this one is handed to it.",
            remedy:
                "One program too many, or an earlier session of the same one; to share the inbox, "
                + "attach without `alone`."),
        ErrorExplanation(
            503, "shuttingDown",
            cause: "The bus is stopping. Everything it took is on disk and receipted.",
            remedy: "Connect again, with growing waits.",
            again: "yes"),
        ErrorExplanation(
            507, "logFull",
            cause: "The disk under the log is full. Reading goes on, and publishing comes back by "
                + "itself when there is room.",
            remedy: "Keep the event and try again later; the operator makes room.",
            again: "yes"),
        ErrorExplanation(
            508, "logDamaged",
            cause: "Part of the log cannot be read, and what was asked for needs it.",
            remedy:
                "The operator runs `coordctl log verify`, which names file and sequence. Reading "
                + "behind the damage works.",
            again: "after repair"),
    ]
}
