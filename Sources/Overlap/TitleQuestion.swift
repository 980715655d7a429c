/// The words of one title, laid out so that those in common with many other titles are found without a search: a table in
/// which each word has a place of its own.
struct TitleQuestion: Sendable {
    /// By place, the word's number in the upper half and its weight in the lower. 0 is free.
    private var table: [UInt64]
    private var factor: UInt32

    /// Do all words have a place? If not, lists have to be compared.
    private(set) var isComplete = false

    private static let places = 256
    /// Odd numbers that spread words differently; three in four titles do with the first.
    private static let factors: [5 of UInt32] = [
        0x9E37_79B9, 0x85EB_CA6B, 0xC2B2_AE35, 0x27D4_EB2F, 0x1656_67B1,
    ]

    init(
        _ title: NumberList, in numbers: borrowing Span<UInt32>, weights: borrowing Span<Int32>
    ) {
        table = [UInt64](repeating: 0, count: Self.places)
        factor = 0
        for index in Self.factors.indices where !isComplete {
            factor = Self.factors[index]
            if index > 0 { table = [UInt64](repeating: 0, count: Self.places) }
            isComplete = fill(title, numbers, weights)
        }
    }

    /// - Returns: false when two words want one place.
    private mutating func fill(
        _ title: NumberList, _ numbers: borrowing Span<UInt32>, _ weights: borrowing Span<Int32>
    ) -> Bool {
        for at in title.start..<(title.start + title.count) {
            let word = numbers[at]
            // Words of a question that no record holds are in no other title.
            guard word < Interner.unknown else { continue }
            let place = Self.place(word, factor)
            guard table[place] == 0 else { return false }
            table[place] =
                UInt64(word + 1) << 32 | UInt64(UInt32(bitPattern: weights[Int(word)]))
        }
        return true
    }

    /// Sum of the weights of the words that another title has too.
    @inline(__always)
    func commonWeight(_ titles: Span<LiveTitle>, _ at: Int) -> Int {
        var sum: UInt64 = 0
        let table = table.span
        for index in 0..<Int(titles[at].count) {
            let word = titles[at].words[index]
            let entry = table[Self.place(word, factor)]
            sum &+= entry >> 32 == UInt64(word) + 1 ? entry & 0xFFFF_FFFF : 0
        }
        return Int(sum)
    }

    @inline(__always)
    private static func place(_ word: UInt32, _ factor: UInt32) -> Int {
        Int((word &* factor) >> 24)
    }
}
