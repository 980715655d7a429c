internal import BusCore
internal import Events
internal import Bytes
package import Platform
internal import Systemd
internal import ZeroMQ

/// Why coordd could not start, or had to end: the exit code and the sentence for the operator.
package struct DaemonError: Error, Sendable, CustomStringConvertible {
    package let code: ExitCode
    package let description: String
}

/// coordd put together: the log opened, the ids loaded, the endpoint bound, the threads started; then the bus runs on the
/// calling thread until a signal.
package enum Daemon {
    package static let version = "0.1.0"

    /// - Parameters:
    ///   - signals: made before any thread.
    ///   - reread: reads the configuration again on SIGHUP; throws what is wrong with it.
    ///   - say: one line for the operator.
    package static func run(
        _ configuration: Configuration, signals: Signals,
        reread: @escaping @Sendable () throws(ConfigurationError) -> Configuration,
        say: @escaping @Sendable (LogLine) -> Void
    ) throws(DaemonError) {
        let handed = HandedSockets.take()
        // What the gate is compiled to takes a while to build; the log opens meanwhile.
        OSThread(named: "prepare") { EventValidator.prepare() }.detach()
        // Bound first: clients connect while the log opens, and what they send waits in the socket.
        let routes = try readRoutes(configuration)
        let plan = try security(configuration)
        say(LogLine(.started, plan.summary))
        let context = try makeContext(configuration)
        let gatekeeper = plan.keys == nil ? nil : try startGatekeeper(plan, context, say)
        let router = try bind(configuration, plan, handed["bus"], in: context)
        let preparing = PreparedAnalysis(configuration, roll: plan.roll, say: say)
        var opened = try openLog(configuration, say)
        let segmentLog = opened.log
        let endpoint = router.lastEndpoint()
        let bell = Bell()
        let log = LogThread(bell: bell)
        let reader = ReaderThread(
            bell: bell,
            requestsMax: configuration.limits.readsMax)
        let analysis: Analysis
        do throws(ConfigurationError) { analysis = try preparing.get() } catch {
            throw DaemonError(code: .config, description: error.description)
        }
        let queries = QueryThread(
            analysis.handlers, bell: bell, waitingMax: configuration.limits.queriesMax)
        let desk = SubmissionDesk(analysis.parts.map(\.name) + ["web"], bell: bell)
        let inboxes = InboxThread(say: say)
        let inboxFile = InboxFile(
            path: "\(configuration.folder)/\(InboxCursors.fileName)",
            log: segmentLog.identity.description, say: say)
        let kept = try loadInboxes(inboxFile)
        let traffic = BusTraffic()
        let analysts = Analysts(analysis.parts, desk, traffic: traffic, say: say)
        let feed = makeFeed(configuration, plan, gatekeeper, say)
        let feedThread = OSThread(named: "feed") { feed?.run(segmentLog, in: context) }
        let feedEndpoint = try Self.feedEndpoint(feed)
        let webWatch = DurableWatch()
        var pageHandlers = analysis.handlers
        if let register = configuration.registerPath { pageHandlers.append(PageQueries(register)) }
        let webQueries = QueryThread(
            pageHandlers, bell: Bell(), waitingMax: WebApp.questionsMax)
        let web = try makeWeb(
            configuration, plan.roll, handed["web"],
            { state in
                var parts = WebParts(
                    log: segmentLog, submitter: desk.submitter("web"), queries: webQueries,
                    state: state, watch: webWatch, commitTimes: log.commitTimes,
                    analysis: { (analysts.appliedThrough, analysts.isFailed) },
                    registerPath: configuration.registerPath, version: version)
                parts.feed = { feed?.counters }
                parts.gate = { gatekeeper?.counters }
                return parts
            }, busBell: bell, say)
        let logThread = OSThread(named: "log") { log.run(segmentLog) }
        let readerThread = OSThread(named: "reader") { reader.run(segmentLog) }
        let queryThread = OSThread(named: "query") { queries.run() }
        let analystThread = OSThread(named: "analyst") { analysts.run(segmentLog) }
        let past = PastReader(bell: bell)
        let pastThread = OSThread(named: "past") {
            if !plan.roll.isOpen { past.run(segmentLog, say: say) }
        }
        let inboxThread = OSThread(named: "inboxes") { inboxes.run(inboxFile.open) }

        var bus = Bus(
            limits: configuration.limits,
            information: BusInformation(
                name: "coordd", version: version, log: segmentLog.identity.description,
                queries: queries.names),
            roll: plan.roll, identification: plan.identification,
            source: LogSource(segmentLog), idSeed: segmentLog.identity.idSeed,
            durable: segmentLog.lastDurable,
            lastRecorded: segmentLog.segments.map(\.recordedLast).max() ?? 0,
            ids: exchange(&opened.ids, with: IdTable()), topics: opened.topics)
        bus.restoreInboxes(kept)
        if let routes { bus.setRoutes(routes) }
        var helpers = BusHelpers(
            reader: reader, queries: queries, desk: desk, inboxes: inboxes,
            watches: analysts.watches + (web == nil ? [] : [webWatch])
                + (feed.map { [$0.watch] } ?? []))
        helpers.past = past.finished
        helpers.traffic = traffic
        helpers.state = web?.state
        let webThread = OSThread(named: "web") {
            OSThread.standBack()
            web?.thread.run()
        }
        let webQueryThread = OSThread(named: "web-query") {
            OSThread.standBack()
            if web != nil { webQueries.run() }
        }
        helpers.rereadRoutes = { rereadRoutes(configuration, say) }
        var thread = BusThread(
            bus: bus, router: router, log: log, eventLog: segmentLog,
            helpers: helpers,
            signals: signals, bell: bell,
            say: say, report: NoticeReport(say).report,
            reload: {
                let reloaded = reload(from: configuration, plan, reread, say)
                if let reloaded {
                    gatekeeper?.take(reloaded.roll)
                    feed?.take(reloaded.roll)
                    analysis.takeRoll(reloaded.roll)
                    web?.thread.take(reloaded.roll)
                }
                return reloaded
            })
        say(
            LogLine(
                .started,
                "listening on \(endpoint); log in \(configuration.folder), "
                    + "last sequence \(segmentLog.lastDurable)"
                    + (feedEndpoint.map { "; feed at \($0)" } ?? "")
                    + (web.map { "; page at \($0.endpoint)" } ?? ""),
                sequence: segmentLog.lastDurable))
        Notify.ready("Ready on \(endpoint)")
        lookOverOldSegments(segmentLog, configuration.folder, say)
        let end = thread.run()
        log.give(.stop)
        reader.stop()
        queries.stop()
        analysts.stop()
        inboxes.stop()
        past.stop()
        feed?.stop()
        web?.thread.stop()
        webQueries.stop()
        logThread.join()
        readerThread.join()
        queryThread.join()
        analystThread.join()
        inboxThread.join()
        pastThread.join()
        feedThread.join()
        webThread.join()
        webQueryThread.join()
        try finish(end, segmentLog, say)
    }
}
