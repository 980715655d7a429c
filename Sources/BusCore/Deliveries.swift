internal import Bytes

/// Subscriptions and fetches: credit, order and the proof that nothing is missing.
extension Bus {
    mutating func subscribe(
        _ session: Session, number: UInt32, _ request: Request.Subscribe, pattern: TopicPattern,
        into out: inout Output
    ) throws(ProtocolError) {
        try checkRoom(session, for: request.subscription)
        try allow(pattern, to: session)
        let subscription = Subscription(
            number: request.subscription, pattern: pattern, patternText: pattern.text,
            generation: nextGeneration, next: try first(request.start),
            creditEvents: Int(request.creditEvents), creditBytes: Int(request.creditBytes),
            lastAtStart: durable)
        if request.start == .lastOfEachTopic {
            subscription.snapshot = topics.lastSequences(matching: pattern)
        }
        nextGeneration += 1
        session.subscriptions.append(subscription)
        let next = subscription.next
        let last = durable
        out.send(to: session.peer) {
            Head.subscribed(
                number: number, subscription: request.subscription, next: next, last: last,
                into: &$0)
        }
        pump(session, subscription, into: &out)
    }

    /// Subscriptions and inboxes share their numbers and their limit.
    func checkRoom(_ session: Session, for subscription: UInt32) throws(ProtocolError) {
        guard !session.subscriptions.contains(where: { $0.number == subscription }),
            !session.attachments.contains(where: { $0.subscription == subscription })
        else {
            throw ProtocolError(
                .subscriptionOpen,
                "subscription \(subscription) is open already; unsubscribe it or use another number"
            )
        }
        guard
            session.subscriptions.count + session.attachments.count
                < limits.subscriptionsPerSession
        else {
            throw ProtocolError(
                .limitExceeded,
                "\(limits.subscriptionsPerSession) subscriptions are open, the most a session may have"
            )
        }
    }

    mutating func unsubscribe(
        _ session: Session, number: UInt32, subscription: UInt32, into out: inout Output
    ) throws(ProtocolError) {
        if let place = session.attachments.firstIndex(where: { $0.subscription == subscription }) {
            leave(session.attachments.remove(at: place), into: &out)
        } else {
            _ = try find(subscription, of: session)
            session.subscriptions.removeAll { $0.number == subscription }
        }
        out.send(to: session.peer) {
            Head.unsubscribed(number: number, subscription: subscription, into: &$0)
        }
    }

    mutating func credit(
        _ session: Session, subscription: UInt32, events: UInt32, bytes: UInt64,
        into out: inout Output
    ) throws(ProtocolError) {
        if let attachment = session.attachments.first(where: { $0.subscription == subscription }) {
            widen(attachment, events: events, bytes: bytes, into: &out)
            return
        }
        let found = try find(subscription, of: session)
        // Saturates: credit beyond what an inbox could ever hold means no bound.
        let most = Int(Int32.max) * 1024
        found.creditEvents = min(most, found.creditEvents + Int(events))
        found.creditBytes = min(most, found.creditBytes + Int(min(bytes, UInt64(most))))
        pump(session, found, into: &out)
    }

