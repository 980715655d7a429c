import BusCore
import Platform
import Synchronization

@testable import CoordBus

/// Plays the bus thread for the parts that publish from within: takes submissions through a real `Bus`, writes a real log.
final class BusStandIn: Sendable {
    let log: SegmentLog
    let desk: SubmissionDesk
    let watch = DurableWatch()
    private let bell = Bell()
    private let bus: Mutex<Box>
    private let isStopping = Atomic<Bool>(false)
    /// While true, submissions wait; ring the bell by `release`.
    let isHolding = Atomic<Bool>(false)
    /// While true, the disk is full.
    let isFull = Atomic<Bool>(false)

    final class Box: @unchecked Sendable {
        // @unchecked: only ever used under the mutex that holds it.
        var bus: Bus
        init(_ bus: consuming Bus) { self.bus = bus }
    }

    init(folder: String, submitters: [String] = ["analyst", "agency"]) throws {
        let log = try SegmentLog.open(
            folder: folder, options: LogOptions(), fingerprint: { _, _ in nil })
        self.log = log
        desk = SubmissionDesk(submitters, bell: bell)
        var ids = IdTable()
        try ids.insert { insert throws(LogError) in try log.forEachIdentityAtOpen(insert) }
        bus = Mutex(
            Box(
                Bus(
                    limits: BusLimits(),
                    information: BusInformation(name: "coordd", version: "", log: ""),
                    source: LogSource(log), idSeed: log.identity.idSeed, durable: log.lastDurable,
                    lastRecorded: 0, ids: ids, topics: TopicTable())))
    }

    /// The thread's body.
    func run() {
        var out = Output()
        var submissions: [Submission] = []
        while !isStopping.load(ordering: .sequentiallyConsistent) {
            bell.wait()
            if isHolding.load(ordering: .sequentiallyConsistent) { continue }
            desk.drain(into: &submissions)
            bus.withLock { box in
                for submission in submissions {
                    box.bus.submit(submission, wall: wallNanoseconds(), into: &out)
                }
                submissions.removeAll()
                while let batch = box.bus.takeBatch() { write(batch, box, &out) }
                for outcome in out.outcomes { desk.hand(outcome) }
                out.removeAll()
            }
        }
    }

    private func write(_ batch: Batch, _ box: Box, _ out: inout Output) {
        if isFull.load(ordering: .sequentiallyConsistent) {
            box.bus.failed(ProtocolError(.logFull, "made full"), into: &out)
            box.bus.openDoor()
        } else if case .durable = LogThread(bell: Bell()).append(batch, to: log) {
            box.bus.committed(into: &out)
            watch.advanced()
        } else {
            preconditionFailure("the test's log failed")
        }
    }

    func release() {
        isHolding.store(false, ordering: .sequentiallyConsistent)
        bell.ring()
    }

    func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        bell.ring()
    }
}
