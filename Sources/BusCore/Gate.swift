internal import Bytes
internal import Events

/// The one door: who, may they, is it well typed, seen before? What passes becomes a record in the batch that fills.
extension Bus {
    /// Takes the events of one publish message, numbered from `first`.
    mutating func publish(
        _ session: Session, number: UInt32, first: UInt64, body: Span<UInt8>, wall: UInt64,
        into out: inout Output
    ) throws(ProtocolError) {
        guard first == session.expectedNumber else {
            let expected = session.expectedNumber
            refuse(
                session.peer, number: number,
                ProtocolError(
                    .numberOutOfOrder,
                    "events are numbered from \(first), expected \(expected); number each event one more "
                        + "than the one before, from 1 after each hello"),
                detail: expected, into: &out)
            return
        }
        try Self.checkFraming(body, limits)
        lastRecorded = max(lastRecorded, wall)
        let firstNew = nextSequence
        let answersBefore = answerBytes
        var at = 0
        while at < body.count {
            let length = Int(body.littleEndian(at: at, as: UInt32.self))
            take(body.extracting((at + 4)..<(at + 4 + length)), of: session)
            session.expectedNumber += 1
            at += 4 + length
        }
        if nextSequence > firstNew, filling.publishers.last != session.peer {
            filling.publishers.append(session.peer)
        }
        noteRefusals(of: session, into: &out)
        release(session, into: &out)
        if session.isAwaiting {
            // What it waits for may be in a batch that another session filled.
            if nextSequence == firstNew { awaitingOthers.insert(session.peer) }
        } else {
            answerBytes = answersBefore
        }
    }

    /// A message is taken whole or not at all, so its framing is looked at before its events.
    private static func checkFraming(
        _ body: Span<UInt8>, _ limits: BusLimits
    ) throws(ProtocolError) {
        guard body.count <= limits.messageBytes else {
            throw ProtocolError(
                .limitExceeded,
                "a publish of \(body.count) bytes, the most is \(limits.messageBytes); send fewer events a message"
            )
        }
        var at = 0
        var count = 0
        while at < body.count {
            guard body.count - at >= 4 else {
                throw ProtocolError(
                    .malformedMessage,
                    "the body ends inside the length at offset \(at); write four bytes of length "
                        + "before each event")
            }
            let length = Int(body.littleEndian(at: at, as: UInt32.self))
            guard length <= body.count - at - 4 else {
                throw ProtocolError(
                    .malformedMessage,
                    "the event at offset \(at) says it has \(length) bytes, \(body.count - at - 4) follow"
                )
            }
            at += 4 + length
            count += 1
        }
        guard count > 0, count <= limits.messageEvents else {
            throw ProtocolError(
                .limitExceeded,
                "a publish of \(count) events; send between 1 and \(limits.messageEvents) a message"
            )
        }
    }

    /// One event: recorded, recorded before, or refused; the session will be told which.
    mutating func take(_ event: Span<UInt8>, of session: Session) {
        let number = session.expectedNumber
        if let doorClosed {
            refuse(session, number, doorClosed.code.rawValue, doorClosed.description)
            return
        }
        let start = filling.records.count
        do throws(Denial) {
            let facts = try check(event, of: session)
            // The table of ids is rarely in the processor's cache; while it is loaded, the record is completed.
            let found = ids.peek(facts.fingerprint)
            seal(facts, at: start)
            switch found == 0 ? .none : earlier(facts, at: start) {
            case .none:
                enter(facts, at: start, topic: topic(facts, of: session))
                if facts.correlation != 0 { noteCase(facts, of: session) }
                if BusEvents.tellsWaiting(facts.type) { noteWaiting(facts, at: start) }
                session.await(number: number, sequence: nextSequence - 1)
                session.eventsRecorded += 1
            case .same(let sequence):
                filling.records.truncate(to: start)
                counters.recordedBefore += 1
                answer(
                    session,
                    ReceiptRun(
                        number: number, sequence: sequence, count: 1,
                        code: ReceiptRun.recordedBefore))
            case .other(let sequence):
                let conflict = conflict(facts, at: start, with: sequence)
                filling.records.truncate(to: start)
                counters.conflicts += 1
                if let event = conflict.event { record(event) }
                refuse(
                    session, number, ProtocolError.Code.conflict.rawValue, conflict.text,
                    at: sequence, heldUntil: nextSequence - 1)
            case .unreadable(let error):
                filling.records.truncate(to: start)
                refuse(session, number, error.code.rawValue, error.description)
            }
        } catch {
            filling.records.truncate(to: start)
            refuse(session, number, error.code, error.text)
        }
    }

    /// Writes head and event behind the records that are there, and checks the event in place.
    /// - Parameter session: who published it; nil for the bus itself. Nothing of it is retained: an atomic operation an
    ///   event waits until all that was written before has left the processor.
    private mutating func check(
        _ event: Span<UInt8>, of session: Session?
    ) throws(Denial) -> EventFacts {
        let start = filling.records.count
        let own = session?.agency ?? .bus
        begin(own, publisher: nil)
        let place = filling.records.count
        filling.records.append(event)
        let facts: EventFacts
        do throws(EventRefusal) {
            facts = try validator.check(filling.records, place..<filling.records.count)
        } catch {
            throw .event(error)
        }
        let isOwn = facts.agency == own
        if let session, isOwn, session.publishesFreely, Authority.isOpen(facts.type) {
            return facts  // most events
        }
        try authorise(facts, session)
        if !isOwn {
            // In another's name: the head then bears both codes.
            filling.records.truncate(to: start)
            begin(facts.agency, publisher: own)
            filling.records.append(event)
        }
        return facts
    }

