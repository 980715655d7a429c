/// What the index compares of a record, in one cache line, with its title in another: a pair is weighed without looking
/// anywhere else.
///
/// A record with several agencies, countries, places or groups of beneficiaries is not plain, and neither is one with a
/// long title: its lists are compared instead.
struct LiveRow: Sendable {
    var slot: Int32 = 0
    /// The only agency, or `none`.
    var agency: UInt32 = none
    /// Log-odds, up to where more make no difference.
    var electoral = 0.0
    /// Agencies that it names.
    var names = NumberSketch()
    /// 0 when unknown.
    var amount = 0.0
    var currency: UInt32 = 0
    var instrument: UInt32 = 0
    var place: UInt32 = none
    var beneficiary: UInt32 = none
    var titleWeight: Int32 = 0
    var startSlack: Int16 = 0
    var endSlack: Int16 = 0
    var isPlain = false
    var isBasketFund = false

    static let none = UInt32.max

    init() {}

    init(_ record: CompactRecord, slot: Int32, in numbers: borrowing Span<UInt32>) {
        func only(_ list: NumberList) -> UInt32 {
            list.count == 1 ? numbers[list.start] : Self.none
        }
        self.slot = slot
        agency = only(record.list(.agencies))
        electoral = min(record.electoral, WhatAndWhen.electoralFull)
        names = NumberSketch(record.list(.names), in: numbers)
        amount = record.amount
        currency = record.currency
        instrument = record.instrument
        place = only(record.list(.places))
        beneficiary = only(record.list(.beneficiaries))
        titleWeight = record.titleWeight
        startSlack = Int16(clamping: record.startSlack)
        endSlack = Int16(clamping: record.endSlack)
        isBasketFund = record.isBasketFund
        isPlain =
            record.list(.agencies).count == 1 && record.list(.countries).count == 1
            && record.list(.places).count < 2 && record.list(.beneficiaries).count < 2
            && record.list(.words).count <= LiveTitle.wordsMax
    }
}

/// The different words of a plain record's title.
struct LiveTitle: Sendable {
    static let wordsMax = 15

    private(set) var count: UInt32 = 0
    private(set) var words: [15 of UInt32] = .init(repeating: 0)

    init() {}

    /// Of a record with more words nothing is kept.
    init(_ record: CompactRecord, in numbers: borrowing Span<UInt32>) {
        let list = record.list(.words)
        guard list.count <= Self.wordsMax else { return }
        count = UInt32(list.count)
        for index in 0..<list.count { words[index] = numbers[list.start + index] }
    }
}
