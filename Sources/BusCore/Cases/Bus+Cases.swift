internal import Bytes
internal import Events
internal import JSON

/// An agency that begins to take part in a case, with a record that is not on disk yet.
struct CaseJoin: Equatable {
    let agency: AgencyCode
    /// Fingerprint of the `correlationid`.
    let correlation: UInt64
}

extension Bus {
    /// What a session may see, with the cases its agency takes part in.
    func sight(of session: Session) -> Sight { inboxes.parties.complete(session.sight) }

    /// Does what it may see depend on a past that is not known yet?
    func waitsForPast(_ session: Session) -> Bool {
        !isPastKnown && session.sight.clearance < .caseParties
    }

    /// A recorded event belongs to a case: whoever published it, and in whose name, is a party once it is on disk.
    mutating func noteCase(_ facts: EventFacts, of session: Session) {
        let join = CaseJoin(agency: facts.agency, correlation: facts.correlation)
        guard session.lastJoin != join, session.agency != .bus else { return }
        session.lastJoin = join
        filling.joins.append(join)
        if session.agency != facts.agency {
            filling.joins.append(
                CaseJoin(agency: session.agency, correlation: facts.correlation))
        }
    }

    mutating func takeJoins(of batch: Batch) {
        for join in batch.content.joins { inboxes.parties.join(join.agency, join.correlation) }
    }

    /// Goes on with everybody who waited for the past.
    mutating func resumeAfterPast(into out: inout Output) {
        for read in heldReads {
            var read = read
            read.sight = inboxes.parties.complete(read.sight)
            out.reads.append(read)
        }
        heldReads.removeAll()
        for session in sessions.values {
            for subscription in session.subscriptions { pump(session, subscription, into: &out) }
        }
        prepareInboxes(into: &out)
        for id in inboxes.active { if let inbox = inboxes.all[Int(id)] { wake(inbox) } }
        pumpDue(into: &out)
    }
}

extension EventReader {
    /// Fingerprint of the `correlationid` of a record's event; 0 when it has none.
    mutating func correlation(
        _ bytes: Span<UInt8>, at offset: Int, _ head: RecordHead
    ) -> UInt64 {
        let found: UInt64? = read(bytes, at: offset, head) { (document: borrowing JSONDocument) in
            guard let place = document.value("correlationid", in: document.root),
                document.kind(place) == .string
            else { return nil }
            return EventFacts.correlation(document.string(place))
        }
        return found ?? 0
    }
}
