internal import BusCore
internal import Bytes
internal import Events
internal import JSON
internal import Platform
internal import Synchronization

/// The analyst thread: reads the log in order, passes each record to the folds, publishes what they derive.
///
/// What a fold has kept is never ahead of what is published: `commit` comes after the derived events are on disk. After a
/// crash records are applied again and the same events derived again, which the gate knows by their ids.
package final class AnalystThread: Sendable {
    private static let chunkBytes = 256 << 10
    /// Derived events in one submission.
    private static let submissionEvents = 256
    private static let tickMilliseconds: Int32 = 1_000
    /// Between the first new record and the look at what has come: one commit of the folds serves them all, and the bus thread
    /// has processor and disk to itself while events come one by one.
    private static let gatherMilliseconds: Int32 = 100
    /// How long a fold's last changes may wait for more to come.
    private static let keepMilliseconds: Int32 = 50

    private let make: @Sendable (any EventLog) throws(FoldError) -> [any Fold]
    private let submitter: Submitter
    private let watch: DurableWatch
    private let traffic: BusTraffic
    private let say: @Sendable (LogLine) -> Void
    private let isStopping = Atomic<Bool>(false)
    private let applied = Atomic<UInt64>(0)
    private let hasFailed = Atomic<Bool>(false)

    /// - Parameters:
    ///   - folds: makes them, on this thread, so that a slow opening delays nobody.
    ///   - submitter: publishes in the bus's name.
    ///   - watch: tells when the log has grown.
    ///   - traffic: how busy the bus is; this thread gives way to it.
    ///   - say: one line for the operator.
    package init(
        folds: @escaping @Sendable (any EventLog) throws(FoldError) -> [any Fold],
        submitter: Submitter, watch: DurableWatch, traffic: BusTraffic = BusTraffic(),
        say: @escaping @Sendable (LogLine) -> Void
    ) {
        make = folds
        self.submitter = submitter
        self.watch = watch
        self.traffic = traffic
        self.say = say
    }

    /// Everything up to here has been applied, and what was derived from it is in the log.
    package var appliedThrough: UInt64 { applied.load(ordering: .relaxed) }
    /// A fold could not go on; the operator was told. The bus works without it.
    package var isFailed: Bool { hasFailed.load(ordering: .relaxed) }

    /// Asks the thread to end; it does within one chunk of records.
    package func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        watch.bell.ring()
        submitter.bell.ring()
    }

    /// The thread's body: runs until `stop`, or until a fold or the log fails.
    package func run(_ log: any EventLog) {
        OSThread.giveWay()
        do throws(FoldError) {
            let folds = try make(log)
            guard !folds.isEmpty else { return }
            var work = AnalystWork(log: log, folds: folds)
            try follow(&work)
        } catch {
            hasFailed.store(true, ordering: .relaxed)
            say(
                LogLine(
                    .analysisStopped, "analysis has stopped, publishing and reading go on: \(error)"
                ))
        }
    }

    private func follow(_ work: inout AnalystWork) throws(FoldError) {
        var hasCaughtUp = false
        var lastTick = monotonicNanoseconds()
        var standBack = StandBack()
        while !isStopping.load(ordering: .sequentiallyConsistent) {
            if standBack.isDue(now: monotonicNanoseconds(), weight: traffic.weight) {
                _ = pause(milliseconds: Int32(StandBack.lookNanoseconds / 1_000_000))
                continue
            }
            if try work.applyChunk(bytesMax: Self.chunkBytes) {
                guard publish(&work.derived) else { return }
                try work.commit()
                applied.store(work.appliedThrough, ordering: .relaxed)
                continue
            }
            if !hasCaughtUp {
                hasCaughtUp = true
                try work.caughtUp()
                guard publish(&work.derived) else { return }
                continue
            }
            watch.arm()
            guard !work.hasMore else { continue }
            let quiet = work.hasUncommitted ? Self.keepMilliseconds : Self.tickMilliseconds
            if watch.bell.wait(milliseconds: quiet) {
                _ = standBack.isDue(now: monotonicNanoseconds(), weight: traffic.weight)
                _ = pause(milliseconds: Self.gatherMilliseconds)
                continue
            }
            try work.commit()
            guard monotonicNanoseconds() >= lastTick + UInt64(Self.tickMilliseconds) * 1_000_000
            else { continue }
            lastTick = monotonicNanoseconds()
            try work.tick(wall: wallNanoseconds())
            guard publish(&work.derived) else { return }
        }
        try work.settle()
    }

    /// Publishes all of it, in order, and waits until it is on disk. While the disk is full it waits for room.
    /// - Returns: false when asked to stop before all was done; nothing then says that it is.
    private func publish(_ derived: inout [DerivedEvent]) -> Bool {
        while !derived.isEmpty {
            let count = min(derived.count, Self.submissionEvents)
            let events = derived.prefix(count).map(\.bytes)
            guard submitter.submit(.bus, events, token: 0) else {
                preconditionFailure("the analyst has one submission at a time")
            }
            guard let outcome = waitForOutcome() else { return false }
            var isFull = false
            var done = 0
            for run in outcome.runs {
                if run.code == ProtocolError.Code.logFull.rawValue {
                    isFull = true
                    break
                }
                if run.isRefusal { tell(run, derived[Int(run.number) - 1].id) }
                done += Int(run.count)
            }
            derived.removeFirst(done)
            if isFull, !pause() { return false }
        }
        return true
    }

    private func waitForOutcome() -> SubmissionOutcome? {
        var outcomes: [SubmissionOutcome] = []
        while true {
            submitter.drain(into: &outcomes)
            if let outcome = outcomes.first { return outcome }
            guard !isStopping.load(ordering: .sequentiallyConsistent) else { return nil }
            submitter.bell.wait()
        }
    }

    /// - Returns: false when asked to stop.
    private func pause(milliseconds: Int32 = tickMilliseconds) -> Bool {
        _ = submitter.bell.wait(milliseconds: milliseconds)
        return !isStopping.load(ordering: .sequentiallyConsistent)
    }

    private func tell(_ run: ReceiptRun, _ id: String) {
        say(
            LogLine(
                .ownEventRefused,
                "the bus's own event \(id) was refused, \(run.code) \(run.text); please report this",
                code: run.code))
    }
}

