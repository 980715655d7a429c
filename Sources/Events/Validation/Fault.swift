/// What the walk found wrong, and where on the tape. Words are made of it later, off the hot path.
struct Fault: Error {
    enum Kind {
        case notObject, attributeMissing, attributeUnset, attributeKind, attributeEmpty,
            attributeName
        case attributeLong, attributesMany, base64
        case specVersion, source, time, contentType, classification, status, idEmpty, idLong
        case typeUnknown
        case fieldUnknown, fieldMissing, kind, textLength, code, codeTwice, country, noCountry
        case language
        case agency, date, dateImpossible, timestamp, range, decimal, currency, digest, count
        case ordered, atLeastOne, together, requires
        case memberName, memberText, memberTextLength
        case duplicate, personal, nul, surrogate
    }

    let kind: Kind
    /// Tape index of the value, key or object that is meant.
    let at: Int
    /// A node, an object, an attribute or a rule, by kind of fault.
    var detail: Int = 0
    var other: Int = 0
}
