internal import BusCore
package import Bytes
internal import Events
package import JSON
internal import Platform
internal import SQLite

/// Folds the log into the register.
///
/// **Any order gives the same rows.** An event later than all a row knows of changes what it mentions. An event that
/// is earlier (it came late, or its agency's clock or outbox was behind) makes the row anew: from all events that ever touched
/// it, in the order of their time, agency and sequence. So rows depend on what happened and not on how it travelled, as long
/// as each agency's own events keep their order.
///
/// **A crash costs nothing.** Rows and the last sequence applied are written in one transaction.
///
/// **Events are gathered, changes are written.** What a batch of events says of one thing is put together in memory and written
/// once, by a thread of its own, while the next batch fills.
package final class RegisterFold: Fold {
    package let name = "register"
    /// What is committed: the analyst asks for a commit as long as this is behind.
    package private(set) var appliedThrough: UInt64
    /// What is in the batch that fills, too.
    private var gathered: UInt64

    private let file: RegisterFile
    private let writer = RegisterWriterThread()
    private var thread: OSThread?
    /// Why the writer could not go on; nothing is given to it any more.
    private var failure: FoldError?
    /// Does the writer have a batch?
    private var isWriting = false
    private var filling = RegisterBatch()
    /// The other one, while the writer does not have it.
    private var spare: RegisterBatch? = RegisterBatch()
    private var numbers: EntityNumbers
    private var scratch = ByteBuffer(capacity: 256)
    private let caseTable: UInt8
    private let caseColumns: Int
    private var lastCommit: UInt64 = 0
    /// Is nothing larger than an empty batch held since the last one was written?
    private var isResting = true
    /// Commits closer together than this are put together, so that pages that change again and again are written once.
    private static let commitPauseNanoseconds: UInt64 = 100_000_000
    /// Bytes; a batch that is heavier waits for the writer. Far behind, large batches save the most.
    private let weightMax: Int

    /// - Parameters:
    ///   - file: opened for this log, and no other process's; this fold's alone from now on.
    ///   - source: gives records again when an event comes late; used by the writer's thread.
    ///   - traffic: of the bus that the writer's thread gives way to; without a bus, one that nothing passes.
    ///   - weightMax: bytes of memory that a batch may take; two of them are in use.
    package init(
        _ file: RegisterFile, source: any RegisterSource, traffic: BusTraffic = BusTraffic(),
        weightMax: Int = 16 << 20
    ) throws(FoldError) {
        self.file = file
        self.weightMax = weightMax
        appliedThrough = file.applied
        gathered = file.applied
        guard let cases = RegisterSchema.tables.firstIndex(where: { $0.name == "cases" }) else {
            preconditionFailure("the register has no cases")
        }
        caseTable = UInt8(cases)
        caseColumns = RegisterSchema.cases.allColumns.count + RegisterProjector.Head.firstMoment
        let desk: WriterDesk
        do throws(SQLiteError) {
            numbers = try EntityNumbers(file.database)
            desk = WriterDesk(try RegisterWriter(file, source: source, traffic: traffic))
        } catch {
            throw FoldError("\(file.path): \(error)")
        }
        let writer = writer
        thread = OSThread(named: "register") { writer.run(desk.writer) }
    }

    /// The writer on its way to its thread.
    private final class WriterDesk: @unchecked Sendable {
        // @unchecked: made here, used by the writer's thread alone.
        let writer: RegisterWriter
        init(_ writer: RegisterWriter) { self.writer = writer }
    }

    deinit {
        writer.stop()
        thread.take()?.join()
    }

    package func apply(
        _ record: RecordFacts, event: Span<UInt8>, document: borrowing JSONDocument,
        into derived: inout [DerivedEvent]
    ) throws(FoldError) {
        guard record.sequence == gathered + 1 else {
            throw FoldError(
                "\(file.path) is at sequence \(gathered) and was given \(record.sequence)")
        }
        let entry = RegisterEntry(record, document)
        gatherEvent(entry, document)
        if entry.caseID != 0 { nameCase(entry, document) }
        if Int(record.type) < RegisterProjector.byType.count {
            for projector in RegisterProjector.byType[Int(record.type)] {
                gather(entry, document, projector)
            }
        }
        gathered = record.sequence
        filling.through = gathered
    }

    private func gather(
        _ entry: RegisterEntry, _ document: borrowing JSONDocument,
        _ projector: RegisterProjector
    ) {
        guard projector.isEntity else {
            return projector.addFact(entry, document, to: filling)
        }
        guard let hash = projector.hash(entry, document, &scratch) else { return }
        let (entity, isNew) = number(of: hash)
        filling.traces.append((entity, Int64(clamping: entry.record.sequence)))
        projector.change(
            entry, document, entity: entity, hash: hash, isNew: isNew, in: filling)
    }

    private func number(of hash: Int64) -> (entity: Int64, isNew: Bool) {
        let (entity, isNew) = numbers.number(of: hash)
        if isNew { filling.numbers.append((hash, entity)) }
        return (entity, isNew)
    }

    private func gatherEvent(_ entry: RegisterEntry, _ document: borrowing JSONDocument) {
        let (record, places, batch) = (entry.record, entry.places, filling)
        let start = batch.rows.add(columns: RegisterBatch.eventColumns)
        batch.events.append(start)
        batch.rows.set(Int64(clamping: record.sequence), at: start)
        batch.rows.set(entry.time, at: start + 1)
        batch.rows.set(Int64(clamping: record.recorded), at: start + 2)
        batch.rows.set(Int64(record.type), at: start + 3)
        batch.rows.set(record.agency, at: start + 4)
        if record.publisher != record.agency { batch.rows.set(record.publisher, at: start + 5) }
        if record.country != .none { batch.rows.set(record.country, at: start + 6) }
        if entry.caseID != 0 { batch.rows.set(document.string(entry.caseID), at: start + 7) }
        if places.id != 0 {
            batch.rows.set(document.string(places.id), at: start + 8)
        } else {
            batch.rows.set("", at: start + 8)
        }
        if places.subject != 0 { batch.rows.set(document.string(places.subject), at: start + 9) }
        if places.causation != 0 {
            batch.rows.set(document.string(places.causation), at: start + 10)
        }
        batch.rows.set(Int64(record.status.rawValue), at: start + 11)
        batch.rows.set(Int64(record.classification.rawValue), at: start + 12)
    }

    /// A case has a row as soon as any event speaks of it, also when its request never came.
    private func nameCase(_ entry: RegisterEntry, _ document: borrowing JSONDocument) {
        let id = document.string(entry.caseID)
        let hash = RegisterProjector.hash(
            table: caseTable, entry.record.status, agency: nil, id, &scratch)
        let (entity, isNew) = number(of: hash)
        guard isNew else { return }
        let batch = filling
        let start = batch.rows.add(columns: caseColumns)
        batch.add(
            .init(
                table: caseTable, entity: entity, hash: hash, isNew: true, start: start,
                latest: nil))
        typealias Head = RegisterProjector.Head
        batch.rows.set(entity, at: start)
        batch.rows.set(id, at: start + Head.caseID)
        batch.rows.set(Int64(entry.record.status.rawValue), at: start + Head.status)
        batch.rows.set(0 as Int64, at: start + Head.classification)
        batch.rows.set(4 as Int64, at: start + Head.widest)
        // Any event is later than this.
        batch.rows.set(Int64.min, at: start + Head.time)
        batch.rows.set("", at: start + Head.lastAgency)
        batch.rows.set(0 as Int64, at: start + Head.sequence)
        batch.rows.set(id, at: start + Head.sequence + 1)
    }

    // MARK: Keeping

    /// Has something been gathered that is not yet kept?
    package func settle() throws(FoldError) { try commit() }

    package var hasUncommitted: Bool { appliedThrough < gathered }

    package func commit(through sequence: UInt64) throws(FoldError) {
        try takeWritten()
        let isHeavy = filling.weight >= weightMax
        guard isHeavy || monotonicNanoseconds() >= lastCommit + Self.commitPauseNanoseconds
        else { return }
        if isWriting {
            guard isHeavy else { return }
            try waitForWritten()
        }
        give()
    }

    /// Gives the batch away once it is heavy, whatever the time: for a register that nobody reads yet.
    func gatherOn() throws(FoldError) {
        try takeWritten()
        guard filling.weight >= weightMax else { return }
        if isWriting { try waitForWritten() }
        give()
    }

    package func tick(wall: UInt64, into derived: inout [DerivedEvent]) throws(FoldError) {
        try takeWritten()
        guard !isWriting else { return }
        if filling.isEmpty { rest() } else { give() }
    }

    /// Nothing has come for a while: what a burst needed goes back to the system.
    private func rest() {
        guard !isResting else { return }
        isResting = true
        filling = RegisterBatch()
        spare = RegisterBatch()
        writer.rest()
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

    private func keep(_ batch: RegisterBatch) {
        appliedThrough = batch.through
        batch.removeAll()
        spare = batch
        isWriting = false
    }
}

/// Gives records of the log again.
package protocol RegisterSource: AnyObject {
    /// Appends the whole record to `buffer`.
    func record(at sequence: UInt64, into buffer: inout ByteBuffer) throws(FoldError)
}

/// Records out of a log.
package final class LogRegisterSource: RegisterSource {
    private let log: any EventLog
    private var cursor = LogCursor()

    package init(_ log: any EventLog) { self.log = log }

    package func record(
        at sequence: UInt64, into buffer: inout ByteBuffer
    ) throws(FoldError) {
        do throws(LogError) {
            guard try log.record(at: sequence, cursor: &cursor, into: &buffer) else {
                throw LogError.damaged(
                    LogDamage(
                        file: "the log", offset: 0, sequence: sequence,
                        problem: "a sequence that the register knows is not there"))
            }
        } catch {
            throw FoldError(error.description)
        }
    }
}
