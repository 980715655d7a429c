import CoordBus
import Platform
import TestSupport
import Testing

/// One bit of one file is not as it was written: it is named, or the file is made anew; never is anything else read.
@Suite struct FlippedBitTests {
    private func flipped(_ stored: StoredLog, _ path: String, _ byte: Int) -> SimulatedDisk {
        stored.disk(changing: path) { $0[byte] ^= 1 << UInt8((byte * 5 + byte / 8) % 8) }
    }

    /// What opening and reading everything gives: the bytes, or the damage.
    private func answer(_ stored: StoredLog, _ disk: SimulatedDisk) throws -> Answer {
        do throws(LogError) {
            let log = try stored.open(disk)
            let notices = log.takeNotices()
            return .read(try log.readAll(), notices)
        } catch {
            guard case .damaged(let damage) = error else { throw error }
            return .damaged(damage)
        }
    }

    private enum Answer {
        case read([UInt8], [LogNotice])
        case damaged(LogDamage)
    }

    @Test(arguments: [(UInt64(31), false), (32, true), (33, false), (34, true)])
    func aFlippedBitInASegmentIsNamed(seed: UInt64, isClosed: Bool) throws {
        let stored = try StoredLog(seed: seed, batches: 9, isClosed: isClosed)
        for (path, content) in stored.files where path.hasSuffix(".log") {
            let used = path == stored.lastSegment ? stored.lastSummary.end : content.count
            for byte in 0..<used {
                let place: Comment = "byte \(byte) of \(used) in \(path)"
                let disk = flipped(stored, path, byte)
                let verification = try LogVerifier.verify(folder: StoredLog.folder, system: disk)
                let isPadding = content[byte] == 0 && isBehindMarker(content, byte)
                #expect(!verification.damages.isEmpty || isPadding, place)
                #expect(verification.damages.allSatisfy { isNear($0, path, byte) }, place)
                switch try answer(stored, disk) {
                case .damaged(let damage): #expect(isNear(damage, path, byte), place)
                case .read(let bytes, _):
                    // A start believes the index of a segment, and a reader needs no marker behind its last record.
                    let isIndexed = isClosed || path != stored.lastSegment
                    #expect(bytes == stored.bytes && (isPadding || isIndexed), place)
                }
            }
        }
    }

    /// In the right file, or in the one that must continue it; not behind the flip by more than a batch.
    private func isNear(_ damage: LogDamage, _ path: String, _ byte: Int) -> Bool {
        damage.file == path ? damage.offset <= byte : damage.offset == 0
    }

    private func isBehindMarker(_ content: [UInt8], _ byte: Int) -> Bool {
        content[byte..<min(content.count, byte + 8 - byte % 8)].allSatisfy { $0 == 0 }
    }

    /// In the sector of the last batch no unfinished write can have left it; in the next ones it can.
    @Test(arguments: [UInt64(41), 42])
    func aFlippedBitInReservedSpaceIsNamedOrCut(seed: UInt64) throws {
        let stored = try StoredLog(seed: seed, batches: 9, isClosed: false)
        let path = stored.lastSegment
        let end = stored.lastSummary.end
        for byte in end..<stored.files[path]!.count {
            switch try answer(stored, flipped(stored, path, byte)) {
            case .damaged(let damage):
                #expect(damage.offset == end && byte / 512 == end / 512, "byte \(byte)")
            case .read(let bytes, let notices):
                #expect(bytes == stored.bytes, "byte \(byte)")
                #expect(notices.count == 1 && byte / 512 > end / 512, "byte \(byte)")
            }
        }
    }

    @Test(arguments: [(UInt64(51), false), (52, true)])
    func aFlippedBitInAnIndexIsMendedAndTold(seed: UInt64, isClosed: Bool) throws {
        let stored = try StoredLog(seed: seed, batches: 9, isClosed: isClosed)
        for (path, content) in stored.files where path.hasSuffix(".index") {
            for byte in content.indices {
                let disk = flipped(stored, path, byte)
                let verification = try LogVerifier.verify(folder: StoredLog.folder, system: disk)
                #expect(verification.indexProblems.count == 1, "byte \(byte) of \(path)")
                guard case .read(let bytes, let notices) = try answer(stored, disk) else {
                    Issue.record("byte \(byte) of \(path) is called damage")
                    continue
                }
                #expect(bytes == stored.bytes, "byte \(byte) of \(path)")
                let reason = "its checksum did not hold"
                #expect(
                    notices == [.rebuiltIndex(file: path, reason: reason)],
                    "byte \(byte) of \(path)")
            }
        }
    }

    @Test func aDamagedLastBatchCanBeCutByNameOnly() throws {
        let stored = try StoredLog(seed: 61, batches: 9, isClosed: false)
        let middle = (stored.lastBatch.lowerBound + stored.lastBatch.upperBound) / 2
        let disk = flipped(stored, stored.lastSegment, middle)
        #expect(throws: LogError.self) { _ = try stored.open(disk) }
        let cut = try LogRepair.cutDamagedTail(folder: StoredLog.folder, system: disk)
        #expect(cut?.offset == stored.lastBatch.lowerBound)
        #expect(cut?.lastKept == stored.batches.last!.first - 1)
        #expect(try stored.open(disk).readAll() == stored.bytesBeforeLastBatch)
        #expect(try LogRepair.cutDamagedTail(folder: StoredLog.folder, system: disk) == nil)
    }

    @Test func damageBeforeTheLastBatchIsNotCut() throws {
        let stored = try #require(
            try (3...9).map { try StoredLog(seed: 62, batches: $0, isClosed: false) }
                .first { $0.lastSummary.batches > 1 })
        let disk = flipped(stored, stored.lastSegment, 140)
        #expect(throws: LogError.self) {
            _ = try LogRepair.cutDamagedTail(folder: StoredLog.folder, system: disk)
        }
        #expect(disk.content(stored.lastSegment)?.count == stored.files[stored.lastSegment]!.count)
    }
}
