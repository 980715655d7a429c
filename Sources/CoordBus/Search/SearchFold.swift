internal import BusCore
package import JSON
internal import Platform
internal import SQLite

/// Keeps the search index up with the log. The latest event of a thing, by its time, then the name of its agency, then its
/// sequence, gives the words; what it leaves unsaid (no title, no text) stays as it was. The narrowest label of all its events holds.
///
/// On the analyst's thread events with words are copied, and no more; a thread of its own takes the words out and writes
/// them, with the last sequence in the same transaction, so that a crash costs nothing.
package final class SearchFold: Fold {
    package let name = "search"
    /// What is committed.
    package private(set) var appliedThrough: UInt64
    /// What is in the batch that fills, too.
    private var gathered: UInt64

    private let writer = BatchWriterThread<SearchBatch>()
    private var thread: OSThread?
    /// Why the writer could not go on; nothing is given to it any more.
    private var failure: FoldError?
    /// Does the writer have a batch?
    private var isWriting = false
    private var filling = SearchBatch()
    /// The other one, while the writer does not have it.
    private var spare: SearchBatch? = SearchBatch()
    private var lastCommit: UInt64 = 0
    /// Is nothing larger than an empty batch held since the last one was written?
    private var isResting = true
    /// Each commit leaves lists of its own; in quiet times they are put together, so that questions read few.
    private var isUntidy = true
    /// Commits cost as much as some hundred events.
    private static let commitPauseNanoseconds: UInt64 = 200_000_000
    /// Bytes; a batch that is heavier waits for the writer. Far behind, large batches save the most.
    private static let weightMax = 4 << 20

    /// - Parameter traffic: of the bus that the writer's thread gives way to; without a bus, one that nothing passes.
    package init(
        _ index: SearchIndex, traffic: BusTraffic = BusTraffic()
    ) throws(FoldError) {
        appliedThrough = index.applied
        gathered = index.applied
        let desk: WriterDesk
        do throws(SQLiteError) { desk = WriterDesk(try SearchWriter(index, traffic)) } catch {
            throw index.failed(error)
        }
        let writer = writer
        thread = OSThread(named: "search") {
            writer.run(
                { (batch) throws(FoldError) in try desk.writer.write(batch) },
                rest: desk.writer.giveBackMemory)
        }
    }

    /// The writer on its way to its thread.
    private final class WriterDesk: @unchecked Sendable {
        // @unchecked: made here, used by the writer's thread alone.
        let writer: SearchWriter
        init(_ writer: SearchWriter) { self.writer = writer }
    }

    deinit {
        writer.stop()
        thread.take()?.join()
    }

    package func apply(
        _ record: RecordFacts, event: Span<UInt8>, document: borrowing JSONDocument,
        into derived: inout [DerivedEvent]
    ) throws(FoldError) {
        gathered = record.sequence
        filling.through = gathered
        if SearchDocument.isIndexed(record.type) { filling.add(record, event) }
    }

    // MARK: Keeping

    package func settle() throws(FoldError) { try commit() }

    package var hasUncommitted: Bool { appliedThrough < gathered }

    package func commit(through sequence: UInt64) throws(FoldError) {
        try takeWritten()
        let isHeavy = filling.weight >= Self.weightMax
        guard isHeavy || monotonicNanoseconds() >= lastCommit + Self.commitPauseNanoseconds
        else { return }
        if isWriting {
            guard isHeavy else { return }
            try waitForWritten()
        }
        give()
    }

    package func tick(wall: UInt64, into derived: inout [DerivedEvent]) throws(FoldError) {
        try takeWritten()
        guard !isWriting else { return }
        filling.mayTidy = filling.isEmpty && isUntidy
        if filling.isEmpty { rest() } else { give() }
    }

    /// Nothing has come for a while: what a burst needed goes back to the system.
    private func rest() {
        guard !isResting else { return }
        isResting = true
        filling = SearchBatch()
        spare = SearchBatch()
        writer.rest()
    }

    /// Puts all lists of the index together now, and waits: for one that is made from nothing.
    package func tidy() throws(FoldError) {
        try commit()
        while isUntidy {
            filling.mayTidy = true
            try commit()
        }
    }

    package func caughtUp(into derived: inout [DerivedEvent]) throws(FoldError) { try commit() }

    /// Keeps everything that was applied, and waits until that is done.
    package func commit() throws(FoldError) {
        if isWriting { try waitForWritten() }
        give()
        if isWriting { try waitForWritten() }
    }

    private func give() {
        guard !filling.isEmpty, let next = spare else { return }
        writer.give(filling)
        filling = next
        spare = nil
        isWriting = true
        isResting = false
        lastCommit = monotonicNanoseconds()
    }

    private func takeWritten() throws(FoldError) {
        if let failure { throw failure }
        guard isWriting else { return }
        do throws(FoldError) {
            if let batch = try writer.takeWritten() { keep(batch) }
        } catch {
            throw failed(error)
        }
    }

    private func waitForWritten() throws(FoldError) {
        if let failure { throw failure }
        do throws(FoldError) { keep(try writer.waitForWritten()) } catch { throw failed(error) }
    }

    private func failed(_ error: FoldError) -> FoldError {
        isWriting = false
        failure = error
        return error
    }

    private func keep(_ batch: SearchBatch) {
        if batch.through > 0 { appliedThrough = batch.through }
        isUntidy = batch.isUntidy
        batch.removeAll()
        spare = batch
        isWriting = false
    }
}
