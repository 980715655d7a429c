import CoordBus
import Platform
import TestSupport
import Testing

/// Full disks, failing syncs, and folders that are not what they should be.
@Suite struct LogFailureTests {
    private func batch(_ log: SegmentLog, count: Int = 3, seed: UInt64 = 1) -> MadeBatch {
        var random = SplitMix64(seed: seed)
        return MadeBatch(first: log.lastDurable + 1, count: count, random: &random)
    }

    @Test func aFullDiskRefusesTheBatchKeepsReadingAndComesBack() throws {
        let disk = SimulatedDisk(seed: 1)
        let log = try StoredLog.begin(on: disk)
        let kept = batch(log)
        try kept.append(to: log)
        disk.limit(bytes: disk.bytesUsed)
        let refused = batch(log, count: 40)
        for _ in 0..<3 {
            do throws(LogError) {
                try refused.append(to: log)
                Issue.record("there was room")
            } catch {
                guard case .full(let path, let needed) = error else { throw error }
                #expect(path.hasPrefix(StoredLog.folder))
                #expect(needed > refused.bytes.count)
            }
            #expect(!log.hasRoom(forBytes: refused.bytes.count))
            #expect(log.lastDurable == kept.last)
            #expect(try log.readAll() == kept.bytes)
        }
        disk.limit(bytes: nil)
        #expect(log.hasRoom(forBytes: refused.bytes.count))
        try refused.append(to: log)
        #expect(try log.readAll() == kept.bytes + refused.bytes)
    }

    @Test func afterAFailedSyncNothingIsWrittenAnyMore() throws {
        let disk = SimulatedDisk(seed: 2)
        let log = try StoredLog.begin(on: disk)
        let kept = batch(log)
        try kept.append(to: log)
        disk.failSync(after: 0)
        let lost = batch(log)
        for _ in 0..<2 {
            do throws(LogError) {
                try lost.append(to: log)
                Issue.record("a failed sync was ignored")
            } catch {
                guard case .syncFailed(let cause) = error else { throw error }
                #expect(cause.operation == "fdatasync")
            }
            disk.failSync(after: nil)
        }
        #expect(log.lastDurable == kept.last)
        #expect(try log.readAll() == kept.bytes)
        #expect(!log.hasRoom(forBytes: 1))
        #expect(throws: LogError.self) { try log.close() }
    }

    @Test func aClosedLogIsReadButNotWritten() throws {
        let log = try StoredLog.begin(on: SimulatedDisk(seed: 3))
        let kept = batch(log)
        try kept.append(to: log)
        try log.close()
        try log.close()
        #expect(throws: LogError.closed(folder: StoredLog.folder)) {
            try batch(log).append(to: log)
        }
        #expect(try log.readAll() == kept.bytes)
    }

    @Test func onlyOneMayHoldTheFolderAndTheOtherIsToldWho() throws {
        let disk = SimulatedDisk(seed: 4)
        do {
            let log = try StoredLog.begin(on: disk)
            #expect(
                throws: LogError.inUse(lockFile: "/log/lock", holder: String(processID))
            ) { _ = try StoredLog.begin(on: disk) }
            #expect(throws: LogError.self) {
                _ = try LogRepair.cutDamagedTail(folder: StoredLog.folder, system: disk)
            }
            try log.close()
        }
        _ = try StoredLog.begin(on: disk)
    }

    @Test func aMissingSegmentIsNamedWithItsSequences() throws {
        let stored = try StoredLog(seed: 5, batches: 20, isClosed: true)
        let segments = stored.files.keys.filter { $0.hasSuffix(".log") }.sorted()
        try #require(segments.count > 2)
        for path in segments {
            let disk = stored.disk(changing: "") { _ in }
            disk.replace(path, nil)
            do throws(LogError) {
                _ = try stored.open(disk)
                Issue.record("it starts without \(path)")
            } catch {
                guard case .damaged(let damage) = error else { throw error }
                #expect(damage.problem.contains("missing"), "\(damage)")
            }
            let isLast = path == segments.last
            let found = try LogVerifier.verify(folder: StoredLog.folder, system: disk)
            #expect(found.damages.isEmpty == isLast)
        }
    }

    @Test func aSegmentOfAnotherLogIsNotTaken() throws {
        let stored = try StoredLog(seed: 6, batches: 20, isClosed: true)
        var options = stored.options
        options.indexesInBackground = false
        let other = SimulatedDisk(seed: 9)
        let log = try SegmentLog.open(
            folder: StoredLog.folder, options: options, system: other,
            newIdentity: LogIdentity(bytes: [UInt8](repeating: 7, count: 16), idSeed: 1), at: 1,
            fingerprint: MadeRecords.fingerprint(_:seed:))
        for batch in stored.batches { try batch.append(to: log) }
        let segment = stored.files.keys.filter { $0.hasSuffix(".log") }.sorted()[1]
        let foreign = try #require(other.content(segment))
        let disk = stored.disk(changing: segment) { $0 = foreign }
        #expect(throws: LogError.self) { _ = try stored.open(disk) }
        let found = try LogVerifier.verify(folder: StoredLog.folder, system: disk)
        #expect(found.damages.contains { $0.problem == "it belongs to another log" })
    }

    @Test func missingIndexesAreMadeAnewAndTold() throws {
        let stored = try StoredLog(seed: 8, batches: 20, isClosed: false)
        let indexes = stored.files.keys.filter { $0.hasSuffix(".index") }.sorted()
        let disk = stored.disk(changing: "") { _ in }
        for path in indexes { disk.replace(path, nil) }
        let log = try stored.open(disk)
        #expect(log.takeNotices().count == indexes.count)
        for path in indexes { #expect(disk.content(path) == stored.files[path]) }
    }
}