    mutating func fetch(
        _ session: Session, number: UInt32, _ request: Request.Fetch, pattern: TopicPattern,
        into out: inout Output
    ) throws(ProtocolError) {
        guard session.fetchesWaiting < limits.fetchesPerSession else {
            throw ProtocolError(
                .limitExceeded,
                "\(limits.fetchesPerSession) fetches are waiting; wait for an answer before the next"
            )
        }
        try allow(pattern, to: session)
        var read = ReadRequest(
            target: .fetch(session.peer, number: number, generation: session.generation),
            pattern: pattern,
            from: try first(request.start), through: durable,
            eventsMax: max(1, Int(request.eventsMax)),
            bytesMax: min(max(1, Int(request.bytesMax)), limits.deliveryBytes))
        read.sight = sight(of: session)
        if request.start == .lastOfEachTopic {
            read.only = topics.lastSequences(matching: pattern)
        }
        if read.from > durable && read.only.isEmpty {
            let (next, last) = (read.from, durable)
            let empty = out.add(Body(ByteBuffer()))
            out.send(to: session.peer, body: empty) {
                Head.fetched(number: number, count: 0, next: next, last: last, into: &$0)
            }
            return
        }
        guard readsUnderWay < limits.readsMax else {
            throw ProtocolError(
                .limitExceeded,
                "\(limits.readsMax) reads of the log are waiting; try again in a second")
        }
        session.fetchesWaiting += 1
        readsUnderWay += 1
        if waitsForPast(session) { heldReads.append(read) } else { out.reads.append(read) }
    }

    /// A pattern that can never bring what the session may read is refused, so that nobody waits for nothing.
    func allow(_ pattern: TopicPattern, to session: Session) throws(ProtocolError) {
        guard !session.sight.topics.meet(pattern) else { return }
        throw ProtocolError(
            .notAuthorised,
            "\(session.agency) may not read any topic that \(printable(pattern.text, upTo: 64)) matches; "
                + "ask the operator for the right, which stands in the roll of agencies")
    }

    private func first(_ start: Request.Start) throws(ProtocolError) -> UInt64 {
        switch start {
        case .sequence(let sequence): max(1, sequence)
        case .time(let time): try source.firstSequence(recordedAtOrAfter: time)
        case .now, .lastOfEachTopic: durable + 1
        }
    }

    private func find(_ number: UInt32, of session: Session) throws(ProtocolError) -> Subscription {
        guard let found = session.subscriptions.first(where: { $0.number == number }) else {
            throw ProtocolError(
                .unknownSubscription,
                "there is no subscription \(number) in this session; subscribe first")
        }
        return found
    }

    /// Sends what a subscription may have now; asks for a read where memory does not hold it.
    mutating func pump(
        _ session: Session, _ subscription: Subscription, into out: inout Output
    ) {
        guard !waitsForPast(session) else { return }
        while subscription.hasCredit, !subscription.isReading {
            if !subscription.snapshot.isEmpty {
                guard ask(session, subscription, only: subscription.snapshot, into: &out) else {
                    return
                }
            } else if subscription.next > durable {
                break
            } else if recent.batch(holding: subscription.next) != nil {
                let selected = select(
                    from: recent, for: subscription, sight: sight(of: session),
                    deliveryBytes: limits.deliveryBytes, &inside, into: &out)
                deliver(session, subscription, selected, into: &out)
            } else {
                guard ask(session, subscription, only: [], into: &out) else { return }
            }
        }
        tellEnd(session, subscription, into: &out)
    }

    /// - Returns: false when too many reads wait; `completed` tries again.
    private mutating func ask(
        _ session: Session, _ subscription: Subscription, only: [UInt64], into out: inout Output
    ) -> Bool {
        guard readsUnderWay < limits.readsMax else {
            isReadStalled = true
            return false
        }
        readsUnderWay += 1
        subscription.isReading = true
        var read = ReadRequest(
            target: .subscription(
                session.peer, subscription.number, generation: subscription.generation),
            pattern: subscription.pattern, from: subscription.next, through: durable,
            only: only, eventsMax: subscription.creditEvents,
            bytesMax: min(subscription.creditBytes, limits.deliveryBytes))
        read.sight = sight(of: session)
        out.reads.append(read)
        return true
    }

    private mutating func deliver(
        _ session: Session, _ subscription: Subscription, _ selected: Selection,
        into out: inout Output
    ) {
        subscription.next = selected.through + 1
        guard let body = selected.body else { return }
        let previous = subscription.previous
        out.send(to: session.peer, body: body) {
            Head.deliver(
                subscription: subscription.number, count: UInt32(selected.count),
                previous: previous, through: selected.through, into: &$0)
        }
        subscription.previous = selected.lastMatch
        subscription.creditEvents -= selected.count
        subscription.creditBytes -= selected.bytes
        counters.delivered += UInt64(selected.count)
        if selected.through >= subscription.lastAtStart { subscription.toldEnd = true }
    }

