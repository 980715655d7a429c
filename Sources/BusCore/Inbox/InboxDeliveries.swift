internal import Bytes
internal import Events

/// Brings records from the log to the workers of inboxes.
extension Bus {
    /// Newly durable records: routes learn from them, and inboxes are told. Costs by what matches.
    mutating func route(_ batch: Batch) {
        guard !inboxes.isEmpty else { return }
        guard inboxes.isPrepared else {
            // Not counted yet: whoever is attached looks for itself.
            for id in inboxes.active {
                guard let inbox = inboxes.all[Int(id)] else { continue }
                inbox.hasBacklog = true
                wake(inbox)
            }
            return
        }
        batch.with { content in
            for index in 0..<content.count {
                let offset = Int(content.entries[index].offset)
                guard let head = RecordHead(content.records.bytes, at: offset) else {
                    preconditionFailure("batch \(content.first) lost a record")
                }
                inboxes.route(
                    head, in: content.records.bytes, at: offset,
                    activity: content.entries[index].activity)
            }
        }
    }

    /// Has an inbox looked at this turn.
    mutating func wake(_ inbox: Inbox) {
        guard !inbox.isDue, !inbox.workers.isEmpty else { return }
        inbox.isDue = true
        inboxes.due.append(inbox)
    }

    mutating func pumpDue(into out: inout Output) {
        while let inbox = inboxes.due.popLast() {
            inbox.isDue = false
            pump(inbox, into: &out)
        }
    }

    /// Hands out what an inbox's workers may have now: first what waits to be handed out again, then what is new.
    mutating func pump(_ inbox: Inbox, into out: inout Output) {
        while !inbox.isReading, let worker = inbox.chooseWorker() {
            let again = inbox.dueAgain(
                now: clock, worker: worker, bytesMax: limits.deliveryBytes)
            if !again.isEmpty {
                guard repeatRecords(again, of: inbox, to: worker, into: &out) else { break }
            } else if inbox.hasBacklog, inbox.hasRoom(inboxes.rules),
                inboxes.isPrepared || !inboxes.needsPast(inbox)
            {
                guard handNew(inbox, to: worker, into: &out) else { break }
            } else {
                break
            }
        }
        if !inbox.hasBacklog, inboxes.isPrepared { inbox.looked(through: durable) }
        tellEnd(inbox, into: &out)
    }

    /// - Returns: false when nothing more can be done now.
    private mutating func handNew(
        _ inbox: Inbox, to worker: Int, into out: inout Output
    ) -> Bool {
        guard inbox.next <= durable else {
            inbox.hasBacklog = false
            if !inbox.isCounted, inboxes.isPrepared {
                inbox.matched = inbox.settled + UInt64(inbox.unsettledCount)
                inbox.isCounted = true
            }
            return true
        }
        let (events, bytes) = room(inbox, worker)
        guard recent.batch(holding: inbox.next) != nil else {
            return ask(
                inbox,
                ReadRequest(
                    target: .inbox(inbox.id, generation: inbox.generation), pattern: .all,
                    filter: inboxes.filter(of: inbox), from: inbox.next, through: durable,
                    eventsMax: events, bytesMax: bytes), into: &out)
        }
        var records = ByteBuffer()
        let through = pick(
            from: inbox.next, inboxes.filter(of: inbox), events: events, bytes: bytes,
            into: &records)
        hand(inbox, to: worker, records: records, through: through, into: &out)
        return true
    }

    private func room(_ inbox: Inbox, _ worker: Int) -> (events: Int, bytes: Int) {
        let worker = inbox.workers[worker]
        return (
            min(worker.eventsMax - worker.events, inboxes.rules.pendingMax - inbox.window.count),
            min(worker.bytesMax - worker.bytes, limits.deliveryBytes)
        )
    }

