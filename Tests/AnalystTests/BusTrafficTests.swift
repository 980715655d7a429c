import Platform
import Testing

@testable import CoordBus

@Suite struct BusTrafficTests {
    @Test("Whoever asks gets the same answer, also one that asks seldom")
    func oneDecision() {
        let traffic = BusTraffic()
        var now: UInt64 = 1_000
        _ = traffic.isFlood(now: now)
        var turns: [Bool] = []
        for number in 1...1_500 {
            now += StandBack.lookNanoseconds
            traffic.set(recorded: UInt64(number) * 10_000, delivered: 0)
            let isFlood = traffic.isFlood(now: now)
            // A writer that has had nothing to do for eight seconds asks as well.
            if number % 400 == 0 { #expect(traffic.isFlood(now: now + 1) == isFlood) }
            turns.append(isFlood)
        }
        #expect(turns.contains(true) && turns.contains(false))
    }

    @Test("A writer sleeps through a flood and wakes by itself when nothing comes any more")
    func sleepsThroughFlood() {
        let traffic = BusTraffic()
        let start = monotonicNanoseconds()
        traffic.giveWay()
        #expect(!traffic.isFlood(now: start))
        traffic.set(recorded: 1_000_000, delivered: 0)
        let flooded = monotonicNanoseconds() + StandBack.lookNanoseconds
        #expect(traffic.isFlood(now: flooded))
        traffic.giveWay()
        #expect(monotonicNanoseconds() >= flooded + StandBack.pourNanoseconds)
    }
}
