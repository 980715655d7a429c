internal import Platform

/// The analyst threads of a daemon, one for each part of the analysis.
package final class Analysts: Sendable {
    private let threads: [AnalystThread]
    /// To be told that the log has grown.
    package let watches: [DurableWatch]

    /// - Parameters:
    ///   - desk: knows a submitter by each part's name.
    ///   - traffic: how busy the bus is; all of them give way to it.
    ///   - say: one line for the operator.
    package init(
        _ parts: [Analysis.Part], _ desk: SubmissionDesk, traffic: BusTraffic,
        say: @escaping @Sendable (LogLine) -> Void
    ) {
        let watches = parts.map { _ in DurableWatch() }
        self.watches = watches
        threads = zip(parts, watches).map { part, watch in
            AnalystThread(
                name: part.name, standsBack: part.standsBack,
                folds: { log throws(FoldError) in try part.folds(log, traffic) },
                submitter: desk.submitter(part.name), watch: watch, traffic: traffic,
                say: say)
        }
    }

    /// Every part has applied everything up to here, and what was derived from it is in the log. 0 without parts.
    package var appliedThrough: UInt64 { threads.map(\.appliedThrough).min() ?? 0 }
    /// A part could not go on; the operator was told. The bus and the others work without it.
    package var isFailed: Bool { threads.contains(where: \.isFailed) }

    package func stop() { for thread in threads { thread.stop() } }

    /// Runs all of them, one on the calling thread, until they have ended.
    package func run(_ log: any EventLog) { Self.run(threads[...], log) }

    private static func run(_ threads: ArraySlice<AnalystThread>, _ log: any EventLog) {
        guard let first = threads.first else { return }
        let others = threads.dropFirst()
        guard let next = others.first else { return first.run(log) }
        let thread = OSThread(named: next.name) { run(others, log) }
        first.run(log)
        thread.join()
    }
}
