internal import Platform

/// A thread that writes a fold's batches, so that the analyst goes on with the next one meanwhile. It has one at a time.
final class BatchWriterThread<Batch: Sendable>: Sendable {
    private enum Order {
        case write(Batch), rest, stop
    }

    private let orders = Handoff<Order>(countMax: 3, bell: Bell())
    private let outcomes = Handoff<Result<Batch, FoldError>>(countMax: 1, bell: Bell())

    func give(_ batch: Batch) {
        let isTaken = orders.offer(.write(batch))
        precondition(isTaken, "a writer was given more than one batch")
    }

    /// Nothing comes for now: what only a burst needed is given back to the system, soon. Once after a batch.
    func rest() { _ = orders.offer(.rest) }

    func stop() { _ = orders.offer(.stop) }

    /// The batch given before, written; nil when it is not yet.
    func takeWritten() throws(FoldError) -> Batch? {
        var found: [Result<Batch, FoldError>] = []
        outcomes.drain(into: &found)
        return try found.first?.get()
    }

    /// Waits until the batch given before is written.
    func waitForWritten() throws(FoldError) -> Batch {
        while true {
            if let batch = try takeWritten() { return batch }
            outcomes.bell.wait()
        }
    }

    /// The thread's body: runs until `stop`. A batch that was given before is written still.
    /// - Parameter rest: gives back what the database holds of its file in memory.
    func run(_ write: (Batch) throws(FoldError) -> Void, rest: () -> Void) {
        var waiting: [Order] = []
        while true {
            orders.bell.wait()
            orders.drain(into: &waiting)
            for order in waiting {
                switch order {
                case .stop: return
                case .rest:
                    rest()
                    trimHeap()
                case .write(let batch):
                    let outcome: Result<Batch, FoldError>
                    do throws(FoldError) {
                        try write(batch)
                        outcome = .success(batch)
                    } catch {
                        outcome = .failure(error)
                    }
                    _ = outcomes.offer(outcome)
                }
            }
            waiting.removeAll(keepingCapacity: true)
        }
    }
}
