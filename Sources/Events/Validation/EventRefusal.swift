internal import JSON

/// The numbers that go to the publisher; docs/errors.md lists them with cause and remedy.
package enum RefusalCode: UInt16, CaseIterable, Sendable {
    case notJSON = 410
    case notUTF8 = 411
    case missingAttribute = 412
    case wrongAttribute = 413
    case unknownType = 414
    case wrongData = 415
    case tooLarge = 416
    case idLength = 417
    case duplicateKey = 418
    case tooDeep = 419
    case personalData = 422

    /// In one or two words, as in JSON output.
    package var name: String {
        switch self {
        case .notJSON: "not-json"
        case .notUTF8: "not-utf8"
        case .missingAttribute: "missing-attribute"
        case .wrongAttribute: "wrong-attribute"
        case .unknownType: "unknown-type"
        case .wrongData: "wrong-data"
        case .tooLarge: "too-large"
        case .idLength: "id-length"
        case .duplicateKey: "duplicate-key"
        case .tooDeep: "too-deep"
        case .personalData: "personal-data"
        }
    }
}

/// Why an event was refused: a number, the field, the reason and how to mend it.
package struct EventRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    package let code: RefusalCode
    /// Path such as `data.needs[2].theme`; empty when the whole event is meant.
    package let field: String
    /// What is wrong with the field, without its name.
    package let reason: String
    /// What to do about it.
    package let remedy: String

    /// `data.period.end is before data.period.start; put the later date in `end``
    package var description: String {
        (field.isEmpty ? "the event" : field) + " " + reason + "; " + remedy
    }
}

extension EventRefusal {
    static func tooLarge(_ bytes: Int, _ limit: Int) -> EventRefusal {
        EventRefusal(
            code: .tooLarge, field: "", reason: "is \(bytes) bytes, limit \(limit)",
            remedy: "shorten its texts or split it")
    }

    static let byteOrderMark = EventRefusal(
        code: .notJSON, field: "", reason: "begins with a byte order mark",
        remedy: "write UTF-8 without it")

    /// The bytes are not one JSON text.
    static func unreadable(_ error: JSONError) -> EventRefusal {
        let (code, reason, remedy): (RefusalCode, String, String) =
            switch error.kind {
            case .utf8:
                (.notUTF8, "is not UTF-8", "write it in UTF-8, without half characters")
            case .tooLarge: (.tooLarge, "is too large", "shorten its texts or split it")
            case .tooDeep:
                (.tooDeep, "is nested more than 64 deep", "flatten it; no type of event is so deep")
            case .number:
                (.notJSON, "holds a number that JSON does not have", "write numbers like 12 or 1.5")
            case .string:
                (
                    .notJSON, "holds a text that does not end or a bad escape",
                    "escape quotes, backslashes and control characters"
                )
            case .memory, .syntax:
                (
                    .notJSON, "is not one JSON object (\(error.description))",
                    "send one object and nothing after it"
                )
            }
        return EventRefusal(code: code, field: "", reason: reason, remedy: remedy)
    }
}
