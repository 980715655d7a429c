/// The votes that a record aims at, each by the year in which its season begins: 1980 to 2043, one bit a year.
package struct VoteYears: Hashable, Sendable {
    package private(set) var bits: UInt64 = 0

    static let first = 1980

    package init() {}

    /// Years outside of 1980 to 2043 are left out.
    package init(_ years: some Sequence<Int>) {
        for year in years where (0..<64).contains(year - Self.first) {
            bits |= 1 << UInt64(year - Self.first)
        }
    }

    init(bits: UInt64) { self.bits = bits }

    package var isEmpty: Bool { bits == 0 }
    package func isDisjoint(with other: VoteYears) -> Bool { bits & other.bits == 0 }
    package var years: [Int] {
        (0..<64).filter { bits >> UInt64($0) & 1 == 1 }.map { $0 + Self.first }
    }
}
