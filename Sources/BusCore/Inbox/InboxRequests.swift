internal import Bytes
internal import Events
internal import JSON

/// What clients ask of inboxes: to attach, to acknowledge, to give back, to tend the quarantine.
extension Bus {
    /// What the body of an attach says: `{"inbox":"kenya","patterns":["*.*.KEN.*"]}`.
    private struct Opening {
        var name: String
        var patterns: [TopicPattern]?
        /// Whoever else takes from it is let go, an earlier session of the same program above all.
        var isAlone = false
    }

    mutating func attach(
        _ session: Session, number: UInt32, _ request: Request.Subscribe, body: Span<UInt8>,
        into out: inout Output
    ) throws(ProtocolError) {
        try checkRoom(session, for: request.subscription)
        let opening = try readOpening(body)
        for pattern in opening.patterns ?? [] { try allow(pattern, to: session) }
        let inbox = try find(opening, of: session, request.start)
        if opening.isAlone {
            letGo(
                inbox,
                because:
                    "another session of \(inbox.key.agency) took \(inbox.key.name) for itself; "
                    + "attach again, all without alone, to share it", into: &out)
        }
        guard inbox.workers.count < inboxes.rules.workersMax else {
            throw ProtocolError(
                .limitExceeded,
                "\(inboxes.rules.workersMax) workers share inbox \(inbox.key), the most there may be"
            )
        }
        inbox.attach(
            peer: session.peer, session: session.generation, subscription: request.subscription,
            eventsMax: Int(request.creditEvents), bytesMax: Int(request.creditBytes),
            lastAtStart: durable)
        guard let worker = inbox.workers.last else { preconditionFailure("just attached") }
        session.attachments.append(
            Session.Attachment(
                subscription: request.subscription, inbox: inbox, worker: worker.id))
        inboxes.active.insert(inbox.id)
        if !inboxes.isPrepared, inbox.next <= durable { inbox.hasBacklog = true }
        let (cursor, last) = (inbox.cursor, durable)
        out.send(to: session.peer) {
            Head.attached(
                number: number, subscription: request.subscription, cursor: cursor, last: last,
                into: &$0)
        }
        pump(inbox, into: &out)
    }

    /// Lets all workers of an inbox go, and tells them.
    private mutating func letGo(
        _ inbox: Inbox, because why: String, into out: inout Output
    ) {
        for worker in inbox.workers {
            if let other = sessions[worker.peer], other.generation == worker.session {
                other.attachments.removeAll { $0.subscription == worker.subscription }
                refuse(
                    worker.peer, number: 0,
                    ProtocolError(.takenOver, why), subscription: worker.subscription,
                    into: &out)
            }
            inbox.detach(worker.id, rules: inboxes.rules, wall: wallClock)
        }
        announce(inbox, into: &out)
    }

    private func readOpening(_ body: Span<UInt8>) throws(ProtocolError) -> Opening {
        guard body.count <= 65_536 else {
            throw ProtocolError(.badInbox, "the body of attach is longer than 65,536 bytes")
        }
        var parser = JSONParser(bytesMax: 65_536)
        let remedy =
            "send {\"inbox\":\"main\"}, or {\"inbox\":\"kenya\",\"patterns\":[\"*.*.KEN.*\"]}"
        do {
            let document = try parser.parse(body)
            guard let name = document.text("inbox", in: document.root), InboxKey.isName(name) else {
                throw ProtocolError(
                    .badInbox,
                    "an inbox is named by 1 to 64 of a-z, 0-9 and -, not beginning with -; \(remedy)"
                )
            }
            var opening = Opening(name: name)
            if let place = document.value("alone", in: document.root) {
                opening.isAlone = document.kind(place) == .yes
            }
            guard let list = document.value("patterns", in: document.root) else { return opening }
            guard document.kind(list) == .array, document.count(of: list) > 0,
                document.count(of: list) <= inboxes.rules.patternsPerInbox
            else {
                throw ProtocolError(
                    .badInbox,
                    "patterns is a list of 1 to \(inboxes.rules.patternsPerInbox) patterns; \(remedy)"
                )
            }
            var patterns: [TopicPattern] = []
            var at = document.first(in: list)
            while !document.isEnd(at) {
                guard document.kind(at) == .string else {
                    throw ProtocolError(.badInbox, "patterns holds what is no text; \(remedy)")
                }
                patterns.append(try TopicPattern(document.text(at)))
                at = document.after(at)
            }
            opening.patterns = patterns
            return opening
        } catch let error as ProtocolError {
            throw error
        } catch {
            throw ProtocolError(.badInbox, "the body of attach is not JSON (\(error)); \(remedy)")
        }
    }

