package import Bytes
package import Platform
internal import Synchronization

/// The log in files of this machine.
///
/// A folder holds segments, each with its index beside it (see `SegmentHeader` and `SegmentIndex`), and belongs to one
/// process at a time. `append`, `hasRoom` and `close` are the log thread's; all else may be called on any thread.
package final class SegmentLog: EventLog {
    package let identity: LogIdentity
    package let folder: String
    /// Events and last sequence of each topic, as they were when the log was opened.
    package let topicsAtOpen: LogTopics

    private let files: LogFiles
    private let catalog: SegmentCatalog
    private let reader: SegmentReader
    private let indexer: SegmentIndexer
    private let notices: LogNotices
    private let writer: Mutex<SegmentWriter>
    private let lock: any OpenFile
    /// Of the segments that have no complete index in a file, by first sequence.
    private let identitiesAtOpen: Mutex<[UInt64: [EventIdentity]]?>
    private let firstOfActiveAtOpen: UInt64

    /// Opens the log in a folder, or begins one there.
    ///
    /// - Parameters:
    ///   - newIdentity: for a log that is begun.
    ///   - time: nanoseconds since the Unix epoch; stands in the header of a first segment.
    ///   - fingerprint: of an event's source and id under the log's seed, for events that no index knows yet; nil when
    ///     the event has none.
    /// - Throws: `inUse` when another process has it; `damaged` when anything but an unfinished last batch is wrong:
    ///   see `notices` for what was mended, and `LogRepair` for what can be.
    package static func open(
        folder: String, options: LogOptions = LogOptions(),
        system: any FileSystem = DiskFileSystem(), newIdentity: LogIdentity = .random(),
        at time: UInt64 = wallNanoseconds(),
        fingerprint: (_ event: Span<UInt8>, _ seed: UInt64) -> UInt64?
    ) throws(LogError) -> SegmentLog {
        let files = LogFiles(system: system, folder: folder)
        try logged { () throws(FileError) in try system.makeFolder(folder) }
        let lock = try LogLock.take(files)
        let listing = try files.list()
        for path in listing.unfinished {
            try logged { () throws(FileError) in try system.remove(path) }
        }
        // A process that was killed may have left names in the page cache only.
        try logged { () throws(FileError) in try system.syncFolder(folder) }
        let notices = LogNotices()
        var segments = listing.segments
        if segments.isEmpty {
            guard listing.indexes.isEmpty else {
                throw .damaged(
                    LogDamage(
                        file: files.segmentPath(listing.indexes[0]), offset: 0,
                        sequence: listing.indexes[0],
                        problem: "the segment is missing, only its index is there"))
            }
            let header = SegmentHeader(
                identity: newIdentity, first: 1, created: time,
                digestBefore: SegmentHeader.zeroDigest)
            _ = try SegmentWriter.create(header, files: files)
            segments = [1]
        }
        if let extra = listing.indexes.first(where: { !segments.contains($0) }) {
            throw .damaged(
                LogDamage(
                    file: files.segmentPath(extra), offset: 0, sequence: extra,
                    problem: "the segment is missing, only its index is there"))
        }
        let found = try withoutActuallyEscaping(fingerprint) { fingerprint throws(LogError) in
            try LogRecovery(
                files: files, options: options, notices: notices, fingerprint: fingerprint
            ).run(segments: segments)
        }
        return try SegmentLog(
            found, files: files, options: options, notices: notices, lock: lock)
    }

    private init(
        _ found: LogRecovery.Found, files: LogFiles, options: LogOptions, notices: LogNotices,
        lock: any OpenFile
    ) throws(LogError) {
        let catalog = SegmentCatalog()
        catalog.begin(sealed: found.sealed, active: found.active)
        let indexer = SegmentIndexer(
            files: files, identity: found.identity, catalog: catalog, notices: notices,
            inBackground: options.indexesInBackground)
        identity = found.identity
        folder = files.folder
        topicsAtOpen = found.topics
        self.files = files
        self.catalog = catalog
        self.indexer = indexer
        self.notices = notices
        self.lock = lock
        reader = SegmentReader(files: files, catalog: catalog, identity: found.identity)
        var identities = found.unindexed.mapValues { $0.identities }
        identities[found.active.summary.first] = found.active.identities
        identitiesAtOpen = Mutex(identities)
        firstOfActiveAtOpen = found.active.summary.first
        writer = Mutex(
            try SegmentWriter(
                files: files, options: options, catalog: catalog, identity: found.identity,
                file: found.file, content: found.active, seal: { indexer.seal($0) }))
    }

    /// A log that was not closed is opened again like one of a process that was killed.
    deinit { indexer.finish() }

    package var lastDurable: UInt64 { catalog.lastDurable }
    package var segments: [SegmentSummary] { catalog.segments }
    /// When the last record was recorded, nanoseconds since the Unix epoch: no later record may be earlier.
    package var lastRecorded: UInt64 {
        catalog.segments.last { !$0.isEmpty }?.recordedLast ?? 0
    }

    /// What was mended or could not be written since this was last asked.
    package func takeNotices() -> [LogNotice] { notices.take() }

    package func write(
        _ records: inout ByteBuffer, fingerprints: [UInt64], at time: UInt64
    ) throws(LogError) {
        try writer.withLock { writer throws(LogError) in
            try writer.write(&records, fingerprints: fingerprints, at: time)
        }
    }

    package func sync() throws(LogError) {
        try writer.withLock { writer throws(LogError) in try writer.sync() }
    }

    package func hasRoom(forBytes bytes: Int) -> Bool {
        writer.withLock { $0.hasRoom(forBytes: bytes) }
    }

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

    /// Calls `body` with the fingerprint and sequence of every event that was there at open, segment by segment, and
    /// ascending by fingerprint within a segment that was read from its index. Later calls give nothing.
    package func forEachIdentityAtOpen(
        _ body: (_ fingerprint: UInt64, _ sequence: UInt64) -> Void
    ) throws(LogError) {
        guard let inMemory = identitiesAtOpen.withLock({ $0.take() }) else { return }
        for segment in catalog.segments where segment.first <= firstOfActiveAtOpen {
            if let identities = inMemory[segment.first] {
                for entry in identities {
                    body(entry.fingerprint, segment.first + UInt64(entry.delta))
                }
                continue
            }
            switch try SegmentIndex.load(first: segment.first, identity: identity, files: files) {
            case .loaded(let index): index.forEachIdentity(body)
            case .unusable(let reason):
                throw .damaged(
                    LogDamage(
                        file: files.indexPath(segment.first), offset: 0, sequence: segment.first,
                        problem: reason))
            }
        }
    }

    package func close() throws(LogError) {
        try writer.withLock { writer throws(LogError) in try writer.close() }
        indexer.finish()
    }
}
