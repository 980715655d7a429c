@testable import Events

/// One file of Tests/EventsTests/examples and what is expected of it.
struct ExampleFile {
    let path: String
    let bytes: [UInt8]
    /// nil: valid.
    var refusal: (code: RefusalCode, field: String)?
    /// Why JSON Schema cannot see it; nil when it can.
    var beyondSchema: String?

    init(valid name: String, _ event: JSONTree, beyondSchema: String? = nil) {
        path = "valid/\(name).json"
        bytes = Array(event.fileText.utf8)
        self.beyondSchema = beyondSchema
    }

    init(invalid name: String, _ event: JSONTree, _ code: RefusalCode, _ field: String) {
        path = "invalid/\(name).json"
        bytes = Array(event.fileText.utf8)
        refusal = (code, field)
    }

    /// Bytes that are not an event's JSON at all, or that only bytes can show.
    init(
        raw name: String, _ bytes: [UInt8], _ code: RefusalCode, _ field: String,
        beyondSchema: String
    ) {
        path = "invalid/\(name).json"
        self.bytes = bytes
        refusal = (code, field)
        self.beyondSchema = beyondSchema
    }

    /// The entry in examples/index.json.
    var entry: JSONTree {
        var members: [(String, JSONTree)] = [("file", .text(path))]
        if let refusal {
            members.append(("code", .number(Int(refusal.code.rawValue))))
            members.append(("field", .text(refusal.field)))
        }
        if let beyondSchema { members.append(("beyondSchema", .text(beyondSchema))) }
        return .object(members)
    }
}

/// Every example: made from the catalogue's own examples by rules that know what must be refused, and where.
enum ExampleFolder {
    static let files: [ExampleFile] =
        ValidExamples.files + InvalidData.files + InvalidEnvelope.files + InvalidBytes.files

    static var index: String { JSONTree.list(files.map(\.entry)).fileText }
}
