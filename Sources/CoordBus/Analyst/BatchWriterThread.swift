internal import Platform

/// A thread that writes a fold's batches, so that the analyst goes on with the next one meanwhile. It has one at a time.
final class BatchWriterThread<Batch: Sendable>: Sendable {
    /// Nil ends it.
    private let orders = Handoff<Batch?>(countMax: 2, bell: Bell())
    private let outcomes = Handoff<Result<Batch, FoldError>>(countMax: 1, bell: Bell())

    func give(_ batch: Batch) {
        let isTaken = orders.offer(batch)
        precondition(isTaken, "a writer was given more than one batch")
    }

    func stop() { _ = orders.offer(nil) }

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
    func run(_ write: (Batch) throws(FoldError) -> Void) {
        var waiting: [Batch?] = []
        while true {
            orders.bell.wait()
            orders.drain(into: &waiting)
            for batch in waiting {
                guard let batch else { return }
                let outcome: Result<Batch, FoldError>
                do throws(FoldError) {
                    try write(batch)
                    outcome = .success(batch)
                } catch {
                    outcome = .failure(error)
                }
                _ = outcomes.offer(outcome)
            }
            waiting.removeAll(keepingCapacity: true)
        }
    }
}
