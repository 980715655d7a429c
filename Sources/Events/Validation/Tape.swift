internal import Bytes
internal import JSON

/// simdjson's tape read from inside this module, so that the compiler can inline every step of the walk.
///
/// A word is a letter in its top byte and a payload below; see simdjson's doc/tape.md. `JSONDocument` offers the same
/// with checks for everybody else.
extension JSONDocument {
    /// The tape's letters as plain numbers: `Kind`'s raw values are a call away in another module.
    enum Letter {
        static let object = UInt8(ascii: "{")
        static let array = UInt8(ascii: "[")
        static let text = UInt8(ascii: "\"")
        static let integer = UInt8(ascii: "l")
        static let unsigned = UInt8(ascii: "u")
        static let double = UInt8(ascii: "d")
        static let yes = UInt8(ascii: "t")
        static let no = UInt8(ascii: "f")
    }

    @inline(__always)
    func letter(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: tape[index] >> 56) }

    @inline(__always)
    func isText(_ index: Int) -> Bool { letter(index) == Letter.text }

    @inline(__always)
    func isObject(_ index: Int) -> Bool { letter(index) == Letter.object }

    @inline(__always)
    func isArray(_ index: Int) -> Bool { letter(index) == Letter.array }

    /// Is this a closing bracket?
    @inline(__always)
    func isClosing(_ index: Int) -> Bool { letter(index) | 0x20 == 0x7D }

    /// The index of what follows the value at `index`.
    @inline(__always)
    func next(_ index: Int) -> Int {
        let word = tape[index]
        switch UInt8(truncatingIfNeeded: word >> 56) {
        case Letter.object, Letter.array: return Int(word & 0xFFFF_FFFF)
        case Letter.integer, Letter.unsigned, Letter.double: return index &+ 2
        default: return index &+ 1
        }
    }

    /// Bytes of a text or key, escapes resolved.
    @inline(__always)
    func byteCount(_ index: Int) -> Int {
        let at = Int(truncatingIfNeeded: tape[index] & 0x00FF_FFFF_FFFF_FFFF)
        return Int(strings.littleEndian(at: at, as: UInt32.self))
    }

    /// A text or key as four words, without its first `dropped` bytes; nil when it is longer than 32 bytes.
    ///
    /// simdjson's buffer of strings ends with 64 spare bytes, so whole words can be loaded.
    @inline(__always)
    func packed(_ index: Int, droppingFirst dropped: Int = 0) -> PackedText? {
        let at = Int(truncatingIfNeeded: tape[index] & 0x00FF_FFFF_FFFF_FFFF)
        let count = Int(strings.littleEndian(at: at, as: UInt32.self))
        return PackedText(strings, at: at &+ 4 &+ dropped, count: count &- dropped)
    }
}
