package import BusCore
internal import Events
internal import Platform
internal import Synchronization
internal import ZeroMQ

/// What the log gave when it was opened.
struct OpenedLog: ~Copyable {
    let log: SegmentLog
    var ids: IdTable
    let topics: TopicTable
}

extension Daemon {
    static func openLog(
        _ configuration: Configuration, _ say: @escaping @Sendable (LogLine) -> Void
    ) throws(DaemonError) -> OpenedLog {
        var options = LogOptions()
        options.segmentBytes = configuration.segmentMiB << 20
        let log: SegmentLog
        let fingerprints = FingerprintReader()
        do throws(LogError) {
            log = try SegmentLog.open(
                folder: configuration.folder, options: options,
                fingerprint: fingerprints.fingerprint)
            for notice in log.takeNotices() { say(LogLine(.logMended, notice.description)) }
        } catch {
            throw DaemonError(code: exitCode(error), description: error.description)
        }
        do throws(LogError) {
            var ids = IdTable()
            ids.reserve(Int(log.lastDurable))
            try ids.insert { insert throws(LogError) in try log.forEachIdentityAtOpen(insert) }
            return OpenedLog(log: log, ids: ids, topics: topics(log))
        } catch {
            throw DaemonError(code: exitCode(error), description: error.description)
        }
    }

    private static func topics(_ log: SegmentLog) -> TopicTable {
        var topics = TopicTable()
        for (topic, totals) in log.topicsAtOpen.totals {
            guard let country = CountryCode(topic.country), let agency = AgencyCode(topic.agency)
            else { continue }
            let number = topics.number(type: topic.type, country: country, agency: agency)
            topics.recorded(number, at: totals.last)
        }
        return topics
    }

    /// The start trusts the segments before the last, so that it is quick; this reads them afterwards, out of everybody's
    /// way, and names what is damaged.
    static func lookOverOldSegments(
        _ log: SegmentLog, _ folder: String, _ say: @escaping @Sendable (LogLine) -> Void
    ) {
        guard log.segments.count > 1 else { return }
        OSThread(named: "scrub") {
            OSThread.standBack()
            // Clients that waited for the start come first.
            sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + 5_000_000_000)
            do throws(LogError) {
                for damage in try LogVerifier.verify(folder: folder).damages {
                    say(
                        LogLine(
                            .logDamaged, "\(damage); events there can't be read until then",
                            sequence: damage.sequence))
                }
            } catch {
                say(LogLine(.logDamaged, "the log could not be looked over: \(error)"))
            }
        }.detach()
    }

    private static func exitCode(_ error: LogError) -> ExitCode {
        switch error {
        case .inUse: .unavailable
        case .damaged, .unknownFormat: .dataError
        case .full, .file, .closed: .cannotCreate
        case .syncFailed: .ioError
        }
    }

    /// - Parameters:
    ///   - plan: with CURVE, whatever judges keys is bound already.
    ///   - listener: a socket of the service manager's, whose address counts instead of the configured one.
    static func bind(
        _ configuration: Configuration, _ plan: SecurityPlan, _ listener: Int32?,
        in context: Context
    ) throws(DaemonError) -> Socket {
        let router = try makeRouter(configuration, plan, listener, in: context)
        let endpoint = router.lastEndpoint()
        guard plan.keys != nil || Setting.isLocal(endpoint) else {
            throw DaemonError(
                code: .config,
                description:
                    "the socket that was handed over listens on \(endpoint), which other machines can "
                    + "reach; set security to curve, or ListenStream= to an address of this machine"
            )
        }
        return router
    }

    private static func makeRouter(
        _ configuration: Configuration, _ plan: SecurityPlan, _ listener: Int32?,
        in context: Context
    ) throws(DaemonError) -> Socket {
        do throws(ZMQError) {
            let router = try Socket(.router, in: context, lingerMilliseconds: 500)
            try router.limitQueues(
                send: Int32(configuration.unreadMessages), receive: 1_000)
            try router.limitFrame(bytes: Int64(configuration.messageMiB) << 20)
            try router.limitHandshake(milliseconds: Int32(configuration.handshakeSeconds * 1000))
            try router.heartbeat(everyMilliseconds: 10_000)
            try router.limitBacklog(connections: 4_096)
            if let keys = plan.keys {
                try router.serveCurve(secretKey: keys.secretKey, domain: "coordbus")
            }
            if let listener { try router.useListener(listener) }
            try router.bind(configuration.listen)
            return router
        } catch {
            throw DaemonError(
                code: .unavailable,
                description: "\(error); another program may be listening there, "
                    + "see `ss -ltnp`, or choose another address with --listen")
        }
    }

    static func finish(
        _ end: BusEnd, _ log: SegmentLog, _ say: @escaping @Sendable (LogLine) -> Void
    ) throws(DaemonError) {
        switch end {
        case .stopped:
            do throws(LogError) {
                try log.close()
            } catch {
                throw DaemonError(code: exitCode(error), description: error.description)
            }
            say(
                LogLine(
                    .stopped, "stopped; last sequence \(log.lastDurable)",
                    sequence: log.lastDurable))
        case .logFailed(let error):
            throw DaemonError(code: exitCode(error), description: error.description)
        case .socketFailed(let error):
            throw DaemonError(code: .software, description: "\(error); please report this")
        }
    }

    /// Takes up what can be taken up without a restart; a bad file leaves everything as it was.
    static func reload(
        from running: Configuration, _ runningPlan: SecurityPlan,
        _ reread: () throws(ConfigurationError) -> Configuration,
        _ say: (LogLine) -> Void
    ) -> Reloaded? {
        do throws(ConfigurationError) {
            let new = try reread()
            let plan = try SecurityPlan(new)
            var waiting = running.needingRestart(new)
            // Who took part in the past was not asked while everybody saw everything.
            let isFirstRoll = runningPlan.roll.isOpen && !plan.roll.isOpen
            if isFirstRoll { waiting.append("a roll where there was none") }
            let rest =
                waiting.isEmpty ? "" : "; \(waiting.joined(separator: ", ")) need a restart"
            say(LogLine(.reloaded, "configuration taken up\(rest)"))
            return Reloaded(limits: new.limits, roll: isFirstRoll ? .open : plan.roll)
        } catch {
            say(
                LogLine(
                    .notReloaded,
                    "configuration not taken up, the one before stays in force: \(error)"))
            return nil
        }
    }
}

