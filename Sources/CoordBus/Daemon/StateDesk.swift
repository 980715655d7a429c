package import BusCore
package import Platform
internal import Synchronization

/// Where another thread asks the bus thread how it is. Costs the bus one load a turn while nobody asks.
package final class StateDesk: Sendable {
    private let isAsked = Atomic<Bool>(false)
    private let state = Mutex<BusState?>(nil)
    private let busBell: Bell
    /// Rung when a state waits.
    package let bell = Bell()

    /// - Parameter busBell: wakes the bus thread.
    package init(busBell: Bell) { self.busBell = busBell }

    /// For who wants to know; the state comes within a turn of the bus thread, unless that is stuck.
    package func ask() {
        isAsked.store(true, ordering: .sequentiallyConsistent)
        busBell.ring()
    }

    /// For the bus thread, once a turn.
    package func answerIfAsked(_ make: () -> BusState) {
        guard isAsked.load(ordering: .relaxed) else { return }
        isAsked.store(false, ordering: .sequentiallyConsistent)
        let new = make()
        state.withLock { $0 = new }
        bell.ring()
    }

    /// What came; nil when nothing has since the last look.
    package func take() -> BusState? { state.withLock { $0.take() } }
}