/// The log, the folds and how far they are.
struct AnalystWork: ~Copyable {
    private let log: any EventLog
    private let folds: [any Fold]
    private var cursor = LogCursor()
    private var parser = JSONParser(bytesMax: 1 << 20)
    private var chunk: ByteBuffer
    private(set) var appliedThrough: UInt64
    var derived: [DerivedEvent] = []

    init(log: any EventLog, folds: [any Fold]) {
        self.log = log
        self.folds = folds
        chunk = ByteBuffer()
        appliedThrough = folds.map(\.appliedThrough).min() ?? 0
    }

    var hasMore: Bool { log.lastDurable > appliedThrough }
    var hasUncommitted: Bool { folds.contains(where: \.hasUncommitted) }

    /// Reads on and applies what it read.
    /// - Returns: false when nothing was there to read.
    mutating func applyChunk(bytesMax: Int) throws(FoldError) -> Bool {
        chunk.removeAll()
        do throws(LogError) {
            guard
                try log.read(
                    from: appliedThrough + 1, upTo: .max, bytesMax: bytesMax, cursor: &cursor,
                    into: &chunk) != nil
            else { return false }
        } catch {
            throw FoldError("\(error)")
        }
        var at = 0
        while at < chunk.count {
            guard let record = RecordFacts(chunk.bytes, at: at),
                let head = RecordHead(chunk.bytes, at: at)
            else { throw FoldError("the record behind sequence \(appliedThrough) makes no sense") }
            try Self.apply(
                record, chunk, (at + head.eventOffset)..<(at + head.length), &parser, folds,
                &derived)
            appliedThrough = record.sequence
            at += head.length
            // Whoever has woken since, a client of this machine too, need not wait for the next clock tick.
            OSThread.pass()
        }
        return true
    }

    private static func apply(
        _ record: RecordFacts, _ chunk: borrowing ByteBuffer, _ range: Range<Int>,
        _ parser: inout JSONParser, _ folds: [any Fold], _ derived: inout [DerivedEvent]
    ) throws(FoldError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try parser.parse(chunk, range)
        } catch {
            throw FoldError("sequence \(record.sequence) is not JSON: \(error)")
        }
        // A fold that kept more than others is past this record already.
        for fold in folds where fold.appliedThrough < record.sequence {
            try fold.apply(
                record, event: chunk.bytes(range), document: document, into: &derived)
        }
    }

    func commit() throws(FoldError) {
        for fold in folds where fold.appliedThrough < appliedThrough {
            try fold.commit(through: appliedThrough)
        }
    }

    func settle() throws(FoldError) {
        for fold in folds { try fold.settle() }
    }

    mutating func caughtUp() throws(FoldError) {
        for fold in folds { try fold.caughtUp(into: &derived) }
    }

    mutating func tick(wall: UInt64) throws(FoldError) {
        for fold in folds { try fold.tick(wall: wall, into: &derived) }
    }
}
