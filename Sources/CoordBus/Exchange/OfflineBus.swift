package import BusCore
internal import Bytes
package import Events
internal import Platform

/// The bus without threads and sockets, on a log that no coordd has open: what it is given comes in by the same gate.
package struct OfflineBus: ~Copyable {
    /// What became of the events.
    package struct Tally: Sendable, Equatable {
        package var recorded = 0
        package var recordedBefore = 0
        package var refused = 0
    }

    /// Batches are written when they have grown to about this.
    private static let batchBytes = 1 << 20

    private var bus: Bus
    private let log: SegmentLog
    private var out = Output()
    private var bytesWaiting = 0
    package private(set) var tally = Tally()
    /// Told of each event that was refused: the token of its submission, its place in it from 1, code and sentence.
    private let refused: (_ token: UInt64, _ run: ReceiptRun) -> Void

    /// - Parameter folder: holds the log; one is begun when there is none.
    package init(
        folder: String, refused: @escaping (_ token: UInt64, _ run: ReceiptRun) -> Void
    ) throws(DaemonError) {
        var configuration = Configuration()
        configuration.folder = folder
        var opened = try Daemon.openLog(configuration) { _ in }
        log = opened.log
        self.refused = refused
        var limits = configuration.limits
        limits.eventBytes = 1 << 20  // what another bus took is not refused for its length
        bus = Bus(
            limits: limits,
            information: BusInformation(
                name: "coordctl", version: Daemon.version, log: log.identity.description,
                queries: []),
            source: LogSource(log), idSeed: log.identity.idSeed, durable: log.lastDurable,
            lastRecorded: log.segments.map(\.recordedLast).max() ?? 0,
            ids: exchange(&opened.ids, with: IdTable()), topics: opened.topics)
    }

    /// Gives events of one agency to the gate.
    /// - Parameter recorded: the time that their records get, nanoseconds since the Unix epoch; a log's times never step
    ///   back, so it may become later.
    /// - Parameter token: what `refused` names them by.
    package mutating func publish(
        _ events: [[UInt8]], of agency: AgencyCode, recorded: UInt64, token: UInt64
    ) throws(LogError) {
        if !bus.canReceive { try commit() }
        bus.submit(
            Submission(agency: agency, events: events, token: token), wall: recorded, into: &out)
        takeOutcomes()
        bytesWaiting += events.reduce(0) { $0 + $1.count }
        if bytesWaiting >= Self.batchBytes { try commit() }
    }

    private mutating func commit() throws(LogError) {
        bytesWaiting = 0
        guard let batch = bus.takeBatch() else { return }
        try log.append(
            &batch.content.records, fingerprints: batch.content.fingerprints, at: wallNanoseconds())
        bus.committed(into: &out)
        takeOutcomes()
    }

    private mutating func takeOutcomes() {
        for outcome in out.outcomes {
            for run in outcome.runs {
                switch run.code {
                case ReceiptRun.recorded: tally.recorded += Int(run.count)
                case ReceiptRun.recordedBefore: tally.recordedBefore += Int(run.count)
                default:
                    tally.refused += Int(run.count)
                    refused(outcome.token, run)
                }
            }
        }
        out.removeAll()
    }

    /// Writes what waits and closes the log.
    package mutating func finish() throws(LogError) {
        try commit()
        try log.close()
    }
}
