/// Short lists of numbers, end to end in one array: a million records, no allocation each.
struct ListArena: Sendable {
    private(set) var numbers: [UInt32] = []
    /// Numbers that belong to nobody any more.
    private(set) var waste = 0

    /// - Returns: where the list begins.
    mutating func append(_ list: [UInt32]) -> Int {
        let start = numbers.count
        numbers.append(contentsOf: list)
        return start
    }

    mutating func release(_ count: Int) { waste += count }

    /// Is it worth to move the lists together?
    var isWasteful: Bool { waste > 1 << 16 && waste * 2 > numbers.count }

    /// Starts anew; the caller appends every list that is still used.
    mutating func removeAll() {
        numbers = []
        waste = 0
    }
}

/// A list inside an arena, or inside the lists of a question.
struct NumberList {
    var start: Int
    var count: Int

    /// Have two lists in ascending order a number in common?
    @inline(__always)
    static func meet(
        _ a: NumberList, in aNumbers: borrowing Span<UInt32>, _ b: NumberList,
        in bNumbers: borrowing Span<UInt32>
    ) -> Bool {
        var i = a.start
        var j = b.start
        while i < a.start + a.count, j < b.start + b.count {
            let x = aNumbers[i]
            let y = bNumbers[j]
            if x == y { return true }
            if x < y { i += 1 } else { j += 1 }
        }
        return false
    }

    @inline(__always)
    static func equal(
        _ a: NumberList, in aNumbers: borrowing Span<UInt32>, _ b: NumberList,
        in bNumbers: borrowing Span<UInt32>
    ) -> Bool {
        guard a.count == b.count else { return false }
        for offset in 0..<a.count
        where aNumbers[a.start + offset] != bNumbers[b.start + offset] { return false }
        return true
    }

    /// The smallest number that two lists in ascending order have in common.
    static func firstCommon(
        _ a: NumberList, in aNumbers: borrowing Span<UInt32>, _ b: NumberList,
        in bNumbers: borrowing Span<UInt32>
    ) -> UInt32? {
        for at in a.start..<(a.start + a.count) {
            for other in b.start..<(b.start + b.count) where aNumbers[at] == bNumbers[other] {
                return aNumbers[at]
            }
        }
        return nil
    }

    /// Sum of the weights of the numbers that both hold, in ascending order.
    @inline(__always)
    static func commonWeight(
        _ a: NumberList, in aNumbers: borrowing Span<UInt32>, _ b: NumberList,
        in bNumbers: borrowing Span<UInt32>, weights: borrowing Span<Int32>
    ) -> Int {
        var sum = 0
        var i = a.start
        var j = b.start
        while i < a.start + a.count, j < b.start + b.count {
            let x = aNumbers[i]
            let y = bNumbers[j]
            if x == y {
                sum += Int(weights[Int(x)])
                i += 1
                j += 1
            } else if x < y {
                i += 1
            } else {
                j += 1
            }
        }
        return sum
    }
}
