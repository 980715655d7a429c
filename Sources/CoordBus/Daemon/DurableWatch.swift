package import Platform
internal import Synchronization

/// Tells a thread that reads the log that more of it is durable. Costs the bus one load a commit while the reader is busy.
package final class DurableWatch: Sendable {
    private let isWaiting = Atomic<Bool>(false)
    package let bell = Bell()

    package init() {}

    /// For the reader, before it waits for `bell`; it must look at the log once more in between.
    package func arm() { isWaiting.store(true, ordering: .sequentiallyConsistent) }

    /// For the bus thread, after a commit.
    package func advanced() {
        guard isWaiting.load(ordering: .sequentiallyConsistent) else { return }
        isWaiting.store(false, ordering: .relaxed)
        bell.ring()
    }
}
