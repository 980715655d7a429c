/// Between the door and the disk: batches go out to the log, receipts and deliveries go out when they are durable.
extension Bus {
    /// The batch to write next, or nil when nothing waits. The log has it until `committed` or `failed`.
    package mutating func takeBatch() -> Batch? {
        guard !filling.isEmpty else { return nil }
        // The next will be about as large.
        let isLarge = filling.isLarge
        var next = recent.takeSpare(large: isLarge) ?? BatchContent(first: 1)
        next.reuse(
            first: filling.last + 1,
            room: isLarge ? BatchContent.room(for: limits) : filling.recordBytes)
        let batch = Batch(exchange(&filling, with: next))
        answerBytes = 0
        underWay.append(batch)
        return batch
    }

    /// The oldest batch under way is on disk: receipts leave, readers get it.
    package mutating func committed(into out: inout Output) {
        let batch = underWay.removeFirst()
        precondition(batch.first == durable + 1, "the log commits in order")
        durable = batch.last
        for (index, entry) in batch.content.entries.enumerated() {
            topics.recorded(entry.topic, at: batch.first + UInt64(index))
        }
        if filling.isEmpty { answerBytes = 0 }
        recent.keep(batch)
        takeJoins(of: batch)
        route(batch)
        for session in sessions.values {
            for subscription in session.subscriptions { pump(session, subscription, into: &out) }
        }
        pumpDue(into: &out)
        // Readers first: a publisher has others under way, a reader waits for just this.
        for peer in batch.content.publishers {
            if let session = sessions[peer] { release(session, into: &out) }
        }
        releaseOthers(into: &out)
        releaseSubmissions(into: &out)
    }

    /// Gives memory back that only a flood needs.
    package mutating func giveBackMemory() {
        recent.giveBackSpares()
        if filling.isEmpty, filling.isLarge { filling = BatchContent(first: filling.first) }
    }

    /// The log could not take a batch: nothing under way or gathered reached the disk, and the door closes.
    package mutating func failed(_ error: ProtocolError, into out: inout Output) {
        var sequence = durable + 1
        for fingerprint in underWay.flatMap({ $0.content.fingerprints }) + filling.fingerprints {
            ids.remove(fingerprint, at: sequence)
            counters.recorded -= 1
            sequence += 1
        }
        underWay.removeAll()
        answerBytes = 0
        awaitingOthers.removeAll()
        filling.reuse(first: durable + 1)
        doorClosed = error
        for session in sessions.values {
            session.fail(from: durable + 1, error)
            release(session, into: &out)
        }
        for pending in pendingSubmissions { pending.session.fail(from: durable + 1, error) }
        releaseSubmissions(into: &out)
    }

    /// Receipts for sessions that wait for what another session published: the same event, sent over two connections.
    private mutating func releaseOthers(into out: inout Output) {
        guard !awaitingOthers.isEmpty else { return }
        for peer in awaitingOthers {
            if let session = sessions[peer] { release(session, into: &out) }
        }
        awaitingOthers = awaitingOthers.filter { sessions[$0]?.isAwaiting ?? false }
    }

    /// The log has room again.
    package mutating func openDoor() { doorClosed = nil }

    /// Sends the receipts that need wait no longer.
    func release(_ session: Session, into out: inout Output) {
        let runs = Body("")
        var through: UInt64 = 0
        let any = session.release(durable: durable) { run in
            run.write(into: &runs.bytes)
            through = run.number + UInt64(run.count) - 1
        }
        guard any else { return }
        let body = out.add(runs)
        out.send(to: session.peer, body: body) { Head.receipt(through: through, into: &$0) }
    }
}
