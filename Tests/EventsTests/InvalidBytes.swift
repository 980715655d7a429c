@testable import Events

/// Bytes that are no JSON text or that JSON Schema cannot look into.
enum InvalidBytes {
    private static let planned = ValidExamples.event("assistance.planned").lineText

    private static func raw(
        _ name: String, _ text: String, _ code: RefusalCode, _ field: String = "", _ why: String
    ) -> ExampleFile {
        ExampleFile(raw: "bytes--\(name)", Array(text.utf8), code, field, beyondSchema: why)
    }

    private static func replacing(_ old: String, _ new: String) -> String {
        precondition(planned.contains(old))
        return planned.replacing(old, with: new, maxReplacements: 1)
    }

    static let files: [ExampleFile] = [
        raw("empty", "", .notJSON, "", "not JSON"),
        raw("space", "  \n ", .notJSON, "", "not JSON"),
        raw("cut-off", String(planned.dropLast(40)), .notJSON, "", "not JSON"),
        raw("xml", "<iati-activity/>", .notJSON, "", "not JSON"),
        raw("two-events", planned + "\n" + planned, .notJSON, "", "not JSON"),
        raw("trailing-comma", String(planned.dropLast()) + ",}", .notJSON, "", "not JSON"),
        raw("single-quotes", planned.replacing("\"", with: "'"), .notJSON, "", "not JSON"),
        raw("byte-order-mark", "\u{FEFF}" + planned, .notJSON, "", "not JSON"),
        raw("not-a-number", replacing("12.5", "NaN"), .notJSON, "", "not JSON"),
        raw("leading-zero", replacing("12.5", "012.5"), .notJSON, "", "not JSON"),
        raw("line-feed-in-text", replacing("Voter reg", "Voter\nreg"), .notJSON, "", "not JSON"),
        raw("list", "[" + planned + "]", .notJSON, "", "batches are not events"),
        raw("text", "\"assistance.planned\"", .notJSON, "", "no object"),
        ExampleFile(
            raw: "bytes--latin-1", Array(planned.utf8).flatMap { $0 == 0x56 ? [0xE9] : [$0] },
            .notUTF8, "", beyondSchema: "not UTF-8"),
        ExampleFile(
            raw: "bytes--surrogate-in-utf-8",
            Array(planned.utf8).flatMap { $0 == 0x56 ? [0xED, 0xA0, 0x80] : [$0] }, .notUTF8, "",
            beyondSchema: "not UTF-8"),
        raw(
            "half-surrogate-first", replacing("Voter reg", "\\ud83d reg"), .notJSON, "",
            "not Unicode"),
        raw(
            "half-surrogate-second", replacing("Voter reg", "\\udc00 reg"), .notJSON, "",
            "not Unicode"),
        raw(
            "nul", replacing("Voter reg", "\\u0000 reg"), .notJSON, "data.description.en",
            "NUL in a text"),
        raw(
            "key-twice", replacing("\"country\": ", "\"country\": \"UGA\", \"country\": "),
            .duplicateKey, "data.country", "a key twice"),
        raw(
            "attribute-twice", replacing("\"time\": ", "\"id\": \"other\", \"time\": "),
            .duplicateKey, "id", "a key twice"),
        raw(
            "escaped-key-twice",
            replacing("\"country\": ", "\"c\\u006funtry\": \"UGA\", \"country\": "),
            .duplicateKey, "data.country", "a key twice"),
        raw(
            "extension-twice", replacing("\"time\": ", "\"trace\": 1, \"trace\": 2, \"time\": "),
            .duplicateKey, "trace", "a key twice"),
        raw(
            "language-twice", replacing("\"sw\": ", "\"en\": "), .duplicateKey, "data.title.en",
            "a key twice"),
        raw(
            "deep",
            replacing(
                "12.5", String(repeating: "[", count: 70) + String(repeating: "]", count: 70)),
            .tooDeep, "", "nesting"),
        raw(
            "too-large",
            planned.replacing(
                "12.5", with: String(repeating: " ", count: 65_537 - planned.utf8.count) + "12.5"),
            .tooLarge, "", "size in bytes"),
        raw(
            "many-extensions",
            replacing("\"time\": ", (0..<33).map { "\"x\($0)\": 1, " }.joined() + "\"time\": "),
            .wrongAttribute, "x32", "number of extension attributes"),
    ]
}