    private mutating func ask(
        _ inbox: Inbox, _ read: ReadRequest, into out: inout Output
    ) -> Bool {
        guard readsUnderWay < limits.readsMax else {
            isReadStalled = true
            return false
        }
        readsUnderWay += 1
        inbox.isReading = true
        out.reads.append(read)
        return false
    }

    /// Records in memory that belong in an inbox.
    /// - Returns: how far it looked.
    private mutating func pick(
        from first: UInt64, _ filter: InboxFilter, events: Int, bytes: Int,
        into records: inout ByteBuffer
    ) -> UInt64 {
        var through = first - 1
        var count = 0
        while let batch = recent.batch(holding: through + 1) {
            let isFull = batch.with { content in
                while through < content.last {
                    guard let range = content.range(of: through + 1),
                        let head = RecordHead(content.records.bytes, at: range.lowerBound)
                    else { preconditionFailure("batch \(content.first) lost a record") }
                    if filter.matches(
                        head, in: content.records.bytes, at: range.lowerBound, &inside)
                    {
                        let isFull =
                            count == events || count > 0 && records.count + range.count > bytes
                        if isFull { return true }
                        records.append(content.records.bytes(range))
                        count += 1
                    }
                    through += 1
                }
                return false
            }
            if isFull { break }
        }
        return through
    }

    /// Gives records that are new to an inbox to a worker, as far as its room goes. This is the one place where they leave.
    private mutating func hand(
        _ inbox: Inbox, to worker: Int, records: consuming ByteBuffer, through: UInt64,
        into out: inout Output
    ) {
        var runs = HandedRuns()
        var looked = through
        var at = 0
        while let head = RecordHead(records.bytes, at: at) {
            if let attempt = inbox.attempt(of: head.sequence) {
                guard inbox.workers[worker].hasRoom, inbox.hasRoom(inboxes.rules) else {
                    looked = head.sequence - 1
                    break
                }
                inbox.hand(
                    head.sequence, bytes: head.length, attempt: attempt, to: worker,
                    due: clock + inboxes.rules.acknowledgeNanoseconds)
                runs.add(head, at: at, attempt: attempt)
            } else {
                inbox.skip(head.sequence)
            }
            at += head.length
        }
        inbox.looked(through: looked)
        inboxes.changed.insert(inbox.id)
        send(runs, of: inbox, to: worker, records: records, through: looked, into: &out)
    }

    /// Gives records to a worker that were handed out before.
    /// - Returns: false when they have to be read first.
    private mutating func repeatRecords(
        _ sequences: [UInt64], of inbox: Inbox, to worker: Int, into out: inout Output
    ) -> Bool {
        var records = ByteBuffer()
        for sequence in sequences {
            guard let batch = recent.batch(holding: sequence) else {
                inbox.readsAgain = true
                return ask(
                    inbox,
                    ReadRequest(
                        target: .inbox(inbox.id, generation: inbox.generation), pattern: .all,
                        from: sequences[0], through: sequences[sequences.count - 1],
                        only: sequences, eventsMax: sequences.count,
                        bytesMax: limits.deliveryBytes), into: &out)
            }
            batch.with { content in
                if let range = content.range(of: sequence) {
                    records.append(content.records.bytes(range))
                }
            }
        }
        handAgain(inbox, to: worker, records: records, into: &out)
        return true
    }

    private mutating func handAgain(
        _ inbox: Inbox, to worker: Int, records: consuming ByteBuffer, into out: inout Output
    ) {
        var runs = HandedRuns()
        var at = 0
        while let head = RecordHead(records.bytes, at: at), inbox.workers[worker].hasRoom {
            if let attempt = inbox.handAgain(
                head.sequence, to: worker,
                due: clock + inboxes.rules.acknowledgeNanoseconds)
            {
                runs.add(head, at: at, attempt: attempt)
            }
            at += head.length
        }
        inboxes.changed.insert(inbox.id)
        send(runs, of: inbox, to: worker, records: records, through: inbox.next - 1, into: &out)
    }

