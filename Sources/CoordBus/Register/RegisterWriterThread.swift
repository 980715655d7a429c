internal import Platform
internal import Synchronization

/// The thread that writes the register, so that the analyst goes on with the next batch meanwhile. It has one at a time.
final class RegisterWriterThread: Sendable {
    /// Nil ends it.
    private let orders = Handoff<RegisterBatch?>(countMax: 2, bell: Bell())
    private let outcomes = Handoff<Result<RegisterBatch, FoldError>>(countMax: 1, bell: Bell())

    func give(_ batch: RegisterBatch) {
        let isTaken = orders.offer(batch)
        precondition(isTaken, "the register's writer was given more than one batch")
    }

    func stop() { _ = orders.offer(nil) }

    /// The batch given before, written; nil when it is not yet.
    func takeWritten() throws(FoldError) -> RegisterBatch? {
        var found: [Result<RegisterBatch, FoldError>] = []
        outcomes.drain(into: &found)
        return try found.first?.get()
    }

    /// Waits until the batch given before is written.
    func waitForWritten() throws(FoldError) -> RegisterBatch {
        while true {
            if let batch = try takeWritten() { return batch }
            outcomes.bell.wait()
        }
    }

    /// The thread's body: runs until `stop`. A batch that was given before is written still.
    func run(_ writer: RegisterWriter) {
        var waiting: [RegisterBatch?] = []
        while true {
            orders.bell.wait()
            orders.drain(into: &waiting)
            for batch in waiting {
                guard let batch else { return }
                let outcome: Result<RegisterBatch, FoldError>
                do throws(FoldError) {
                    try writer.write(batch)
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
