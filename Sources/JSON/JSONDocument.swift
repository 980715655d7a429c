public import Bytes
internal import CSimdjson

/// A parsed document, read in place. Values are named by their index on simdjson's tape; `root` is the first.
///
/// Lent by the parser: it cannot outlive the next parse.
@safe public struct JSONDocument: ~Escapable {
    public let tape: Span<UInt64>
    public let strings: Span<UInt8>
    /// Did the source hold a backslash? Only then can a string hold NUL or half a surrogate pair.
    public let hasEscapes: Bool

    @_lifetime(immortal)
    init(_ raw: csimdjson_document) {
        let tape = unsafe Span(_unsafeStart: raw.tape!, count: raw.tape_count)
        let strings = unsafe Span(_unsafeStart: raw.strings!, count: raw.strings_count)
        self.tape = unsafe _overrideLifetime(tape, copying: ())
        self.strings = unsafe _overrideLifetime(strings, copying: ())
        hasEscapes = unsafe raw.has_escapes != 0
    }

    public enum Kind: UInt8, Sendable {
        case object = 0x7B  // {
        case array = 0x5B  // [
        case string = 0x22  // "
        case integer = 0x6C  // l
        case unsigned = 0x75  // u: beyond Int64.max
        case double = 0x64  // d
        case yes = 0x74  // t
        case no = 0x66  // f
        case null = 0x6E  // n

        public var name: String {
            switch self {
            case .object: "an object"
            case .array: "a list"
            case .string: "text"
            case .integer, .unsigned: "a whole number"
            case .double: "a number"
            case .yes, .no: "true or false"
            case .null: "null"
            }
        }
    }

    public var root: Int { 1 }

    @inlinable @inline(__always)
    public func kind(_ index: Int) -> Kind {
        guard let kind = Kind(rawValue: UInt8(truncatingIfNeeded: tape[index] >> 56)) else {
            preconditionFailure("not a value: tape index \(index)")
        }
        return kind
    }

    /// The index of what follows the value at `index`, whatever it holds.
    @inlinable @inline(__always)
    public func after(_ index: Int) -> Int {
        switch kind(index) {
        case .object, .array: Int(tape[index] & 0xFFFF_FFFF)
        case .integer, .unsigned, .double: index + 2
        default: index + 1
        }
    }

    /// First key of an object or first value of an array; check with `isEnd` first.
    public func first(in index: Int) -> Int { index + 1 }

    /// Is this the closing bracket?
    @inlinable @inline(__always)
    public func isEnd(_ index: Int) -> Bool {
        let type = UInt8(truncatingIfNeeded: tape[index] >> 56)
        return type == 0x7D || type == 0x5D
    }

    /// Number of members or values (simdjson saturates at 2^24 - 1).
    public func count(of index: Int) -> Int { Int((tape[index] >> 32) & 0xFF_FFFF) }

    /// The UTF-8 of a string or key, escapes resolved.
    @_lifetime(copy self)
    @inlinable @inline(__always)
    public func string(_ index: Int) -> Span<UInt8> {
        let at = Int(tape[index] & 0x00FF_FFFF_FFFF_FFFF)
        let length = Int(strings.littleEndian(at: at, as: UInt32.self))
        return strings.extracting((at + 4)..<(at + 4 + length))
    }

    public func text(_ index: Int) -> String { string(index).text }

    /// Of a value of kind `.integer`.
    public func integer(_ index: Int) -> Int64 { Int64(bitPattern: tape[index + 1]) }

    /// Of any number.
    public func number(_ index: Int) -> Double {
        switch kind(index) {
        case .double: Double(bitPattern: tape[index + 1])
        case .unsigned: Double(tape[index + 1])
        default: Double(Int64(bitPattern: tape[index + 1]))
        }
    }

    /// The value of `key` in the object at `index`; the first when it occurs twice.
    public func value(_ key: StaticString, in index: Int) -> Int? {
        guard kind(index) == .object else { return nil }
        var at = first(in: index)
        while !isEnd(at) {
            if string(at).equals(key) { return at + 1 }
            at = after(at + 1)
        }
        return nil
    }

    /// Text at `key` in the object at `index`, if it is text.
    public func text(_ key: StaticString, in index: Int) -> String? {
        guard let value = value(key, in: index), kind(value) == .string else { return nil }
        return text(value)
    }
}
