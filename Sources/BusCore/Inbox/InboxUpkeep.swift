internal import Bytes
internal import Events

/// What inboxes need from time to time: deadlines, announcements, their state on disk, what the log says of the past.
extension Bus {
    /// Takes back what was not acknowledged in time.
    mutating func tickInboxes(into out: inout Output) {
        for id in inboxes.active {
            guard let inbox = inboxes.all[Int(id)] else { continue }
            if inbox.tick(now: clock, wall: wallClock, rules: inboxes.rules) { wake(inbox) }
            if !inbox.condemned.isEmpty {
                inboxes.changed.insert(id)
                announce(inbox, into: &out)
            }
        }
        pumpDue(into: &out)
    }

    /// Publishes `event.quarantined` for what was set aside; while the log is full, that waits.
    mutating func announce(_ inbox: Inbox, into out: inout Output) {
        guard doorClosed == nil else { return }
        for entry in inbox.condemned {
            out.notices.append(
                Notice(
                    kind: .refused, peer: PeerID(rawValue: 0), agency: inbox.key.agency.description,
                    text: "inbox \(inbox.key.name) set sequence \(entry.sequence) aside after "
                        + "\(entry.attempts) attempts: \(entry.reason)"))
            lastRecorded = max(lastRecorded, wallClock)
            record(
                BusEvents.quarantined(
                    entry, agency: inbox.key.agency, inbox: inbox.key.name, at: entry.at))
        }
        inbox.condemned.removeAll()
    }

    // MARK: State on disk

    package var hasInboxChanges: Bool { !inboxes.changed.isEmpty || !inboxes.removed.isEmpty }

    /// The state of inboxes that changed since it was taken last, to be written somewhere.
    package mutating func takeInboxChanges() -> [InboxSnapshot] {
        // The end of an inbox goes before what another of its name has become since.
        let ends = inboxes.removed.map { InboxSnapshot(endOf: $0) }
        inboxes.removed.removeAll()
        let snapshots =
            ends + inboxes.changed.sorted().compactMap { inboxes.all[Int($0)]?.snapshot }
        inboxes.changed.removeAll(keepingCapacity: true)
        return snapshots
    }

    /// Takes up what was written in an earlier life; before `setRoutes` and the first message.
    package mutating func restoreInboxes(_ snapshots: [InboxSnapshot]) {
        for snapshot in snapshots where inboxes.find(snapshot.key) == nil {
            // Patterns of types that this version does not know are left out.
            let clauses = snapshot.patterns.compactMap { try? TopicPattern($0) }
                .map { InboxClause(pattern: $0) }
            let inbox = inboxes.add(
                snapshot.key, clauses, isDeclared: snapshot.patterns.isEmpty, cursor: 0)
            inbox.restore(snapshot, last: durable)
            inbox.hasBacklog = inbox.next <= durable
        }
        inboxes.changed.removeAll()
    }

    // MARK: What the log says of the past

    /// Begins to read the log for what routes need to know and for how much each inbox has waiting. Until that is done, inboxes
    /// whose routes depend on the past wait, and lags are not known.
    package mutating func prepareInboxes(into out: inout Output) {
        inboxes.isPrepared = false
        inboxes.preparation += 1
        var from: UInt64 = .max
        for case let inbox? in inboxes.all {
            inbox.matched = 0
            inbox.settled = UInt64(inbox.window.count - inbox.unsettledCount)
            inbox.lastMatch = 0
            inbox.hasBacklog = inbox.next <= durable
            inbox.isCounted = false
            inbox.isBeingCounted = true
            from = inboxes.needsFacts(inbox) ? 1 : min(from, inbox.cursor + 1)
        }
        inboxes.facts = RouteFacts()
        // Taken up again when it is.
        guard isPastKnown else { return }
        guard !inboxes.isEmpty, durable > 0 else {
            finishPreparation()
            return
        }
        askForPast(from: from, into: &out)
    }

    private mutating func askForPast(from: UInt64, into out: inout Output) {
        guard from <= durable else {
            finishPreparation()
            for id in inboxes.active { if let inbox = inboxes.all[Int(id)] { wake(inbox) } }
            pumpDue(into: &out)
            return
        }
        readsUnderWay += 1
        out.reads.append(
            ReadRequest(
                target: .preparation(inboxes.preparation), pattern: .all, from: from,
                through: durable,
                eventsMax: 1_000, bytesMax: 256 << 10))
    }

    mutating func prepare(with result: consuming ReadResult, into out: inout Output) {
        if let failure = result.failure {
            out.notices.append(
                Notice(
                    kind: .refused, peer: PeerID(rawValue: 0), agency: "",
                    text: "routes know nothing of the past: \(failure.description)"))
            finishPreparation()
            return
        }
        let through = result.through
        let records = result.takeRecords()
        var at = 0
        while let head = RecordHead(records.bytes, at: at) {
            inboxes.route(head, in: records.bytes, at: at, activity: nil)
            at += head.length
        }
        askForPast(from: through + 1, into: &out)
        pumpDue(into: &out)
    }

    private mutating func finishPreparation() {
        inboxes.isPrepared = true
        // One that was opened meanwhile looks for itself.
        for case let inbox? in inboxes.all where inbox.isBeingCounted {
            inbox.isBeingCounted = false
            inbox.isCounted = true
            if inbox.lastMatch < inbox.next {
                inbox.hasBacklog = false
                inbox.looked(through: durable)
            }
        }
    }
}
