import Testing

@testable import CoordBus

@Suite struct StandBackTests {
    private static let look = StandBack.lookNanoseconds

    /// Looks every 20 ms at so many records a second; whether it stood back, look by look.
    private func looks(
        _ standBack: inout StandBack, from start: UInt64, _ weight: inout UInt64, seconds: Double,
        recordsASecond: Double
    ) -> [Bool] {
        (1...Int(seconds * 50)).map { number in
            weight += UInt64(recordsASecond / 50) * StandBack.recordWeight
            return standBack.isDue(now: start + UInt64(number) * Self.look, weight: weight)
        }
    }

    @Test("What the analysis can keep up with it takes up at once")
    func moderate() {
        var standBack = StandBack()
        var weight: UInt64 = 0
        let stood = looks(&standBack, from: 1_000, &weight, seconds: 5, recordsASecond: 20_000)
        #expect(!stood.contains(true))
    }

    @Test("A burst has the machine to itself, and a third of a second without one ends the wait")
    func burst() {
        var standBack = StandBack()
        var weight: UInt64 = 0
        _ = standBack.isDue(now: 1_000, weight: 0)
        let burst = looks(&standBack, from: 1_000, &weight, seconds: 4, recordsASecond: 300_000)
        #expect(!burst.contains(false))
        let after = looks(
            &standBack, from: 1_000 + 4_000_000_000, &weight, seconds: 1, recordsASecond: 0)
        #expect(after == (1...50).map { $0 < 15 })
    }

    @Test("A reader that catches up counts as the bus at work")
    func catchUp() {
        var standBack = StandBack()
        let first = standBack.isDue(now: 1_000, weight: 0)
        let second = standBack.isDue(now: 1_000 + Self.look, weight: 40_000)
        let sameLook = standBack.isDue(now: 1_001 + Self.look, weight: 40_000)
        #expect([first, second, sameLook] == [false, true, true])
    }

    @Test("A flood without end is shared: ten seconds for the bus, ten for the analysis")
    func shared() {
        var standBack = StandBack()
        var weight: UInt64 = 0
        _ = standBack.isDue(now: 1_000, weight: 0)
        let stood = looks(&standBack, from: 1_000, &weight, seconds: 60, recordsASecond: 300_000)
        let share = Double(stood.count(where: { $0 })) / Double(stood.count)
        #expect((0.45...0.55).contains(share))
        let longest = stood.split(separator: false).map(\.count).max() ?? 0
        #expect(longest <= 501)
    }

    @Test("What was begun before a short burst waits for the burst only")
    func short() {
        var standBack = StandBack()
        _ = standBack.isDue(now: 1_000, weight: 0)
        let isDue = standBack.isDue(now: 1_000 + Self.look, weight: 40_000)
        let atOnce = standBack.pours(now: 1_000 + Self.look)
        let after = 1_000 + Self.look + StandBack.pourNanoseconds
        let isStillDue = standBack.isDue(now: after, weight: 40_000)
        #expect(
            [isDue, atOnce, isStillDue, standBack.pours(now: after)] == [true, true, true, false])
    }

    @Test("Counts that step back, as when the disk is full, are no flood")
    func stepBack() {
        var standBack = StandBack()
        _ = standBack.isDue(now: 1_000, weight: 5_000_000)
        let isDue = standBack.isDue(now: 1_000 + Self.look, weight: 1_000_000)
        #expect(!isDue)
    }
}