    private mutating func send(
        _ runs: HandedRuns, of inbox: Inbox, to worker: Int, records: consuming ByteBuffer,
        through: UInt64, into out: inout Output
    ) {
        let (peer, subscription) = (
            inbox.workers[worker].peer, inbox.workers[worker].subscription
        )
        let total = records.count
        let whole = Body(records)
        for (index, run) in runs.all.enumerated() {
            let reached = index == runs.all.count - 1 ? through : run.last
            let previous = inbox.previous(before: run.first)
            let body: Int
            if run.range == 0..<total {
                body = out.add(whole)
            } else {
                var part = ByteBuffer(capacity: run.range.count)
                whole.with { part.append($0.bytes(run.range)) }
                body = out.add(Body(part))
            }
            out.send(to: peer, body: body) {
                Head.hand(
                    subscription: subscription, count: UInt32(run.count), previous: previous,
                    through: reached, attempt: run.attempt, into: &$0)
            }
            counters.delivered += UInt64(run.count)
            if reached >= inbox.workers[worker].lastAtStart, inbox.waitingCount == 0 {
                inbox.workers[worker].toldEnd = true
            }
        }
    }

    /// Tells each worker once that the end, as it was when it attached, is reached.
    private func tellEnd(_ inbox: Inbox, into out: inout Output) {
        guard inbox.waitingCount == 0, !inbox.isReading, inboxes.isPrepared || !inbox.hasBacklog
        else { return }
        for index in inbox.workers.indices
        where !inbox.workers[index].toldEnd && inbox.next > inbox.workers[index].lastAtStart {
            inbox.workers[index].toldEnd = true
            let (previous, through) = (inbox.previous(before: inbox.next), inbox.next - 1)
            let subscription = inbox.workers[index].subscription
            let empty = out.add(Body(ByteBuffer()))
            out.send(to: inbox.workers[index].peer, body: empty) {
                Head.hand(
                    subscription: subscription, count: 0, previous: previous, through: through,
                    attempt: 0, into: &$0)
            }
        }
    }

    /// A read for an inbox is done.
    mutating func take(
        _ result: consuming ReadResult, for id: UInt32, generation: UInt64, into out: inout Output
    ) {
        guard let inbox = inboxes.all[Int(id)], inbox.generation == generation else { return }
        inbox.isReading = false
        let isAgain = inbox.readsAgain
        inbox.readsAgain = false
        if let failure = result.failure {
            for worker in inbox.workers {
                refuse(
                    worker.peer, number: 0, failure, subscription: worker.subscription, into: &out)
                guard let session = sessions[worker.peer] else { continue }
                session.attachments.removeAll { $0.subscription == worker.subscription }
                inbox.detach(worker.id, rules: inboxes.rules, wall: wallClock)
            }
            inboxes.active.remove(id)
            return
        }
        // Whoever it was read for may be gone; then the place has not moved, and it is read again for the next.
        if let worker = inbox.chooseWorker() {
            let through = result.through
            if isAgain {
                handAgain(inbox, to: worker, records: result.takeRecords(), into: &out)
            } else {
                hand(
                    inbox, to: worker, records: result.takeRecords(), through: through, into: &out)
            }
        }
        pump(inbox, into: &out)
    }
}

/// Records one after another in a body, in pieces with as many attempts each.
private struct HandedRuns {
    struct Run {
        var range: Range<Int>
        var first: UInt64
        var last: UInt64
        var count: Int
        var attempt: UInt16
    }

    private(set) var all: [Run] = []

    mutating func add(_ head: RecordHead, at offset: Int, attempt: UInt16) {
        let end = offset + head.length
        if let last = all.last, last.attempt == attempt, last.range.upperBound == offset {
            all[all.count - 1].range = last.range.lowerBound..<end
            all[all.count - 1].last = head.sequence
            all[all.count - 1].count += 1
        } else {
            all.append(
                Run(
                    range: offset..<end, first: head.sequence, last: head.sequence, count: 1,
                    attempt: attempt))
        }
    }
}
