internal import Bytes
package import Events

/// How the bus is, copied out for others to look at: monitoring and the page. `coordctl status` shows the same.
package struct BusState: Sendable {
    package struct SessionFacts: Sendable {
        package let agency: AgencyCode
        package let client: String
        package let eventsRecorded: UInt64
        package let subscriptions: Int
        /// Nanoseconds it has been open, and since it was last heard.
        package let age: UInt64
        package let silence: UInt64
    }

    package struct InboxFacts: Sendable {
        package let agency: AgencyCode
        package let name: String
        package let workers: Int
        package let cursor: UInt64
        /// Events that belong in it and are not settled; nil while it is being counted.
        package let lagEvents: UInt64?
        /// Age of the oldest of them in seconds; nil where there is none.
        package let lagSeconds: UInt64?
        package let pending: Int
        package let quarantined: Int
    }

    package var durable: UInt64 = 0
    package var counters = Bus.Counters()
    /// Why nothing is taken; nil while the door is open.
    package var doorClosed: String?
    package var ids = 0
    package var topics = 0
    package var batchBytes = 0
    package var batchBytesMax = 0
    package var batchesUnderWay = 0
    package var readsUnderWay = 0
    package var readsMax = 0
    package var queriesUnderWay = 0
    package var queriesMax = 0
    package var sessionsMax = 0
    package var submissions = 0
    package var sessions: [SessionFacts] = []
    package var inboxes: [InboxFacts] = []
    /// More inboxes than are listed.
    package var inboxesLeftOut = 0

    package init() {}
}

extension Bus {
    /// - Parameters:
    ///   - now: monotonic nanoseconds.
    ///   - inboxesMax: those listed one by one; reading the age of each may cost a look into the log.
    package func state(now: UInt64, inboxesMax: Int = 1_000) -> BusState {
        var state = BusState()
        state.durable = durable
        state.counters = counters
        state.doorClosed = doorClosed?.description
        state.ids = ids.count
        state.topics = topics.entries.count
        state.batchBytes = filling.recordBytes + answerBytes
        state.batchBytesMax = limits.batchBytes
        state.batchesUnderWay = underWay.count
        state.readsUnderWay = readsUnderWay
        state.readsMax = limits.readsMax
        state.queriesUnderWay = queriesUnderWay
        state.queriesMax = limits.queriesMax
        state.sessionsMax = limits.sessions
        state.submissions = pendingSubmissions.count
        state.sessions = sessions.values.sorted { $0.openedAt < $1.openedAt }.map { session in
            BusState.SessionFacts(
                agency: session.agency, client: session.client,
                eventsRecorded: session.eventsRecorded, subscriptions: session.subscriptions.count,
                age: now - min(now, session.openedAt), silence: now - min(now, session.heardAt))
        }
        let all = inboxes.all.compactMap(\.self)
        for inbox in all.prefix(inboxesMax) { state.inboxes.append(facts(inbox)) }
        state.inboxesLeftOut = all.count - state.inboxes.count
        return state
    }

    private func facts(_ inbox: Inbox) -> BusState.InboxFacts {
        var seconds: UInt64?
        if let lag = inbox.lag, lag > 0 {
            let oldest = inbox.window.indices.first { inbox.window[$0].state != .done }
                .map { inbox.window[$0].sequence }
            seconds = age(of: oldest ?? inbox.next)
        }
        return BusState.InboxFacts(
            agency: inbox.key.agency, name: inbox.key.name, workers: inbox.workers.count,
            cursor: inbox.cursor, lagEvents: inbox.lag, lagSeconds: seconds,
            pending: inbox.unsettledCount,
            quarantined: inbox.quarantine.count)
    }
}
