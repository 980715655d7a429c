internal import Platform
internal import Synchronization

/// How much the bus has taken and handed out since its start, told once a turn to whoever gives way to it. Costs the bus one store.
///
/// One decision for all who give way: were each to take its turns for itself, the analyst would wait in its own for a writer that
/// stands back in its.
package final class BusTraffic: Sendable {
    private let total = Atomic<UInt64>(0)
    private let standBack = Mutex(StandBack())

    package init() {}

    /// For the bus thread.
    func set(recorded: UInt64, delivered: UInt64) {
        total.store(recorded &* StandBack.recordWeight &+ delivered, ordering: .relaxed)
    }

    /// - Parameter now: monotonic nanoseconds.
    /// - Returns: whether the analysis should wait a while, some `StandBack.lookNanoseconds`, and ask again.
    func isFlood(now: UInt64) -> Bool {
        let weight = total.load(ordering: .relaxed)
        return standBack.withLock { $0.isDue(now: now, weight: weight) }
    }

    private func pours(now: UInt64) -> Bool {
        let weight = total.load(ordering: .relaxed)
        return standBack.withLock { $0.isDue(now: now, weight: weight) && $0.pours(now: now) }
    }

    /// For a thread that writes what the analysis has found, every few microseconds of its work: whoever wants to run goes first,
    /// and while it pours it sleeps. A daemon that ends takes nothing more, so the sleep ends soon in any case.
    func giveWay() {
        OSThread.pass()
        while pours(now: monotonicNanoseconds()) {
            sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + StandBack.lookNanoseconds)
        }
    }
}
