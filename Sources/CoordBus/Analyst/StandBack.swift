/// When the analysis leaves the machine to the bus: while more comes in or goes out than the analysis could take up anyway, and for so
/// long at a time only.
///
/// A burst is then taken, and a reader that catches up served, as if nothing was computed beside it; what the burst means is found
/// a little later. Pure: times and counts are told.
struct StandBack {
    /// A record taken weighs ten, one handed out weighs one. Some 50,000 taken or 500,000 handed out a second.
    static let recordWeight: UInt64 = 10
    static let weightASecond: UInt64 = 500_000
    /// Between two looks at the traffic, nanoseconds.
    static let lookNanoseconds: UInt64 = 20_000_000
    /// So long it stands back at most, and then works as long, whatever comes: a flood that does not end is shared.
    static let turnNanoseconds: UInt64 = 10_000_000_000
    /// A flood has ended when for so long there was none: who has published in a burst often reads or publishes on at once.
    static let calmNanoseconds: UInt64 = 300_000_000

    /// Work that was begun before waits only so long after the last look that saw a flood: what it writes is late already, and a short
    /// burst must not make it later.
    static let pourNanoseconds: UInt64 = 2 * lookNanoseconds

    private var lookedAt: UInt64?
    private var weightThen: UInt64 = 0
    private var isFlood = false
    private var floodedAt: UInt64 = 0
    /// When the flood that is on began, or when it was last given a turn to work or to stand back.
    private var turnSince: UInt64 = 0
    private var isWorkingTurn = false

    /// - Parameters:
    ///   - now: monotonic nanoseconds.
    ///   - weight: of all traffic since the start, see `recordWeight`.
    /// - Returns: whether the analysis should wait a while, some `lookNanoseconds`, and ask again.
    mutating func isDue(now: UInt64, weight: UInt64) -> Bool {
        guard let before = lookedAt else {
            lookedAt = now
            weightThen = weight
            return false
        }
        guard now >= before + Self.lookNanoseconds else { return isFlood && !isWorkingTurn }
        // Less than before, where the log refused what had been counted, is nothing. In floating point, as the product of a long
        // span would not fit.
        let passed = Double(weight) - Double(weightThen)
        if passed * 1e9 >= Double(Self.weightASecond) * Double(now - before) { floodedAt = now }
        let floods = floodedAt > 0 && now < floodedAt + Self.calmNanoseconds
        lookedAt = now
        weightThen = weight
        if floods != isFlood {
            isFlood = floods
            turnSince = now
            isWorkingTurn = false
        } else if floods, now >= turnSince + Self.turnNanoseconds {
            turnSince = now
            isWorkingTurn.toggle()
        }
        return isFlood && !isWorkingTurn
    }

    /// Whether work that was begun before should wait too. To be asked after `isDue`.
    func pours(now: UInt64) -> Bool {
        isFlood && !isWorkingTurn && now < floodedAt + Self.pourNanoseconds
    }
}
