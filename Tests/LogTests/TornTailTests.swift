import CoordBus
import Platform
import TestSupport
import Testing

/// The machine stopped in the last write: some of the last batch is missing.
@Suite struct TornTailTests {
    /// The last batch is gone, all before it is there, and the log goes on.
    private func expectCut(_ stored: StoredLog, _ disk: SimulatedDisk, _ comment: Comment) throws {
        var random = SplitMix64(seed: 99)
        let before = stored.bytesBeforeLastBatch
        let last = stored.batches.last!.first - 1
        let verification = try LogVerifier.verify(folder: StoredLog.folder, system: disk)
        #expect(verification.damages == [], comment)
        #expect(verification.last == last, comment)
        let log = try stored.open(disk)
        #expect(log.lastDurable == last, comment)
        #expect(try log.readAll() == before, comment)
        let batch = MadeBatch(first: last + 1, count: 3, random: &random)
        try batch.append(to: log)
        #expect(try log.readAll() == before + batch.bytes, comment)
        disk.restart(after: .powerCut)
        let again = try stored.open(disk)
        #expect(try again.readAll() == before + batch.bytes, comment)
        #expect(again.takeNotices() == [], comment)
    }

    @Test(arguments: [UInt64(3), 4, 5])
    func aFileCutAtAnyByteOfTheLastBatchLosesThatBatchOnly(seed: UInt64) throws {
        let stored = try StoredLog(seed: seed, batches: 9, isClosed: false)
        for end in stored.lastBatch {
            let disk = stored.disk(changing: stored.lastSegment) { $0.removeSubrange(end...) }
            try expectCut(stored, disk, "cut at byte \(end) of \(stored.lastBatch)")
        }
    }

    @Test(arguments: [UInt64(3), 4, 5])
    func theCutIsToldWithBytesAndSequence(seed: UInt64) throws {
        let stored = try StoredLog(seed: seed, batches: 9, isClosed: false)
        let disk = stored.disk(changing: stored.lastSegment) {
            $0.removeSubrange((stored.lastBatch.lowerBound + 70)...)
        }
        let log = try stored.open(disk)
        let last = stored.batches.last!.first - 1
        #expect(
            log.takeNotices()
                == [.cutTail(file: stored.lastSegment, bytes: 70, afterSequence: last)])
    }

    /// Any sectors may be missing, not only the last: every set of them is tried.
    @Test(arguments: UInt64(10)..<22)
    func anyMissingSectorsOfTheLastBatchLoseThatBatchOnly(seed: UInt64) throws {
        let stored = try StoredLog(seed: seed, batches: 9, isClosed: false)
        let batch = stored.lastBatch
        let sectors = Array((batch.lowerBound / 512)...((batch.upperBound - 1) / 512))
        for missing in 1..<(1 << sectors.count) {
            let disk = stored.disk(changing: stored.lastSegment) { bytes in
                for (place, sector) in sectors.enumerated() where missing >> place & 1 == 1 {
                    let range = (sector * 512)..<(sector * 512 + 512)
                    for index in range.clamped(to: batch) { bytes[index] = 0 }
                }
            }
            try expectCut(stored, disk, "without sectors \(String(missing, radix: 2))")
        }
    }

    @Test func aCutInALogThatWasClosedIsDamage() throws {
        let stored = try StoredLog(seed: 3, batches: 9, isClosed: true)
        for end in stored.lastBatch where end % 7 == 0 {
            let disk = stored.disk(changing: stored.lastSegment) { $0.removeSubrange(end...) }
            #expect(throws: LogError.self) { _ = try stored.open(disk) }
        }
    }

    /// The batch was durable, because a later one was begun: a sector that is gone is damage, not an unfinished write.
    @Test(arguments: UInt64(70)..<80)
    func aMissingSectorBeforeTheLastBatchIsDamage(seed: UInt64) throws {
        let stored = try StoredLog(
            seed: seed, batches: 9, isClosed: false, segmentBytes: 1 << 20)
        for sector in 1..<(stored.lastBatch.lowerBound / 512) {
            let range = (sector * 512)..<(sector * 512 + 512)
            let disk = stored.disk(changing: stored.lastSegment) { bytes in
                for index in range { bytes[index] = 0 }
            }
            do throws(LogError) {
                _ = try stored.open(disk)
                Issue.record("sector \(sector): it starts")
            } catch {
                guard case .damaged(let damage) = error else { throw error }
                #expect(damage.offset <= range.lowerBound, "sector \(sector)")
                #expect(damage.sequence >= 1 && damage.sequence < stored.batches.last!.first)
            }
        }
    }
}
