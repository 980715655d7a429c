internal import BusCore
internal import Events
internal import Platform
internal import Synchronization

/// An analyst thread: reads the log in order, passes each record to its folds, publishes what they derive.
///
/// It reads on while the disk takes what was derived. What a fold has kept is never ahead of what is published: `commit` comes
/// when all derived events are on disk, and now and then it waits for that. After a crash records are applied again and the same events derived again, which the gate knows by their ids.
package final class AnalystThread: Sendable {
    private static let chunkBytes = 256 << 10
    /// So many chunks are read at most while what was derived from the first of them is on its way to the disk.
    private static let chunksUnkept = 4
    private static let tickMilliseconds: Int32 = 1_000
    /// Between the first new record and the look at what has come: one commit of the folds serves them all, and the bus thread
    /// has processor and disk to itself while events come one by one.
    private static let gatherMilliseconds: Int32 = 100
    /// While fewer records than so many have come by then, it gathers for so long again: each look disturbs who publishes just then.
    private static let gatheredMin: UInt64 = 500
    private static let gatherMoreMilliseconds: Int32 = 150
    /// How long a fold's last changes may wait for more to come.
    private static let keepMilliseconds: Int32 = 50

    package let name: String
    private let standsBack: Bool
    private let make: @Sendable (any EventLog) throws(FoldError) -> [any Fold]
    private let submitter: Submitter
    private let watch: DurableWatch
    private let traffic: BusTraffic
    private let say: @Sendable (LogLine) -> Void
    private let isStopping = Atomic<Bool>(false)
    private let applied = Atomic<UInt64>(0)
    private let hasFailed = Atomic<Bool>(false)

    /// - Parameters:
    ///   - name: what is computed here, for the operator.
    ///   - standsBack: runs only where nobody else wants to.
    ///   - folds: makes them, on this thread, so that a slow opening delays nobody.
    ///   - submitter: publishes in the bus's name.
    ///   - watch: tells when the log has grown.
    ///   - traffic: how busy the bus is; this thread gives way to it.
    ///   - say: one line for the operator.
    package init(
        name: String, standsBack: Bool = false,
        folds: @escaping @Sendable (any EventLog) throws(FoldError) -> [any Fold],
        submitter: Submitter, watch: DurableWatch, traffic: BusTraffic = BusTraffic(),
        say: @escaping @Sendable (LogLine) -> Void
    ) {
        self.name = name
        self.standsBack = standsBack
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
        if standsBack { OSThread.standBack() }
        do throws(FoldError) {
            let folds = try make(log)
            guard !folds.isEmpty else { return }
            var work = AnalystWork(log: log, folds: folds)
            try follow(&work)
        } catch {
            hasFailed.store(true, ordering: .relaxed)
            say(
                LogLine(
                    .analysisStopped,
                    "analysis has stopped (\(name)), publishing and reading go on: \(error)"
                ))
        }
    }

    private func follow(_ work: inout AnalystWork) throws(FoldError) {
        var queue = DerivedQueue(submitter)
        var hasCaughtUp = false
        var lastTick = monotonicNanoseconds()
        // Chunks applied since all that was derived was last in the log.
        var unkept = 0
        applied.store(work.appliedThrough, ordering: .relaxed)
        while !isStopping.load(ordering: .sequentiallyConsistent) {
            queue.turn(tell)
            if traffic.isFlood(now: monotonicNanoseconds()) {
                _ = pause(milliseconds: Int32(StandBack.lookNanoseconds / 1_000_000))
                continue
            }
            if unkept < Self.chunksUnkept, queue.hasRoom,
                try work.applyChunk(bytesMax: Self.chunkBytes)
            {
                queue.add(&work.reader.derived)
                unkept = queue.isEmpty ? 0 : unkept + 1
                if unkept == 0 { try keep(work) }
                continue
            }
            if unkept > 0 || !queue.isEmpty {
                guard finish(&queue) else { return }
                unkept = 0
                try keep(work)
                continue
            }
            if !hasCaughtUp {
                hasCaughtUp = true
                try work.caughtUp()
                queue.add(&work.reader.derived)
                continue
            }
            watch.arm()
            guard !work.hasMore else { continue }
            let quiet = work.hasUncommitted ? Self.keepMilliseconds : Self.tickMilliseconds
            if watch.bell.wait(milliseconds: quiet) {
                _ = traffic.isFlood(now: monotonicNanoseconds())
                gather(work)
                continue
            }
            try work.commit()
            guard monotonicNanoseconds() >= lastTick + UInt64(Self.tickMilliseconds) * 1_000_000
            else { continue }
            lastTick = monotonicNanoseconds()
            try work.tick(wall: wallNanoseconds())
            queue.add(&work.reader.derived)
        }
        if queue.isEmpty { try work.settle() }
    }

    private func gather(_ work: borrowing AnalystWork) {
        guard pause(milliseconds: Self.gatherMilliseconds), work.waiting < Self.gatheredMin
        else { return }
        _ = pause(milliseconds: Self.gatherMoreMilliseconds)
    }

    /// Everything that was derived is in the log: the folds may keep how far they are.
    private func keep(_ work: borrowing AnalystWork) throws(FoldError) {
        try work.commit()
        applied.store(work.appliedThrough, ordering: .relaxed)
    }

    /// Waits until everything derived is on disk. While the disk is full it waits for room.
    /// - Returns: false when asked to stop before all was done; nothing then says that it is.
    private func finish(_ queue: inout DerivedQueue) -> Bool {
        while !queue.isEmpty {
            guard !isStopping.load(ordering: .sequentiallyConsistent) else { return false }
            if queue.isStuck {
                guard pause() else { return false }
                queue.tryAgain()
            } else {
                queue.wait(tell)
            }
        }
        return true
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
