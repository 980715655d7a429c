package import Bytes
package import Platform

/// A log as it is now, to read from beside the process that has it. Writes nothing and takes no lock; what is appended later
/// is not seen.
package final class LogSnapshot: EventLog {
    package let identity: LogIdentity
    private let catalog = SegmentCatalog()
    private let reader: SegmentReader

    /// - Returns: nil when there is no log in the folder.
    package static func read(
        folder: String, system: any FileSystem = DiskFileSystem()
    ) throws(LogError) -> LogSnapshot? {
        let files = LogFiles(system: system, folder: folder)
        let firsts = try files.list().segments
        var contents: [SegmentContent] = []
        var identity: LogIdentity?
        for first in firsts {
            let file = try logged { () throws(FileError) in
                try system.open(files.segmentPath(first), .read)
            }
            let header = try SegmentHeader.read(file, expected: first)
            identity = identity ?? header.identity
            contents.append(try content(file, header, files))
        }
        guard let identity, let active = contents.popLast() else { return nil }
        return LogSnapshot(identity, files, sealed: contents.map(\.summary), active: active)
    }

    private init(
        _ identity: LogIdentity, _ files: LogFiles, sealed: [SegmentSummary],
        active: SegmentContent
    ) {
        self.identity = identity
        catalog.begin(sealed: sealed, active: active)
        reader = SegmentReader(files: files, catalog: catalog, identity: identity)
    }

    /// What the index says, and what the segment holds beyond.
    private static func content(
        _ file: any OpenFile, _ header: SegmentHeader, _ files: LogFiles
    ) throws(LogError) -> SegmentContent {
        var content = SegmentContent(header)
        if case .loaded(let index) = try SegmentIndex.load(
            first: header.first, identity: header.identity, files: files)
        {
            content = SegmentContent(summary: index.summary, digest: index.digest)
        }
        var scanner = try BatchScanner(
            file, offset: content.summary.end, nextSequence: content.summary.last + 1,
            digest: content.digest, lastRecorded: content.summary.recordedLast)
        // What stops it is for `LogVerifier` to judge: a batch that is being written, as a rule.
        _ = try scanner.takeAll(into: &content, spacing: 64 << 10, fingerprint: { _ in nil })
        return content
    }

    package var lastDurable: UInt64 { catalog.lastDurable }

    package func read(
        from sequence: UInt64, upTo lastSequence: UInt64, bytesMax: Int,
        cursor: inout LogCursor, into buffer: inout ByteBuffer
    ) throws(LogError) -> LogRun? {
        try reader.read(
            from: sequence, upTo: lastSequence, bytesMax: bytesMax, cursor: &cursor,
            into: &buffer)
    }

    package func firstSequence(recordedAtOrAfter time: UInt64) throws(LogError) -> UInt64 {
        try reader.firstSequence(recordedAtOrAfter: time)
    }

    package func sync() throws(LogError) {}

    package func write(
        _ records: inout ByteBuffer, fingerprints: [UInt64], at time: UInt64
    ) throws(LogError) { preconditionFailure("a snapshot is only read") }

    package func hasRoom(forBytes bytes: Int) -> Bool { false }

    package func close() {}
}
