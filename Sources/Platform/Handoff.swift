internal import Synchronization

/// The only way from one thread into another: bounded, drained in one swap, never blocking the sender.
package final class Handoff<Item: Sendable>: Sendable {
    private let items = Mutex<[Item]>([])
    private let countMax: Int
    package let bell: Bell

    package init(countMax: Int, bell: Bell) {
        self.countMax = countMax
        self.bell = bell
    }

    /// - Returns: false when full. The caller must shed load; nothing is buffered without bound.
    package func offer(_ item: Item) -> Bool {
        let accepted = items.withLock { items in
            guard items.count < countMax else { return false }
            items.append(item)
            return true
        }
        if accepted { bell.ring() }
        return accepted
    }

    /// Swaps the waiting items for `batch`, which must be empty; both keep their storage.
    package func drain(into batch: inout [Item]) {
        precondition(batch.isEmpty)
        items.withLock { swap(&$0, &batch) }
    }
}