    /// The inbox that is meant; one that is not there is opened where patterns say what belongs in it.
    private mutating func find(
        _ opening: Opening, of session: Session, _ start: Request.Start
    ) throws(ProtocolError) -> Inbox {
        let key = InboxKey(agency: session.agency, name: opening.name)
        if let inbox = inboxes.find(key) {
            guard let patterns = opening.patterns else { return inbox }
            guard !inbox.isDeclared else {
                throw ProtocolError(
                    .notAuthorised,
                    "what belongs in \(key) is declared by the operator; attach without patterns")
            }
            let clauses = patterns.map { InboxClause(pattern: $0) }
            if clauses != inbox.clauses {
                try checkPatterns(adding: clauses.count - inbox.clauses.count)
                inboxes.setClauses(clauses, of: inbox)
                inbox.generation += 1
                inbox.isReading = false
                // What belongs in it behind the cursor is another question now.
                inbox.hasBacklog = inbox.next <= durable
                inbox.isCounted = false
                inbox.isBeingCounted = false
                inboxes.changed.insert(inbox.id)
            }
            return inbox
        }
        guard let patterns = opening.patterns else {
            throw ProtocolError(
                .unknownInbox,
                "\(session.agency) has no inbox \(opening.name); give patterns to open it, "
                    + "or ask the operator to declare it")
        }
        try checkPatterns(adding: patterns.count)
        guard inboxes.count < inboxes.rules.inboxesMax,
            inboxes.opened[session.agency, default: 0] < inboxes.rules.inboxesPerAgency
        else {
            throw ProtocolError(
                .limitExceeded,
                "an agency may open \(inboxes.rules.inboxesPerAgency) inboxes, all together "
                    + "\(inboxes.rules.inboxesMax); use one that is there")
        }
        let begin: UInt64
        switch start {
        case .sequence(let sequence): begin = max(1, sequence)
        case .time(let time): begin = try source.firstSequence(recordedAtOrAfter: time)
        case .now, .lastOfEachTopic: begin = durable + 1
        }
        let inbox = inboxes.add(
            key, patterns.map { InboxClause(pattern: $0) }, isDeclared: false,
            cursor: min(begin, durable + 1) - 1)
        inbox.hasBacklog = inbox.cursor < durable
        inbox.isCounted = !inbox.hasBacklog
        return inbox
    }

    private func checkPatterns(adding count: Int) throws(ProtocolError) {
        guard inboxes.patternCount + count <= inboxes.rules.patternsMax else {
            throw ProtocolError(
                .limitExceeded,
                "the inboxes of this bus have \(inboxes.rules.patternsMax) patterns, the most there may be"
            )
        }
    }

    /// Changes a worker's window.
    mutating func widen(
        _ attachment: Session.Attachment, events: UInt32, bytes: UInt64, into out: inout Output
    ) {
        let inbox = attachment.inbox
        guard let index = inbox.workers.firstIndex(where: { $0.id == attachment.worker }) else {
            return
        }
        let most = Int(Int32.max)
        inbox.workers[index].eventsMax = min(most, inbox.workers[index].eventsMax + Int(events))
        inbox.workers[index].bytesMax =
            min(most, inbox.workers[index].bytesMax + Int(min(bytes, UInt64(most))))
        pump(inbox, into: &out)
    }

    mutating func acknowledge(
        _ session: Session, _ settlement: Request.Settlement, into out: inout Output
    ) throws(ProtocolError) {
        let attachment = try find(attachment: settlement.subscription, of: session)
        let inbox = attachment.inbox
        let isKnown =
            settlement.kind == .first
            ? inbox.acknowledge(upTo: settlement.sequence, by: attachment.worker)
            : inbox.acknowledge(settlement.sequence)
        guard isKnown else { throw Self.notHanded(settlement, inbox) }
        inboxes.changed.insert(inbox.id)
        pump(inbox, into: &out)
    }