/// What a reload brought.
package struct Reloaded: Sendable {
    package let limits: BusLimits
    package let roll: Roll
}

/// Passes notices on: each session's opening and end, and refusals once for each peer and minute.
final class NoticeReport: Sendable {
    private struct Silence {
        var since: UInt64
        var more: Int
    }

    private static let minute: UInt64 = 60_000_000_000
    private static let peersMax = 4_096
    private let say: @Sendable (LogLine) -> Void
    private let silenced = Mutex<[PeerID: Silence]>([:])

    init(_ say: @escaping @Sendable (LogLine) -> Void) { self.say = say }

    @Sendable func report(_ notice: Notice) {
        let who = notice.agency.isEmpty ? "a connection without session" : notice.agency
        switch notice.kind {
        case .opened, .ended:
            say(
                LogLine(
                    notice.kind == .opened ? .sessionOpened : .sessionEnded,
                    "\(who): \(notice.text)", agency: who))
        case .refused:
            guard let more = admit(notice.peer, at: monotonicNanoseconds()) else { return }
            let before = more > 0 ? " (and \(more) more refusals since the last line)" : ""
            say(
                LogLine(
                    .refused, "\(who): refused, \(notice.text)\(before)", agency: who,
                    code: notice.code))
        }
    }

    /// - Returns: how many were kept silent before this one, or nil when this one is to be kept silent.
    private func admit(_ peer: PeerID, at now: UInt64) -> Int? {
        silenced.withLock { silenced in
            if let silence = silenced[peer], now < silence.since + Self.minute {
                silenced[peer]?.more += 1
                return nil
            }
            let more = silenced[peer]?.more ?? 0
            if silenced.count >= Self.peersMax {
                silenced = silenced.filter { now < $0.value.since + Self.minute }
                if silenced.count >= Self.peersMax { silenced.removeAll() }
            }
            silenced[peer] = Silence(since: now, more: 0)
            return more
        }
    }
}

/// Reads the fingerprints of events that no index knows yet: those since the last segment was full or the last clean stop.
private final class FingerprintReader {
    private var validator: EventValidator?

    func fingerprint(_ event: Span<UInt8>, seed: UInt64) -> UInt64? {
        if validator == nil { validator = EventValidator(bytesMax: 1 << 20, idSeed: seed) }
        return validator?.fingerprint(of: event)
    }
}
