public import Bytes

extension ByteBuffer {
    /// Appends a value of a parsed document as JSON, without spaces, members in their order.
    ///
    /// Numbers that are not whole are written as the shortest text that reads back the same.
    public mutating func append(_ document: borrowing JSONDocument, valueAt index: Int) {
        switch document.kind(index) {
        case .object: appendMembers(document, index)
        case .array: appendValues(document, index)
        case .string: append(quoting: document.string(index))
        case .integer: append(String(document.integer(index)))
        case .unsigned: append(String(document.tape[index + 1]))
        case .double: append("\(document.number(index))")
        case .yes: append("true")
        case .no: append("false")
        case .null: append("null")
        }
    }

    private mutating func appendMembers(_ document: borrowing JSONDocument, _ index: Int) {
        append(byte: UInt8(ascii: "{"))
        var at = document.first(in: index)
        while !document.isEnd(at) {
            append(quoting: document.string(at))
            append(byte: UInt8(ascii: ":"))
            append(document, valueAt: at + 1)
            at = document.after(at + 1)
            if !document.isEnd(at) { append(byte: UInt8(ascii: ",")) }
        }
        append(byte: UInt8(ascii: "}"))
    }

    private mutating func appendValues(_ document: borrowing JSONDocument, _ index: Int) {
        append(byte: UInt8(ascii: "["))
        var at = document.first(in: index)
        while !document.isEnd(at) {
            append(document, valueAt: at)
            at = document.after(at)
            if !document.isEnd(at) { append(byte: UInt8(ascii: ",")) }
        }
        append(byte: UInt8(ascii: "]"))
    }

    /// Appends UTF-8 between quotation marks, escaped where JSON asks for it.
    public mutating func append(quoting text: Span<UInt8>) {
        append(byte: UInt8(ascii: "\""))
        var plain = 0
        for at in text.indices {
            let byte = text[at]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                continue
            }
            append(text.extracting(plain..<at))
            appendEscape(byte)
            plain = at + 1
        }
        append(text.extracting(plain..<text.count))
        append(byte: UInt8(ascii: "\""))
    }

    private mutating func appendEscape(_ byte: UInt8) {
        append(byte: UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: append(byte: UInt8(ascii: "n"))
        case 0x0D: append(byte: UInt8(ascii: "r"))
        case 0x09: append(byte: UInt8(ascii: "t"))
        case 0..<0x20:
            append("u00")
            append(byte: byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
            append(byte: Array("0123456789abcdef".utf8)[Int(byte & 15)])
        default: append(byte: byte)
        }
    }
}
