import BusCore
import Bytes
import CoordBus
import Platform
import TestSupport
import Testing

/// One seed is one world: batches of any size, kills and power cuts at any operation, full disks, failing syncs.
@Suite struct CrashWorldTests {
    /// How many worlds; more with COORDBUS_LOG_WORLDS=100000.
    private static let groups = (environment("COORDBUS_LOG_WORLDS").flatMap(Int.init) ?? 1000) / 100

    @Test(arguments: 0..<groups)
    func whatWasAcknowledgedIsThereAndNothingHalfWrittenIs(group: Int) throws {
        for seed in UInt64(group * 100)..<UInt64(group * 100 + 100) {
            var world = World(seed: seed)
            do {
                for _ in 0..<world.lives { try world.live() }
                try world.open().close()
            } catch { Issue.record("seed \(seed): \(error)") }
        }
    }
}

/// A promise that did not hold.
private struct Broken: Error { let problem: String }

private struct World {
    private var random: SplitMix64
    private let disk: SimulatedDisk
    private let options: LogOptions
    let lives: Int

    /// What must be read, batch by batch.
    private var acknowledged: [MadeBatch] = []
    /// A batch that was under way when the machine stopped: there whole, or not at all.
    private var uncertain: MadeBatch?

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        disk = SimulatedDisk(seed: seed &+ 1)
        var options = LogOptions()
        options.segmentBytes = Int.random(in: 600...6000, using: &random)
        options.reserveBytes = Int.random(in: 1...3000, using: &random)
        options.zeroAheadBytes = Bool.random(using: &random) ? 0 : 700
        options.zeroAheadBatchBytesMax = Int.random(in: 100...2000, using: &random)
        options.positionSpacing = Int.random(in: 1...1000, using: &random)
        options.indexesInBackground = false
        self.options = options
        lives = Int.random(in: 2...6, using: &random)
    }

    private var nextSequence: UInt64 { (acknowledged.last?.last ?? 0) + 1 }

    /// Opens the log and compares it with what was acknowledged.
    mutating func open() throws -> SegmentLog {
        let log = try SegmentLog.open(
            folder: "/log", options: options, system: disk, at: 1,
            fingerprint: MadeRecords.fingerprint(_:seed:))
        if let batch = uncertain, log.lastDurable == batch.last { acknowledged.append(batch) }
        uncertain = nil
        try check(log.lastDurable == nextSequence - 1, "last durable is \(log.lastDurable)")
        try check(log.readAll() == acknowledged.flatMap { $0.bytes }, "other bytes are read")
        var found: [UInt64: UInt64] = [:]
        try log.forEachIdentityAtOpen { fingerprint, sequence in found[fingerprint] = sequence }
        var expected: [UInt64: UInt64] = [:]
        for batch in acknowledged {
            for (place, fingerprint) in batch.fingerprints.enumerated() {
                expected[fingerprint] = batch.first + UInt64(place)
            }
        }
        try check(
            found == expected, "other identities are found: \(found.count) for \(expected.count)")
        let events = log.topicsAtOpen.totals.values.reduce(0) { $0 + $1.events }
        try check(events == log.lastDurable, "the topics count \(events) events")
        if Int.random(in: 0..<4, using: &random) == 0 {
            let found = try LogVerifier.verify(folder: "/log", system: disk)
            try check(found.damages.isEmpty, "damage: \(found.damages)")
            try check(found.last == log.lastDurable, "verified up to \(found.last)")
            try check(found.batches == acknowledged.count, "verified \(found.batches) batches")
        }
        return log
    }

    private func check(_ holds: Bool, _ problem: String) throws(Broken) {
        if !holds { throw Broken(problem: problem) }
    }

    /// Opens the log, appends, and stops somehow.
    mutating func live() throws {
        let mayStopEarly = Bool.random(using: &random)
        if mayStopEarly { disk.stopAfter(operations: Int.random(in: 0...60, using: &random)) }
        if Int.random(in: 0..<8, using: &random) == 0 {
            disk.failSync(after: Int.random(in: 0...20, using: &random))
        }
        do {
            let log = try open()
            for _ in 0..<Int.random(in: 0...25, using: &random) { try append(to: log) }
            if Bool.random(using: &random) { try log.close() }
        } catch LogError.syncFailed {
        } catch LogError.file {}
        disk.limit(bytes: nil)
        disk.restart(after: Bool.random(using: &random) ? .kill : .powerCut)
    }

    private mutating func append(to log: SegmentLog) throws {
        if Int.random(in: 0..<12, using: &random) == 0 {
            disk.limit(bytes: disk.bytesUsed + Int.random(in: 0...900, using: &random))
        }
        let batch = MadeBatch(
            first: nextSequence, count: Int.random(in: 1...6, using: &random),
            bytes: 30...Int.random(in: 40...900, using: &random), random: &random)
        uncertain = batch
        do throws(LogError) { try batch.append(to: log) } catch {
            guard case .full = error else { throw error }
            // Refused whole; the same sequences go again once there is room.
            uncertain = nil
            try check(log.lastDurable == nextSequence - 1, "a refused batch is visible")
            if Bool.random(using: &random) {
                disk.limit(bytes: nil)
                let hasRoom = log.hasRoom(forBytes: batch.bytes.count)
                try check(
                    hasRoom || disk.isStopped || disk.hasFailedSync,
                    "it does not notice that there is room again")
            }
            return
        }
        uncertain = nil
        acknowledged.append(batch)
        try check(log.lastDurable == batch.last, "an acknowledged batch is not visible")
    }
}