    /// Tells once that the end, as it was when the subscription began, is reached, also when nothing matched.
    private func tellEnd(
        _ session: Session, _ subscription: Subscription, into out: inout Output
    ) {
        guard !subscription.toldEnd, subscription.snapshot.isEmpty, !subscription.isReading,
            subscription.next > subscription.lastAtStart
        else { return }
        subscription.toldEnd = true
        let (previous, through) = (subscription.previous, subscription.next - 1)
        let empty = out.add(Body(ByteBuffer()))
        out.send(to: session.peer, body: empty) {
            Head.deliver(
                subscription: subscription.number, count: 0, previous: previous, through: through,
                into: &$0)
        }
    }

    /// A read is done: passes its records on and goes on from there.
    package mutating func completed(_ result: consuming ReadResult, into out: inout Output) {
        readsUnderWay -= 1
        precondition(readsUnderWay >= 0, "a read was done that nobody asked for")
        take(result, into: &out)
        guard isReadStalled else { return }
        isReadStalled = false
        for id in inboxes.active { if let inbox = inboxes.all[Int(id)] { wake(inbox) } }
        pumpDue(into: &out)
        for session in sessions.values {
            for subscription in session.subscriptions { pump(session, subscription, into: &out) }
        }
    }

    private mutating func take(_ result: consuming ReadResult, into out: inout Output) {
        switch result.target {
        case .subscription(let peer, let number, let generation):
            guard let session = sessions[peer],
                let subscription = session.subscriptions.first(where: {
                    $0.number == number && $0.generation == generation
                })
            else { return }
            subscription.isReading = false
            if let failure = result.failure {
                session.subscriptions.removeAll { $0.number == number }
                refuse(peer, number: 0, failure, subscription: number, into: &out)
                return
            }
            pass(result, to: subscription, of: session, into: &out)
            pump(session, subscription, into: &out)
        case .inbox(let id, let generation):
            take(result, for: id, generation: generation, into: &out)
        case .preparation(let number):
            if number == inboxes.preparation { prepare(with: result, into: &out) }
        case .fetch(let peer, let number, let generation):
            guard let session = sessions[peer], session.generation == generation else { return }
            session.fetchesWaiting -= 1
            if let failure = result.failure {
                refuse(peer, number: number, failure, into: &out)
                return
            }
            let (count, next, last) = (UInt32(result.count), result.through + 1, durable)
            counters.delivered += UInt64(count)
            let body = out.add(Body(result.takeRecords()))
            out.send(to: peer, body: body) {
                Head.fetched(number: number, count: count, next: next, last: last, into: &$0)
            }
        }
    }

    private mutating func pass(
        _ result: consuming ReadResult, to subscription: Subscription, of session: Session,
        into out: inout Output
    ) {
        let (count, through, lastMatch) = (result.count, result.through, result.lastMatch)
        let examined = result.examined
        let isSnapshot = !subscription.snapshot.isEmpty
        if isSnapshot {
            // A read without a record means that none of them is there; it would bring none for ever.
            let done = examined ?? (count > 0 ? count : subscription.snapshot.count)
            subscription.snapshot.removeFirst(min(done, subscription.snapshot.count))
        }
        let resume = isSnapshot ? subscription.next : through + 1
        let records = result.takeRecords()
        let bytes = records.count
        let body = count > 0 ? out.add(Body(records)) : nil
        deliver(
            session, subscription,
            Selection(
                body: body, count: count, bytes: bytes, lastMatch: lastMatch,
                through: isSnapshot ? lastMatch : through), into: &out)
        subscription.next = resume
    }
}
