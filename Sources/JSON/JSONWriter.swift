public import Bytes

/// Writes JSON in the order it is told, without spaces: the same calls give the same bytes.
public struct JSONWriter: ~Copyable {
    public private(set) var buffer: ByteBuffer
    private var needsComma = false

    public init(capacity: Int = 512) { buffer = ByteBuffer(capacity: capacity) }

    public mutating func removeAll() {
        buffer.removeAll()
        needsComma = false
    }

    public var bytes: Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get { buffer.bytes }
    }

    /// What was written, as text.
    public var text: String { buffer.bytes.text }

    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        separate()
        buffer.append(byte: UInt8(ascii: "{"))
        needsComma = false
        body(&self)
        buffer.append(byte: UInt8(ascii: "}"))
        needsComma = true
    }

    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        separate()
        buffer.append(byte: UInt8(ascii: "["))
        needsComma = false
        body(&self)
        buffer.append(byte: UInt8(ascii: "]"))
        needsComma = true
    }

    public mutating func key(_ name: String) {
        separate()
        quote(name)
        buffer.append(byte: UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func value(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    public mutating func value<I: BinaryInteger>(_ number: I) { literal(String(number)) }

    public mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

    /// Finite numbers only; others become null, as JSON has no word for them.
    public mutating func value(_ number: Double) {
        literal(number.isFinite ? "\(number)" : "null")
    }

    public mutating func null() { literal("null") }

    /// Bytes that are JSON already.
    public mutating func raw(_ json: Span<UInt8>) {
        separate()
        buffer.append(json)
        needsComma = true
    }

    public mutating func member(_ name: String, _ text: String) {
        key(name)
        value(text)
    }

    public mutating func member<I: BinaryInteger>(_ name: String, _ number: I) {
        key(name)
        value(number)
    }

    public mutating func member(_ name: String, _ flag: Bool) {
        key(name)
        value(flag)
    }

    private mutating func literal(_ text: String) {
        separate()
        buffer.append(text)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { buffer.append(byte: UInt8(ascii: ",")) }
    }

    private mutating func quote(_ text: String) {
        buffer.append(byte: UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): buffer.append("\\\"")
            case UInt8(ascii: "\\"): buffer.append("\\\\")
            case 0x0A: buffer.append("\\n")
            case 0x0D: buffer.append("\\r")
            case 0x09: buffer.append("\\t")
            case 0..<0x20:
                let hex = String(byte, radix: 16)
                buffer.append("\\u00" + (hex.utf8.count == 1 ? "0" : "") + hex)
            default: buffer.append(byte: byte)
            }
        }
        buffer.append(byte: UInt8(ascii: "\""))
    }
}
