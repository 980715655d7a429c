internal import BusCore
internal import Events
internal import HTTP
internal import Platform

/// Everything that /metrics tells, gathered from the parts of the process.
struct MetricsReading: Sendable {
    var state = BusState()
    var commits = Histogram.Reading(
        counts: Array(repeating: 0, count: Histogram.bounds.count + 1), sumNanoseconds: 0)
    /// Last sequence the analyst has worked through, and whether it has stopped.
    var applied: UInt64 = 0
    var isAnalysisStopped = false
    /// Open overlaps, gaps and breaches; nil without a register.
    var open: [(kind: String, count: UInt64)] = []
    /// nil without a feed.
    var feed: FeedThread.Counters?
    /// nil without CURVE.
    var gate: Gatekeeper.Counters?
    var residentBytes: UInt64 = 0
    var startSeconds: Double = 0
    var version = ""
    var http = HTTPCounts()
    var connections = 0
    var viewers = 0
    var signedIn = 0
    var refusedSignIns: UInt64 = 0
    var crossSite: UInt64 = 0
}

/// docs/operations explains each; the alert rules in config/monitoring use them.
extension MetricsReading {
    func text(isOpenMetrics: Bool) -> String {
        var out = MetricsText(isOpenMetrics: isOpenMetrics)
        writeBus(&out)
        writeQueues(&out)
        writeInboxes(&out)
        writeAnalysis(&out)
        writeDoors(&out)
        writeWeb(&out)
        writeProcess(&out)
        out.end()
        return out.text
    }

    private func writeBus(_ out: inout MetricsText) {
        let counters = state.counters
        out.counter(
            "coordbus_events_recorded", "Events recorded since the start.", counters.recorded)
        out.counter(
            "coordbus_events_repeated",
            "Events that were recorded before and got their first receipt.",
            counters.recordedBefore)
        out.counter(
            "coordbus_events_conflicting", "Events refused because their id has other content.",
            counters.conflicts)
        out.counter(
            "coordbus_events_delivered", "Events handed to subscriptions and inboxes.",
            counters.delivered)
        out.counter(
            "coordbus_receipts", "Receipts for events, by what they say.",
            [
                ([("result", "recorded")], counters.recorded),
                ([("result", "repeated")], counters.recordedBefore),
            ])
        out.counter(
            "coordbus_log_batches", "Batches of events written to disk.",
            commits.counts.reduce(0, +))
        out.counter(
            "coordbus_refusals", "Messages and events refused, by the code of docs/errors.md.",
            counters.refusals.sorted { $0.key < $1.key }.map {
                ([("code", String($0.key))], $0.value)
            })
        out.gauge(
            "coordbus_log_last_sequence", "Sequence of the newest event on disk.",
            Double(state.durable))
        out.gauge(
            "coordbus_publishing_open", "1 while events are taken, 0 while the log cannot grow.",
            state.doorClosed == nil ? 1 : 0)
        out.gauge("coordbus_ids", "Ids of events that are remembered.", Double(state.ids))
        out.gauge("coordbus_topics", "Topics that the log has seen.", Double(state.topics))
        out.histogram(
            "coordbus_log_commit_seconds",
            "Time until a batch was on disk: write and fdatasync.", commits)
    }

    private func writeQueues(_ out: inout MetricsText) {
        let queues: [(name: String, depth: Int, bound: Int)] = [
            ("batch_bytes", state.batchBytes, state.batchBytesMax),
            ("reads", state.readsUnderWay, state.readsMax),
            ("queries", state.queriesUnderWay, state.queriesMax),
            ("sessions", state.sessions.count, state.sessionsMax),
            ("submissions", state.submissions, SubmissionDesk.outstandingMax * 2),
        ]
        out.gauge(
            "coordbus_queue_depth", "What waits in a queue now.",
            queues.map { ([("queue", $0.name)], Double($0.depth)) })
        out.gauge(
            "coordbus_queue_bound", "The most that may wait in a queue.",
            queues.map { ([("queue", $0.name)], Double($0.bound)) })
        out.gauge("coordbus_sessions", "Clients connected.", Double(state.sessions.count))
    }

