/// Which numbers a list may hold, in 64 bits: a bit that is not set proves that none of its numbers is there.
struct NumberSketch: Sendable {
    private var bits: UInt64 = 0

    init() {}

    init(_ list: NumberList, in numbers: borrowing Span<UInt32>) {
        for at in list.start..<(list.start + list.count) { bits |= Self.bit(numbers[at]) }
    }

    @inline(__always)
    func mayHold(_ number: UInt32) -> Bool { bits & Self.bit(number) != 0 }

    @inline(__always)
    private static func bit(_ number: UInt32) -> UInt64 {
        1 << UInt64((number &* 0x9E37_79B9) >> 26)
    }
}
