package import BusCore
package import Platform

/// The other threads that the bus thread gives work to and takes results from.
package struct BusHelpers: Sendable {
    package var reader: ReaderThread
    package var queries: QueryThread
    package var desk: SubmissionDesk
    package var inboxes: InboxThread
    /// Reads the routes again on SIGHUP; nil when the old ones stay.
    package var rereadRoutes: @Sendable () -> RouteTable? = { nil }
    /// What the log says of the time before this start, once; nil where nobody reads it.
    package var past: Handoff<BusPast>?
    /// Who wants to know how the bus is; nil where nobody can.
    package var state: StateDesk?
    /// Told once a turn how much was taken and handed out.
    package var traffic = BusTraffic()
    /// Told after each commit.
    package var watches: [DurableWatch]

    package init(
        reader: ReaderThread, queries: QueryThread, desk: SubmissionDesk, inboxes: InboxThread,
        watches: [DurableWatch]
    ) {
        self.inboxes = inboxes
        self.reader = reader
        self.queries = queries
        self.desk = desk
        self.watches = watches
    }
}

/// What comes back from them.
extension BusThread {
    mutating func takeReads() {
        helpers.reader.finished.drain(into: &finished)
        for read in finished {
            if let result = read.take() { bus.completed(result, into: &out) }
        }
        finished.removeAll(keepingCapacity: true)
    }

    mutating func takePast() {
        guard let past = helpers.past else { return }
        var found: [BusPast] = []
        past.drain(into: &found)
        for past in found {
            bus.take(
                past, now: monotonicNanoseconds(), wall: wallNanoseconds(), into: &out)
        }
        if !found.isEmpty { helpers.past = nil }
    }

    mutating func takeAnswers() {
        helpers.queries.finished.drain(into: &answers)
        for answer in answers { bus.answered(answer, into: &out) }
        answers.removeAll(keepingCapacity: true)
    }

    /// Submissions wait here, as messages do in the socket, while a full batch waits for the disk; its outcome wakes us.
    mutating func takeSubmissions() {
        helpers.desk.drain(into: &arrivals)
        submissions += arrivals
        arrivals.removeAll(keepingCapacity: true)
        var taken = 0
        while taken < submissions.count, bus.canReceive {
            bus.submit(submissions[taken], wall: wallNanoseconds(), into: &out)
            taken += 1
        }
        submissions.removeFirst(taken)
    }

    func tellState() {
        helpers.traffic.set(recorded: bus.counters.recorded, delivered: bus.counters.delivered)
        helpers.state?.answerIfAsked { bus.state(now: monotonicNanoseconds()) }
    }

    /// Gives changed inboxes to the thread that writes them, every so often.
    mutating func keepInboxes() {
        guard bus.hasInboxChanges, !helpers.inboxes.isBusy else { return }
        let now = monotonicNanoseconds()
        guard now >= nextKeep else { return }
        nextKeep = now + Self.keepNanoseconds
        helpers.inboxes.give(bus.takeInboxChanges())
    }

    /// The last changes, when nothing follows.
    mutating func keepLastInboxes() {
        if bus.hasInboxChanges { helpers.inboxes.give(bus.takeInboxChanges()) }
    }

    /// How late the state of inboxes is written: what a crash may repeat.
    static var keepNanoseconds: UInt64 { 20_000_000 }
}
