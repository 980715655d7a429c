extension UInt8 {
    @inline(__always)
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    @inline(__always)
    var isLowercaseLetter: Bool { self &- UInt8(ascii: "a") < 26 }

    @inline(__always)
    var isUppercaseLetter: Bool { self &- UInt8(ascii: "A") < 26 }

    /// The value of a decimal digit; anything else is no digit and gives 10 or more.
    @inline(__always)
    var digit: Int { Int(self &- UInt8(ascii: "0")) }
}

/// A set of three-letter codes `AAA` to `ZZZ` as bits, so that a look-up is one load.
struct LetterTriples: Sendable {
    private var words = [UInt64](repeating: 0, count: 26 * 26 * 26 / 64 + 1)

    /// - Parameter stride: letters an entry takes in each of `tables`, of which the first three are the code.
    init(_ tables: String...) {
        for table in tables {
            for entry in table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let utf8 = Array(entry.utf8)
                guard let index = Self.index(utf8[0], utf8[1], utf8[2]) else {
                    preconditionFailure("not three letters: \(entry)")
                }
                words[index / 64] |= 1 << UInt64(index % 64)
            }
        }
    }

    @inline(__always)
    func contains(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
        guard let index = Self.index(a, b, c) else { return false }
        return words[index / 64] & (1 << UInt64(index % 64)) != 0
    }

    @inline(__always)
    private static func index(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int? {
        guard a.isUppercaseLetter, b.isUppercaseLetter, c.isUppercaseLetter else { return nil }
        let base = UInt8(ascii: "A")
        return Int(a &- base) * 676 + Int(b &- base) * 26 + Int(c &- base)
    }
}
