package import Platform

/// What is in a log, without reading more of it than the indexes leave open. Writes nothing, and works beside a process
/// that appends.
package struct LogStatistics: Sendable {
    package struct Segment: Sendable {
        package let file: String
        package let summary: SegmentSummary
        /// What the segment and its index take on disk, reserved space included.
        package let allocatedBytes: Int
    }

    package let identity: LogIdentity
    package private(set) var segments: [Segment] = []
    package private(set) var topics = LogTopics()

    package var events: Int { segments.reduce(0) { $0 + $1.summary.events } }
    package var batches: Int { segments.reduce(0) { $0 + $1.summary.batches } }
    package var allocatedBytes: Int { segments.reduce(0) { $0 + $1.allocatedBytes } }

    /// By the number of the event type in the catalogue.
    package var eventsByType: [UInt16: UInt64] {
        topics.totals.reduce(into: [:]) { $0[$1.key.type, default: 0] += $1.value.events }
    }

    /// - Returns: nil when there is no log in the folder.
    package static func read(
        folder: String, system: any FileSystem = DiskFileSystem()
    ) throws(LogError) -> LogStatistics? {
        let files = LogFiles(system: system, folder: folder)
        var statistics: LogStatistics?
        for first in try files.list().segments {
            let file = try logged { () throws(FileError) in
                try system.open(files.segmentPath(first), .read)
            }
            let header = try SegmentHeader.read(file, expected: first)
            if statistics == nil { statistics = LogStatistics(identity: header.identity) }
            try statistics?.add(file, header, files)
        }
        return statistics
    }

    private init(identity: LogIdentity) { self.identity = identity }

    private mutating func add(
        _ file: any OpenFile, _ header: SegmentHeader, _ files: LogFiles
    ) throws(LogError) {
        var content = SegmentContent(header)
        var indexBytes = 0
        if case .loaded(let index) = try SegmentIndex.load(
            first: header.first, identity: header.identity, files: files)
        {
            content = SegmentContent(summary: index.summary, digest: index.digest)
            content.topics = index.topics
            indexBytes = try logged { () throws(FileError) in
                try files.system.open(files.indexPath(header.first), .read).allocatedBytes()
            }
        }
        var scanner = try BatchScanner(
            file, offset: content.summary.end, nextSequence: content.summary.last + 1,
            digest: content.digest, lastRecorded: content.summary.recordedLast)
        // What stops it is for `LogVerifier` to judge.
        _ = try scanner.takeAll(into: &content, spacing: .max, fingerprint: { _ in nil })
        let bytes = try logged { () throws(FileError) in try file.allocatedBytes() }
        segments.append(
            Segment(
                file: file.path, summary: content.summary, allocatedBytes: bytes + indexBytes))
        topics.add(content.topics)
    }
}
