package import Platform

/// What the web thread works with: other parts of the process, each reached by a hand-off or safe to read from any thread.
package struct WebParts: Sendable {
    package var log: any EventLog
    /// Publishes in the name of the person's agency.
    package var submitter: Submitter
    /// A query thread of its own, so that neither the page waits for the wire nor the wire for the page.
    package var queries: QueryThread
    package var state: StateDesk
    package var watch: DurableWatch
    package var commitTimes: Histogram
    /// Last sequence worked through, and whether the analysis has stopped.
    package var analysis: @Sendable () -> (applied: UInt64, isStopped: Bool)
    /// nil without a feed.
    package var feed: @Sendable () -> FeedThread.Counters? = { nil }
    /// nil without CURVE.
    package var gate: @Sendable () -> Gatekeeper.Counters? = { nil }
    /// nil without a register.
    package var registerPath: String?
    package var version: String
    /// Longest body of a publish, bytes.
    package var messageBytesMax = 4 << 20
    /// Does everybody on the way read along, or is TLS spoken?
    package var isSecure = false
    /// Only this machine can ask.
    package var isLocal = true
    package var viewersMax = 256

    package init(
        log: any EventLog, submitter: Submitter, queries: QueryThread, state: StateDesk,
        watch: DurableWatch, commitTimes: Histogram,
        analysis: @escaping @Sendable () -> (applied: UInt64, isStopped: Bool),
        registerPath: String?, version: String
    ) {
        self.log = log
        self.submitter = submitter
        self.queries = queries
        self.state = state
        self.watch = watch
        self.commitTimes = commitTimes
        self.analysis = analysis
        self.registerPath = registerPath
        self.version = version
    }
}