    mutating func refuse(
        _ session: Session, _ settlement: Request.Settlement, reason: String, into out: inout Output
    ) throws(ProtocolError) {
        let attachment = try find(attachment: settlement.subscription, of: session)
        let inbox = attachment.inbox
        let words = printable(reason, upTo: 500)
        guard
            inbox.refuse(
                settlement.sequence, reason: words.isEmpty ? "no reason was given" : words,
                isFinal: settlement.kind == .second, now: clock, wall: wallClock,
                rules: inboxes.rules)
        else { throw Self.notHanded(settlement, inbox) }
        inboxes.changed.insert(inbox.id)
        announce(inbox, into: &out)
        pump(inbox, into: &out)
    }

    private static func notHanded(
        _ settlement: Request.Settlement, _ inbox: Inbox
    ) -> ProtocolError {
        ProtocolError(
            .notHanded,
            "sequence \(settlement.sequence) was not handed to this session from \(inbox.key.name); "
                + "settle only what came in a hand message")
    }

    private func find(
        attachment number: UInt32, of session: Session
    ) throws(ProtocolError) -> Session.Attachment {
        guard let found = session.attachments.first(where: { $0.subscription == number }) else {
            throw ProtocolError(
                .unknownSubscription,
                "this session has no inbox attached as \(number); attach first")
        }
        return found
    }

    /// A session is over: what its inboxes had given it waits for others.
    mutating func leaveInboxes(_ session: Session, into out: inout Output) {
        let attachments = session.attachments
        session.attachments = []
        for attachment in attachments { leave(attachment, into: &out) }
    }

    mutating func leave(_ attachment: Session.Attachment, into out: inout Output) {
        let inbox = attachment.inbox
        inbox.detach(attachment.worker, rules: inboxes.rules, wall: wallClock)
        inboxes.changed.insert(inbox.id)
        if inbox.workers.isEmpty { inboxes.active.remove(inbox.id) }
        announce(inbox, into: &out)
        wake(inbox)
    }

    /// Lists, retries or drops what an inbox has set aside. Body:
    /// `{"agency":"ead","inbox":"main","do":"retry","sequences":[17]}`; without sequences all are meant.
    mutating func tendQuarantine(
        _ session: Session, number: UInt32, body: Span<UInt8>, into out: inout Output
    ) throws(ProtocolError) {
        let order = try QuarantineOrder(body, agency: session.agency)
        guard order.key.agency == session.agency || mayOperate(session) else {
            throw ProtocolError(
                .notAuthorised,
                "\(order.key) is another agency's inbox; only its agency and operators tend it")
        }
        guard let inbox = inboxes.find(order.key) else {
            throw ProtocolError(.unknownInbox, "there is no inbox \(order.key)")
        }
        let sequences = order.sequences ?? inbox.quarantine.map(\.sequence)
        var changed = 0
        for sequence in sequences {
            switch order.action {
            case .list, .remove: break
            case .retry: changed += inbox.retry(sequence) ? 1 : 0
            case .drop: changed += inbox.drop(sequence) ? 1 : 0
            }
        }
        if order.action == .remove {
            try giveUp(inbox, into: &out)
            changed = 1
        } else if changed > 0 {
            inboxes.changed.insert(inbox.id)
        }
        let answer = out.add(Body(order.answer(inbox, changed: changed)))
        out.send(to: session.peer, body: answer) { Head.answer(number: number, into: &$0) }
        if order.action != .remove { pump(inbox, into: &out) }
    }

    private mutating func giveUp(_ inbox: Inbox, into out: inout Output) throws(ProtocolError) {
        guard !inbox.isDeclared else {
            throw ProtocolError(
                .notAuthorised,
                "\(inbox.key) is declared by the operator; take it out of the file of routes")
        }
        letGo(inbox, because: "\(inbox.key.name) was given up", into: &out)
        inboxes.remove(inbox)
    }

    /// Operators see and tend every agency's inboxes.
    func mayOperate(_ session: Session) -> Bool {
        roll.isOpen
            ? session.agency == Self.operators
            : session.record?.roles.contains(.operator) == true
    }

    /// Without a roll, operators connect under this code; on a roll it is an agency like others.
    private static let operators = AgencyCode("operator")
}
