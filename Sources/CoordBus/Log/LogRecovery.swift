internal import BusCore
internal import Bytes
internal import Platform

/// Brings a folder of segments back to a consistent end: what a start does before anything is read or written.
struct LogRecovery {
    /// Gives the fingerprint of an event's source and id under a seed; nil when the event has none.
    typealias Fingerprint = (_ event: Span<UInt8>, _ seed: UInt64) -> UInt64?

    /// What the folder holds.
    struct Found {
        let identity: LogIdentity
        var sealed: [SegmentSummary] = []
        /// Totals over all segments.
        var topics = LogTopics()
        let active: SegmentContent
        let file: any OpenFile
        /// Full segments whose index could not be written, by first sequence.
        let unindexed: [UInt64: SegmentContent]
    }

    let files: LogFiles
    let options: LogOptions
    let notices: LogNotices
    let fingerprint: Fingerprint

    /// - Parameter segments: first sequences, ascending; at least one.
    func run(segments: [UInt64]) throws(LogError) -> Found {
        var sealed: [SegmentSummary] = []
        var topics = LogTopics()
        var digest = SegmentHeader.zeroDigest
        var next: UInt64 = 1
        var identity: LogIdentity?
        var unindexed: [UInt64: SegmentContent] = [:]
        for (place, first) in segments.enumerated() {
            let path = files.segmentPath(first)
            guard first == next else { throw missing(next, before: first) }
            let file = try logged { () throws(FileError) in try files.system.open(path, .write) }
            let header = try SegmentHeader.read(file, expected: first)
            let known = identity ?? header.identity
            identity = known
            try check(header, path: path, identity: known, digestBefore: digest)
            if place == segments.count - 1 {
                let active = try recoverLast(file, header)
                topics.add(active.topics)
                return Found(
                    identity: known, sealed: sealed, topics: topics, active: active, file: file,
                    unindexed: unindexed)
            }
            let nextFirst = segments[place + 1]
            let segment = try recoverSealed(file, header, nextFirst: nextFirst)
            if segment.isUnindexed { unindexed[first] = segment.content }
            topics.add(segment.content.topics)
            sealed.append(segment.content.summary)
            digest = segment.content.digest
            next = segment.content.summary.last + 1
        }
        preconditionFailure("a log without segments")
    }

    private func check(
        _ header: SegmentHeader, path: String, identity: LogIdentity, digestBefore: [UInt8]
    ) throws(LogError) {
        func damaged(_ problem: String) -> LogError {
            .damaged(
                LogDamage(file: path, offset: 0, sequence: header.first, problem: problem))
        }
        guard header.identity == identity else { throw damaged("it belongs to another log") }
        guard header.digestBefore == digestBefore else {
            throw damaged("it does not continue the chain of digests of the segment before")
        }
    }

    private func missing(_ next: UInt64, before first: UInt64) -> LogError {
        .damaged(
            LogDamage(
                file: files.segmentPath(first), offset: 0, sequence: next,
                problem: "the segment before should end with sequence \(first - 1), "
                    + "but sequences from \(next) on are missing"))
    }

    /// A full segment: its index says everything, or else it is read whole and gets a new one.
    private func recoverSealed(
        _ file: any OpenFile, _ header: SegmentHeader, nextFirst: UInt64
    ) throws(LogError) -> (content: SegmentContent, isUnindexed: Bool) {
        let reason: String
        switch try SegmentIndex.load(
            first: header.first, identity: header.identity, files: files)
        {
        case .loaded(let index):
            var content = SegmentContent(summary: index.summary, digest: index.digest)
            content.topics = index.topics
            let end = content.summary.end
            let size = try logged { () throws(FileError) in try file.size() }
            if content.summary.last + 1 == nextFirst, size >= end {
                if size > end {
                    try logged { () throws(FileError) in try file.truncate(to: end) }
                }
                return (content, false)
            }
            reason = "it did not cover the whole segment"
        case .unusable(let why): reason = why
        }
        let content = try scanSealed(file, header)
        return (content, try !writeIndex(content, header.identity, reason))
    }

    private func scanSealed(_ file: any OpenFile, _ header: SegmentHeader) throws(LogError)
        -> SegmentContent
    {
        var content = SegmentContent(header)
        var scanner = try BatchScanner(file, header: header)
        if let fault = try scan(&scanner, into: &content, header.identity.idSeed) {
            throw .damaged(
                LogDamage(
                    file: file.path, offset: fault.offset, sequence: fault.sequence,
                    problem: fault.problem))
        }
        return content
    }

    /// - Returns: false when the disk did not take it, which is no reason not to start.
    private func writeIndex(
        _ content: SegmentContent, _ identity: LogIdentity, _ reason: String
    ) throws(LogError) -> Bool {
        let path = files.indexPath(content.summary.first)
        do throws(FileError) {
            try SegmentIndex.write(content, identity: identity, files: files)
            notices.add(.rebuiltIndex(file: path, reason: reason))
            return true
        } catch {
            notices.add(.indexNotWritten(file: path, reason: error.reason))
            return false
        }
    }

    /// The segment that is written to: from where its index ends, or from its begin, everything is read.
    private func recoverLast(_ file: any OpenFile, _ header: SegmentHeader) throws(LogError)
        -> SegmentContent
    {
        var content = SegmentContent(header)
        var damagedIndex: String?
        switch try SegmentIndex.load(
            first: header.first, identity: header.identity, files: files)
        {
        case .unusable(let reason): damagedIndex = reason == SegmentIndex.missing ? nil : reason
        case .loaded(let index):
            content = index.content
            let size = try logged { () throws(FileError) in try file.size() }
            guard size >= content.summary.end else {
                throw .damaged(
                    LogDamage(
                        file: file.path, offset: size, sequence: content.summary.last,
                        problem: "the file is \(content.summary.end - size) bytes shorter than "
                            + "when the log was closed"))
            }
        }
        var scanner = try BatchScanner(
            file, offset: content.summary.end, nextSequence: content.summary.last + 1,
            digest: content.digest, lastRecorded: content.summary.recordedLast)
        if let fault = try scan(&scanner, into: &content, header.identity.idSeed) {
            try judge(fault, file, content)
        }
        // A process that was killed may have left the last batch in the page cache only: what is read from here on
        // counts as durable, so it has to be. Reserved space behind it is given back.
        let end = content.summary.end
        let size = try logged { () throws(FileError) in try file.size() }
        if size > end {
            try logged { () throws(FileError) in try file.truncate(to: end) }
        }
        do throws(FileError) { try file.sync() } catch { throw .syncFailed(error) }
        if let damagedIndex { _ = try writeIndex(content, header.identity, damagedIndex) }
        return content
    }

    private func judge(
        _ fault: BatchScanner.Fault, _ file: any OpenFile, _ content: SegmentContent
    ) throws(LogError) {
        let judge = try TailJudge(
            fault, in: file, digestBefore: content.digest,
            firstSequence: content.summary.last + 1)
        switch judge.verdict() {
        case .damaged(let damage): throw .damaged(damage)
        case .unfinished:
            notices.add(
                .cutTail(
                    file: file.path, bytes: judge.bytesInUse,
                    afterSequence: content.summary.last))
        }
    }

    private func scan(
        _ scanner: inout BatchScanner, into content: inout SegmentContent, _ seed: UInt64
    ) throws(LogError) -> BatchScanner.Fault? {
        try scanner.takeAll(into: &content, spacing: options.positionSpacing) { event in
            fingerprint(event, seed)
        }
    }
}
