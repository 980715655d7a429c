internal import Bytes
internal import JSON

/// Single values: codes with a form of their own, dates, numbers.
extension ShapeProgram {
    func checkScalar(
        _ document: borrowing JSONDocument, _ at: Int, _ node: Node
    ) throws(Fault) {
        let letter = document.letter(at)
        switch node.kind {
        case .boolean:
            guard letter == JSONDocument.Letter.yes || letter == JSONDocument.Letter.no else {
                throw wrong(at, node)
            }
            return
        case .integer: return try checkInteger(document, at, node, letter)
        case .number: return try checkNumber(document, at, node, letter)
        default: break
        }
        guard letter == JSONDocument.Letter.text else { throw wrong(at, node) }
        let text = document.string(at)
        switch node.kind {
        case .country:
            guard text.count == 3, countries.contains(text[0], text[1], text[2]) else {
                throw Fault(kind: text.equals("ZZZ") ? .noCountry : .country, at: at)
            }
        case .currency:
            guard text.count == 3, currencies.contains(text[0], text[1], text[2]) else {
                throw Fault(kind: .currency, at: at)
            }
        case .date:
            switch Calendar.check(text) {
            case .valid: break
            case .malformed: throw Fault(kind: .date, at: at)
            case .impossible: throw Fault(kind: .dateImpossible, at: at)
            }
        case .timestamp:
            guard Calendar.nanoseconds(text) != nil else { throw Fault(kind: .timestamp, at: at) }
        case .language:
            guard Self.isLanguage(text) else { throw Fault(kind: .language, at: at) }
        case .agency:
            guard AgencyCode(text) != nil else { throw Fault(kind: .agency, at: at) }
        case .decimal:
            guard Self.isDecimal(text) else { throw Fault(kind: .decimal, at: at) }
        case .digest:
            guard Self.isDigest(text) else { throw Fault(kind: .digest, at: at) }
        default: preconditionFailure("no scalar: \(node.kind)")
        }
    }

    /// As in JSON Schema, `1.0` is a whole number.
    private func checkInteger(
        _ document: borrowing JSONDocument, _ at: Int, _ node: Node, _ letter: UInt8
    ) throws(Fault) {
        var value: Int64 = 0
        switch letter {
        case JSONDocument.Letter.integer: value = document.integer(at)
        case JSONDocument.Letter.unsigned:
            throw Fault(kind: .range, at: at, detail: Int(node.low), other: Int(node.high))
        case JSONDocument.Letter.double:
            guard let exact = Int64(exactly: document.number(at)) else { throw wrong(at, node) }
            value = exact
        default: throw wrong(at, node)
        }
        guard value >= node.low, value <= node.high else {
            throw Fault(kind: .range, at: at, detail: Int(node.low), other: Int(node.high))
        }
    }

    private func checkNumber(
        _ document: borrowing JSONDocument, _ at: Int, _ node: Node, _ letter: UInt8
    ) throws(Fault) {
        guard
            letter == JSONDocument.Letter.integer || letter == JSONDocument.Letter.double
                || letter == JSONDocument.Letter.unsigned
        else { throw wrong(at, node) }
        let value = document.number(at)
        let low = Double(bitPattern: UInt64(bitPattern: node.low))
        let high = Double(bitPattern: UInt64(bitPattern: node.high))
        guard value >= low, value <= high else {
            throw Fault(kind: .range, at: at, detail: Int(low), other: Int(high))
        }
    }

    /// `en`, `swa`, `zh-Hans`, `und`.
    static func isLanguage(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index < text.count, text[index].isLowercaseLetter { index += 1 }
        guard index == 2 || index == 3 else { return false }
        if index == text.count { return true }
        guard text[index] == UInt8(ascii: "-") else { return false }
        let subtag = index + 1
        for index in subtag..<text.count {
            let byte = text[index]
            guard byte.isLowercaseLetter || byte.isUppercaseLetter || byte.isDigit else {
                return false
            }
        }
        return (2...8).contains(text.count - subtag)
    }

    /// `-?` 1 to 18 digits, then perhaps a point and 1 to 4 digits.
    static func isDecimal(_ text: Span<UInt8>) -> Bool {
        var index = 0
        if text.count > 0, text[0] == UInt8(ascii: "-") { index = 1 }
        let whole = index
        while index < text.count, text[index].isDigit { index += 1 }
        guard (1...18).contains(index - whole) else { return false }
        if index == text.count { return true }
        guard text[index] == UInt8(ascii: ".") else { return false }
        index += 1
        let fraction = index
        while index < text.count, text[index].isDigit { index += 1 }
        return index == text.count && (1...4).contains(index - fraction)
    }

    static func isDigest(_ text: Span<UInt8>) -> Bool {
        guard text.count == 64 else { return false }
        for index in 0..<64 {
            let byte = text[index]
            guard byte.isDigit || byte &- UInt8(ascii: "a") < 6 else { return false }
        }
        return true
    }

    private func wrong(_ at: Int, _ node: Node) -> Fault {
        Fault(kind: .kind, at: at, detail: Int(node.kind.rawValue))
    }
}
