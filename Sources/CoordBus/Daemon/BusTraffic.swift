internal import Synchronization

/// How much the bus has taken and handed out since its start, told once a turn to whoever gives way to it. Costs the bus one store.
package final class BusTraffic: Sendable {
    private let total = Atomic<UInt64>(0)

    package init() {}

    /// For the bus thread.
    func set(recorded: UInt64, delivered: UInt64) {
        total.store(recorded &* StandBack.recordWeight &+ delivered, ordering: .relaxed)
    }

    /// See `StandBack`.
    var weight: UInt64 { total.load(ordering: .relaxed) }
}