    private func writeInboxes(_ out: inout MetricsText) {
        func values(_ value: (BusState.InboxFacts) -> Double?) -> [(MetricsText.Labels, Double)] {
            state.inboxes.compactMap { inbox in
                value(inbox).map {
                    ([("agency", inbox.agency.description), ("inbox", inbox.name)], $0)
                }
            }
        }
        out.gauge(
            "coordbus_inbox_lag_events", "Events that belong in an inbox and are not settled.",
            values { $0.lagEvents.map(Double.init) })
        out.gauge(
            "coordbus_inbox_lag_seconds", "Age of the oldest of them.", unit: "seconds",
            values { $0.lagEvents == nil ? nil : Double($0.lagSeconds ?? 0) })
        out.gauge(
            "coordbus_inbox_pending_events", "Events handed to workers and not acknowledged.",
            values { Double($0.pending) })
        out.gauge(
            "coordbus_inbox_quarantined_events", "Events set aside because they failed too often.",
            values { Double($0.quarantined) })
        out.gauge(
            "coordbus_inbox_workers", "Workers attached to an inbox.",
            values { Double($0.workers) })
    }

    private func writeAnalysis(_ out: inout MetricsText) {
        out.gauge(
            "coordbus_register_lag_events",
            "Events that register, rules and overlaps have not taken in yet.",
            Double(state.durable - min(state.durable, applied)))
        out.gauge(
            "coordbus_analysis_running", "1 while the log is analysed, 0 when that has stopped.",
            isAnalysisStopped ? 0 : 1)
        out.gauge(
            "coordbus_flags_open", "Flags that nobody has closed, of the real world.",
            open.map { ([("kind", $0.kind)], Double($0.count)) })
    }

    private func writeDoors(_ out: inout MetricsText) {
        if let gate {
            out.counter(
                "coordbus_handshakes", "Connections with a key, by whether the roll admits it.",
                [
                    ([("result", "admitted")], gate.admitted),
                    ([("result", "refused")], gate.refused),
                ])
        }
        if let feed {
            out.counter(
                "coordbus_feed_messages", "Events passed on over the feed.", feed.messages)
            out.counter(
                "coordbus_feed_subscriptions", "Subscriptions that readers of the feed asked for.",
                [
                    ([("result", "granted")], feed.grants),
                    ([("result", "refused")], feed.refusals),
                ])
            out.counter(
                "coordbus_feed_reopenings",
                "Times the feed was closed and opened because rights ended.", feed.reopened)
        }
    }

    private func writeWeb(_ out: inout MetricsText) {
        out.counter(
            "coordbus_http_answers", "Answers of the HTTP server by status.",
            http.answers.sorted { $0.key < $1.key }.map { ([("status", String($0.key))], $0.value) }
        )
        out.counter(
            "coordbus_http_connections", "Connections taken by the HTTP server.", http.accepted)
        out.counter(
            "coordbus_http_connections_dropped",
            "Connections of the HTTP server that it ended, by cause.",
            [
                ([("cause", "evicted")], http.evicted),
                ([("cause", "turned-away")], http.turnedAway),
                ([("cause", "without-request")], http.withoutRequest),
                ([("cause", "slow-body")], http.tooSlow),
            ])
        out.gauge("coordbus_http_connections_open", "Connections open now.", Double(connections))
        out.gauge("coordbus_web_viewers", "Live views of the log.", Double(viewers))
        out.gauge("coordbus_web_sessions", "People signed in.", Double(signedIn))
        out.counter(
            "coordbus_web_refused_tokens", "Wrong tokens.", refusedSignIns)
        out.counter(
            "coordbus_web_cross_site", "Requests that another site's page sent.", crossSite)
    }

    private func writeProcess(_ out: inout MetricsText) {
        out.gauge(
            "process_resident_memory_bytes", "Resident memory.", unit: "bytes",
            Double(residentBytes))
        out.gauge(
            "process_start_time_seconds", "Start, in seconds since the Unix epoch.",
            unit: "seconds", startSeconds)
        out.gauge(
            "coordbus_build_info", "1, with the version.", [([("version", version)], 1)])
    }
}
