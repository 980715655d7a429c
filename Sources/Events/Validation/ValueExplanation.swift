internal import JSON

/// What is wrong with single values, in words.
extension ShapeProgram {
    func explainValue(
        _ fault: Fault, _ document: borrowing JSONDocument
    ) -> (reason: String, remedy: String) {
        switch fault.kind {
        case .kind:
            let wanted = Kind(rawValue: UInt8(fault.detail)) ?? .text
            return (
                "is \(document.kind(fault.at).name), not \(wanted.words)", "write \(wanted.words)"
            )
        case .textLength, .memberTextLength:
            let count = document.byteCount(fault.at)
            return count < fault.detail
                ? ("is \(count) bytes, at least \(fault.detail)", "fill it or leave it out")
                : ("is \(count) bytes, limit \(fault.other)", "shorten it")
        case .code: return explainCode(fault, document)
        case .codeTwice: return ("stands twice in the list", "keep one of them")
        case .country:
            return (
                "is not a country of ISO 3166-1",
                "use the three letters, e.g. \"KEN\"; Kosovo is \"XKX\""
            )
        case .noCountry:
            return ("is \"ZZZ\", which means no country", "leave the field out instead")
        case .language:
            return (
                "is not a language code",
                "use two or three small letters, e.g. \"en\", \"zh-Hans\"; \"und\" is unknown"
            )
        case .agency:
            return ("is not an agency code", "use 1 to 24 of a-z, 0-9 and -, e.g. \"undp\"")
        case .date:
            return ("is not a date", "write YYYY-MM-DD, YYYY-MM or YYYY")
        case .dateImpossible:
            return ("is a day that does not exist", "look at month and day")
        case .timestamp:
            return (
                "is not a time with an offset (RFC 3339)",
                "write it like \"2017-08-08T06:00:00Z\""
            )
        case .range:
            return (
                "is outside \(fault.detail) to \(fault.other)", "give a number within these limits"
            )
        case .decimal:
            return ("is not an amount", "write digits as text, e.g. \"1250000.00\"")
        case .currency:
            return ("is not a currency of ISO 4217", "use the three letters, e.g. \"USD\"")
        case .digest:
            return ("is not a SHA-256 digest", "write 64 of 0-9 and a-f")
        case .count:
            return (
                "has \(document.count(of: fault.at)) entries, \(fault.detail) to \(fault.other) allowed",
                "give that many"
            )
        case .memberName:
            return ("is a name of more than \(fault.other) bytes or none", "rename it")
        case .memberText:
            return ("is \(document.kind(fault.at).name), not text", "write it as text")
        default: preconditionFailure("no fault of a value: \(fault.kind)")
        }
    }

    private func explainCode(
        _ fault: Fault, _ document: borrowing JSONDocument
    ) -> (reason: String, remedy: String) {
        let set = valueSets.first { Int(nodes[$0.key].table) == fault.detail }?.value
        let codes = set?.codes.map(\.code) ?? []
        let reason = "is no code of the list `\(set?.name ?? "")`"
        if let near = Closest.match(document.name(fault.at), among: codes) {
            return (reason, "did you mean \"\(near)\"? The list has " + Self.list(codes))
        }
        return (reason, "use one of " + Self.list(codes))
    }
}

extension ShapeProgram.Kind {
    var words: String {
        switch self {
        case .text, .code: "text"
        case .codes: "a list of codes"
        case .country: "the three letters of a country"
        case .language: "a language code"
        case .agency: "an agency code"
        case .date: "a date"
        case .timestamp: "a time"
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .number: "a number"
        case .decimal: "an amount as text"
        case .currency: "the three letters of a currency"
        case .digest: "a digest"
        case .languageMap: "an object of language code to text"
        case .list: "a list"
        case .object: "an object"
        case .map: "an object of name to text"
        }
    }
}
