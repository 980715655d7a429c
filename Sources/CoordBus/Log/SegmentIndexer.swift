internal import Platform
internal import Synchronization

/// Writes the indexes of full segments, on a thread of its own or at once.
///
/// An index that can't be written is not needed to go on: the next start makes it anew.
final class SegmentIndexer: Sendable {
    private let files: LogFiles
    private let identity: LogIdentity
    private let catalog: SegmentCatalog
    private let notices: LogNotices
    private let jobs: Handoff<Job>
    private let bell = Bell()
    private let thread = Mutex<OSThread?>(nil)

    private enum Job: Sendable {
        case write(SegmentContent)
        case stop
    }

    init(
        files: LogFiles, identity: LogIdentity, catalog: SegmentCatalog, notices: LogNotices,
        inBackground: Bool
    ) {
        self.files = files
        self.identity = identity
        self.catalog = catalog
        self.notices = notices
        jobs = Handoff(countMax: inBackground ? 64 : 0, bell: bell)
    }

    /// Writes the index soon, or now when the thread is too far behind or there is none.
    func seal(_ content: SegmentContent) {
        guard jobs.offer(.write(content)) else { return write(content) }
        thread.withLock { thread in
            if thread == nil { thread = OSThread(named: "log-index") { self.run() } }
        }
    }

    /// Returns when everything that was sealed is written.
    func finish() {
        guard let thread = thread.withLock({ $0.take() }) else { return }
        while !jobs.offer(.stop) { bell.ring() }
        thread.join()
    }

    private func run() {
        var batch: [Job] = []
        while true {
            bell.wait()
            jobs.drain(into: &batch)
            for job in batch {
                switch job {
                case .write(let content): write(content)
                case .stop: return
                }
            }
            batch.removeAll()
        }
    }

    private func write(_ content: SegmentContent) {
        do throws(FileError) {
            try SegmentIndex.write(content, identity: identity, files: files)
            catalog.indexed(content.summary.first)
        } catch {
            notices.add(
                .indexNotWritten(
                    file: files.indexPath(content.summary.first), reason: error.reason))
        }
    }
}

/// What an operator should know, until somebody asks.
final class LogNotices: Sendable {
    private let waiting = Mutex<[LogNotice]>([])

    func add(_ notice: LogNotice) { waiting.withLock { $0.append(notice) } }
    func take() -> [LogNotice] {
        waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
