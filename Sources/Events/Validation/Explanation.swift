internal import JSON

/// Faults in words. Off the hot path: here text is built.
extension ShapeProgram {
    func explain(_ fault: Fault, _ document: borrowing JSONDocument) -> EventRefusal {
        let path = document.path(to: fault.at)
        func refuse(_ code: RefusalCode, _ reason: String, _ remedy: String) -> EventRefusal {
            EventRefusal(code: code, field: path, reason: reason, remedy: remedy)
        }
        switch fault.kind {
        case .duplicate:
            return refuse(.duplicateKey, "stands twice in the same object", "keep one of them")
        case .personal:
            return refuse(
                .personalData, "is a name for data of a person, which the bus never takes",
                "leave it out")
        case .nul: return refuse(.notJSON, "holds the character NUL", "take it out")
        case .surrogate:
            return refuse(
                .notUTF8, "holds one half of a surrogate pair",
                "write the character in UTF-8 or as both halves")
        case .notObject, .attributeMissing, .attributeUnset, .attributeKind, .attributeEmpty,
            .attributeName, .attributeLong, .attributesMany, .base64, .specVersion, .source, .time,
            .contentType, .classification, .status, .idEmpty, .idLong, .typeUnknown:
            return explainAttribute(fault, document, path)
        case .fieldUnknown, .fieldMissing, .ordered, .atLeastOne, .together, .requires:
            return explainObject(fault, document, path)
        default:
            let (reason, remedy) = explainValue(fault, document)
            return refuse(.wrongData, reason, remedy)
        }
    }

    private func explainObject(
        _ fault: Fault, _ document: borrowing JSONDocument, _ path: String
    ) -> EventRefusal {
        let object = objects[fault.detail]
        let first = Int(object.fields)
        let names = objectShapes[fault.detail].fields.map(\.name)
        func field(_ number: Int) -> String { fieldNames[first + number] }
        func fields(_ mask: UInt64) -> String {
            (0..<names.count).filter { mask & (1 << UInt64($0)) != 0 }
                .map { "`\(names[$0])`" }.joined(separator: ", ")
        }
        func refuse(_ field: String, _ reason: String, _ remedy: String) -> EventRefusal {
            EventRefusal(code: .wrongData, field: field, reason: reason, remedy: remedy)
        }
        let mask = UInt64(UInt(bitPattern: fault.other))
        switch fault.kind {
        case .fieldUnknown:
            if let near = Closest.match(document.name(fault.at), among: names) {
                return refuse(path, "is no field here", "did you mean `\(near)`?")
            }
            return refuse(
                path, "is no field here",
                "leave it out; there are " + names.map { "`\($0)`" }.joined(separator: ", "))
        case .fieldMissing:
            let name = field(fault.other)
            return refuse(
                "\(path).\(name)", "is missing",
                "add it: " + (objectShapes[fault.detail].fields[fault.other].note))
        case .ordered:
            let (a, b) = (field(fault.other >> 8), field(fault.other & 0xFF))
            let parent = String(path.dropLast(b.utf8.count))
            let isDate = document.kind(fault.at) == .string
            return refuse(
                path, "is \(isDate ? "before" : "less than") \(parent)\(a)",
                "put the \(isDate ? "later date" : "greater number") in `\(b)`")
        case .atLeastOne:
            return refuse(path, "has none of \(fields(mask))", "give at least one of them")
        case .together:
            return refuse(
                path, "has \(fields(mask)) together, which exclude each other", "keep one of them")
        default:
            let (a, b) = (field(fault.other >> 8), field(fault.other & 0xFF))
            return refuse(path, "has `\(a)` without `\(b)`", "give both or none")
        }
    }

    private func explainAttribute(
        _ fault: Fault, _ document: borrowing JSONDocument, _ path: String
    ) -> EventRefusal {
        func refuse(_ code: RefusalCode, _ reason: String, _ remedy: String) -> EventRefusal {
            EventRefusal(code: code, field: path, reason: reason, remedy: remedy)
        }
        switch fault.kind {
        case .notObject:
            return refuse(
                .notJSON, "is \(document.kind(fault.at).name), not an object",
                "send one CloudEvents object: {\"specversion\": \"1.0\", ...}")
        case .attributeMissing:
            let name = Attribute.allCases[fault.detail].name
            return EventRefusal(
                code: .missingAttribute, field: name, reason: "is missing",
                remedy: "CloudEvents needs "
                    + Attribute.allCases.prefix(6).map(\.name).joined(separator: ", "))
        case .attributeKind:
            return refuse(
                .wrongAttribute, "is \(document.kind(fault.at).name), not text", "write it as text")
        case .attributeUnset:
            return refuse(
                .wrongAttribute, "is \(document.kind(fault.at).name)",
                Closest.match(path, among: Attribute.allCases.map(\.name)).map {
                    "did you mean `\($0)`?"
                } ?? "an extension is text, a number, true or false; else put it into `data`")
        case .attributeEmpty:
            return refuse(.wrongAttribute, "is empty", "fill it or leave it out")
        case .attributeName:
            return refuse(
                .wrongAttribute, "is no name for an attribute",
                Closest.match(path, among: Attribute.allCases.map(\.name)).map {
                    "did you mean `\($0)`?"
                } ?? "use 1 to 20 of a-z and 0-9, or put it into `data`")
        case .attributeLong:
            return refuse(
                .wrongAttribute, "is \(document.byteCount(fault.at)) bytes, limit \(fault.detail)",
                "shorten it")
        case .attributesMany:
            return refuse(
                .wrongAttribute, "is one extension too many, limit \(fault.detail)",
                "put what belongs to the event into `data`")
        case .base64:
            return refuse(.wrongAttribute, "is binary data", "put JSON into `data`")
        case .specVersion:
            return refuse(.wrongAttribute, "is not \"1.0\"", "write \"1.0\"")
        case .source:
            return refuse(
                .wrongAttribute, "is not an agency on the bus",
                "write \"urn:coordbus:agency:CODE\", CODE being 1 to 24 of a-z, 0-9 and -")
        case .time:
            return refuse(
                .wrongAttribute, "is not a time with an offset (RFC 3339)",
                "write it like \"2017-08-08T06:00:00Z\"")
        case .contentType:
            return refuse(
                .wrongAttribute, "is not \"application/json\"", "leave it out or write that")
        case .classification:
            return refuse(
                .wrongAttribute, "is no label",
                "use one of " + Self.list(Classification.allCases.map(\.description)))
        case .status:
            return refuse(
                .wrongAttribute, "is no status",
                "use one of " + Self.list(EventStatus.allCases.map(\.description)))
        case .idEmpty: return refuse(.idLength, "is empty", "give 1 to 256 bytes")
        case .idLong:
            return refuse(
                .idLength, "is \(document.byteCount(fault.at)) bytes, limit 256", "shorten it")
        default:
            let name = document.name(fault.at)
            let near = Closest.match(name, among: EventCatalogue.all.map(\.fullName))
            return refuse(
                .unknownType, "is no type of event in the catalogue",
                near.map { "did you mean \"\($0)\"?" } ?? "docs/events.md lists them")
        }
    }

    static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