    /// Appends a head whose type, flags, country, length and checksum `seal` fills in.
    private mutating func begin(_ agency: AgencyCode, publisher: AgencyCode?) {
        let sequence = nextSequence
        let lengths = UInt64(agency.count) << 24 | UInt64(publisher?.count ?? 0) << 32
        filling.records.append(littleEndian: UInt64(0))
        filling.records.append(littleEndian: sequence)
        filling.records.append(littleEndian: lastRecorded)
        filling.records.append(littleEndian: lengths)
        agency.append(to: &filling.records)
        publisher?.append(to: &filling.records)
    }

    /// Completes the head of the record at `start`, which ends where the buffer ends.
    private mutating func seal(_ facts: EventFacts, at start: Int) {
        let length = filling.records.count - start
        filling.records.store(littleEndian: UInt32(length), at: start)
        filling.records.store(littleEndian: facts.type, at: start + 24)
        filling.records.store(littleEndian: facts.flags, at: start + 26)
        filling.records.store(littleEndian: facts.country.first, at: start + 29)
        filling.records.store(littleEndian: facts.country.second, at: start + 30)
        filling.records.store(littleEndian: facts.country.third, at: start + 31)
        let checksum = filling.records.bytes((start + 8)..<filling.records.count).crc32c
        filling.records.store(littleEndian: checksum, at: start + 4)
    }

    /// The record at `start` stays: it will be found under its id and committed.
    private mutating func enter(_ facts: EventFacts, at start: Int, topic: UInt32) {
        ids.insert(facts.fingerprint, at: nextSequence)
        filling.note(
            offset: start, fingerprint: facts.fingerprint, topic: topic, activity: facts.activity)
        counters.recorded += 1
    }

    private mutating func topic(_ facts: EventFacts, of session: Session) -> UInt32 {
        let country = facts.country
        let key =
            UInt64(facts.type) << 24 | UInt64(country.first) << 16 | UInt64(country.second) << 8
            | UInt64(country.third)
        let isOwn = facts.agency == session.agency
        if isOwn, session.lastTopic.key == key { return session.lastTopic.number }
        let number = topics.number(type: facts.type, country: facts.country, agency: facts.agency)
        if isOwn { session.lastTopic = (key, number) }
        return number
    }

    /// Records an event of the bus's own; it comes in by the same door.
    mutating func record(_ event: Body) {
        let start = filling.records.count
        do throws(Denial) {
            let facts = try event.with { (bytes) throws(Denial) in
                try check(bytes.bytes, of: nil)
            }
            seal(facts, at: start)
            guard case .none = earlier(facts, at: start) else {
                filling.records.truncate(to: start)
                return
            }
            let topic = topics.number(type: facts.type, country: facts.country, agency: .bus)
            enter(facts, at: start, topic: topic)
        } catch {
            // Its texts come from clients, so this is no trap: the refusal that goes out says the same.
            filling.records.truncate(to: start)
        }
    }

    private mutating func refuse(
        _ session: Session, _ number: UInt64, _ code: UInt16, _ text: String,
        at sequence: UInt64 = 0,
        heldUntil: UInt64 = 0
    ) {
        counters.refusals[code, default: 0] += 1
        session.refusedInMessage += 1
        session.refusalCode = code
        var run = ReceiptRun(number: number, sequence: sequence, count: 1, code: code, text: text)
        run.heldUntil = heldUntil
        answer(session, run)
    }

    /// One line for the operator about the events of a message that were refused. The texts go to the publisher only:
    /// they can quote what stands in an event.
    private func noteRefusals(of session: Session, into out: inout Output) {
        guard session.refusedInMessage > 0 else { return }
        let code = session.refusalCode
        let events =
            session.refusedInMessage == 1 ? "an event" : "\(session.refusedInMessage) events"
        let name = ErrorExplanation.of(code)?.name ?? ""
        out.notices.append(
            Notice(
                kind: .refused, peer: session.peer, agency: session.agency.description, code: code,
                text: "\(events) with \(code) \(name); its receipts say which and why"))
        session.refusedInMessage = 0
    }

    private mutating func answer(_ session: Session, _ run: ReceiptRun) {
        session.answer(run)
        answerBytes += MemoryLayout<ReceiptRun>.stride + run.text.utf8.count
    }
}

/// Why one event was not taken: for what stands in it, or for who sent it.
enum Denial: Error {
    case event(EventRefusal)
    case bus(ProtocolError)

    var code: UInt16 {
        switch self {
        case .event(let refusal): refusal.code.rawValue
        case .bus(let error): error.code.rawValue
        }
    }

    var text: String {
        switch self {
        case .event(let refusal): refusal.description
        case .bus(let error): error.description
        }
    }
}
