internal import BusCore
package import Platform

/// Reads a whole log and checks every byte of it: checksums, sequences, the chain of digests across segments, and that
/// indexes agree with their segments. Writes nothing, and works beside a process that appends.
package struct LogVerifier {
    private let files: LogFiles
    private var result = LogVerification()
    /// What the next segment has to continue; nil behind damage, where nothing is known.
    private var expected: (sequence: UInt64, digest: [UInt8])? = (1, SegmentHeader.zeroDigest)
    private var identity: LogIdentity?

    /// - Parameter progress: called after each segment with the bytes read so far.
    package static func verify(
        folder: String, system: any FileSystem = DiskFileSystem(),
        progress: (_ bytes: Int) -> Void = { _ in }
    ) throws(LogError) -> LogVerification {
        var verifier = LogVerifier(files: LogFiles(system: system, folder: folder))
        // Whoever holds the lock may be writing the last batch just now.
        verifier.result.isInUse = try LogLock.isHeld(verifier.files)
        let segments = try verifier.files.list().segments
        for (place, first) in segments.enumerated() {
            try verifier.verify(segment: first, isLast: place == segments.count - 1)
            progress(verifier.result.bytes)
        }
        return verifier.result
    }

    private init(files: LogFiles) { self.files = files }

    private mutating func verify(segment first: UInt64, isLast: Bool) throws(LogError) {
        let path = files.segmentPath(first)
        let file = try logged { () throws(FileError) in try files.system.open(path, .read) }
        result.segments += 1
        if let expected, expected.sequence != first {
            note(
                LogDamage(
                    file: path, offset: 0, sequence: expected.sequence,
                    problem: "sequences \(expected.sequence) to \(first - 1) are missing"))
            self.expected = nil
        }
        guard let header = try header(of: file, first: first) else { return }
        var content = SegmentContent(header)
        var offset = SegmentHeader.byteCount
        var next = header.first
        var digest = header.digestBefore
        var isWhole = true
        var isEndKnown = true
        var readAgainAt: Int?
        while true {
            var scanner = try BatchScanner(
                file, offset: offset, nextSequence: next, digest: digest, lastRecorded: 0)
            guard
                let fault = try scanner.takeAll(
                    into: &content, spacing: 1, fingerprint: { _ in nil })
            else { break }
            let judge = try TailJudge(
                fault, in: file, digestBefore: scanner.digest,
                firstSequence: scanner.nextSequence)
            if isLast, isUnfinished(judge) {
                result.unfinishedBytes = judge.bytesInUse
                break
            }
            if result.isInUse, readAgainAt != fault.batchOffset {
                // It may have been written while it was read: once more from its begin.
                readAgainAt = fault.batchOffset
                (offset, next, digest) = (
                    fault.batchOffset, scanner.nextSequence, scanner.digest
                )
                continue
            }
            isWhole = false
            note(
                LogDamage(
                    file: path, offset: fault.offset, sequence: fault.sequence,
                    problem: fault.problem))
            guard let commit = judge.nextCommit() else {
                isEndKnown = false
                break
            }
            (offset, next, digest) = (
                commit.offset, commit.marker.last + 1, commit.marker.digest
            )
            content.digest = digest
            content.summary.last = commit.marker.last
        }
        count(content)
        expected = isEndKnown ? (content.summary.last + 1, content.digest) : nil
        if isWhole { try checkIndex(content, header.identity, isLast: isLast) }
    }

    /// A batch that is only now being written is not damaged.
    private func isUnfinished(_ judge: borrowing TailJudge) -> Bool {
        judge.verdict() == .unfinished || (result.isInUse && judge.nextCommit() == nil)
    }

    /// The header, when it can be used; a wrong one is noted.
    private mutating func header(of file: any OpenFile, first: UInt64) throws(LogError)
        -> SegmentHeader?
    {
        let header: SegmentHeader
        do throws(LogError) { header = try SegmentHeader.read(file, expected: first) } catch {
            guard case .damaged(let damage) = error else { throw error }
            note(damage)
            expected = nil
            return nil
        }
        func damage(_ problem: String) -> LogDamage {
            LogDamage(file: file.path, offset: 0, sequence: first, problem: problem)
        }
        if let identity, identity != header.identity { note(damage("it belongs to another log")) }
        identity = identity ?? header.identity
        if let expected, expected.digest != header.digestBefore {
            note(damage("it does not continue the chain of digests of the segment before"))
        }
        return header
    }

    private mutating func note(_ damage: LogDamage) { result.damages.append(damage) }

    private mutating func count(_ content: SegmentContent) {
        let summary = content.summary
        result.batches += summary.batches
        result.events += content.topics.totals.values.reduce(0) { $0 + Int($1.events) }
        result.bytes += summary.end
        if result.first == 0, !summary.isEmpty { result.first = summary.first }
        result.last = max(result.last, summary.last)
        result.digest = content.digest
    }

    /// A missing index is made at the next start, and the last segment has none before the log is closed.
    private mutating func checkIndex(
        _ content: SegmentContent, _ identity: LogIdentity, isLast: Bool
    ) throws(LogError) {
        let path = files.indexPath(content.summary.first)
        switch try SegmentIndex.load(
            first: content.summary.first, identity: identity, files: files)
        {
        case .unusable(let reason):
            if !isLast || reason != SegmentIndex.missing {
                result.indexProblems.append("\(path): \(reason)")
            }
        case .loaded(let index):
            let covered = index.summary
            let isSame =
                covered == content.summary && index.digest == content.digest
                && index.topics == content.topics
            let holds = isSame || (isLast && covered.end < content.summary.end)
            // The scan kept the place of every record.
            let positionsHold = index.positions.allSatisfy { position in
                let place = Int(truncatingIfNeeded: position.sequence &- covered.first)
                return content.positions.indices.contains(place)
                    && content.positions[place] == position
            }
            if !holds || !positionsHold {
                result.indexProblems.append("\(path): it does not agree with its segment")
            }
        }
    }
}

/// What a verification found.
package struct LogVerification: Equatable, Sendable {
    package internal(set) var segments = 0
    package internal(set) var batches = 0
    package internal(set) var events = 0
    /// Of the segments, without what is reserved behind the last batch.
    package internal(set) var bytes = 0
    /// 0 when the log is empty.
    package internal(set) var first: UInt64 = 0
    package internal(set) var last: UInt64 = 0
    /// Of the last commit, 32 bytes: two copies of a log with the same digest hold the same events.
    package internal(set) var digest = SegmentHeader.zeroDigest
    package internal(set) var damages: [LogDamage] = []
    /// Indexes that the next start makes anew.
    package internal(set) var indexProblems: [String] = []
    /// Bytes of a last batch that was never finished; the next start cuts them off.
    package internal(set) var unfinishedBytes = 0
    /// Another process had the log open.
    package internal(set) var isInUse = false
}
