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
        takeAll(body, of: session)
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
            // What another processor has written takes a while to come; events are mostly of about one size.
            let ahead = at + 3 * (4 + length)
            body.prefetch(ahead..<(ahead + 4))
        }
        guard count > 0, count <= limits.messageEvents else {
            throw ProtocolError(
                .limitExceeded,
                "a publish of \(count) events; send between 1 and \(limits.messageEvents) a message"
            )
        }
    }

    /// Bytes of the next event that are asked for while one is checked.
    private static let prefetchMax = 1_024

    /// The events of a message, each recorded, recorded before or refused, in their order.
    ///
    /// The place of an event's id is rarely in the processor's cache: it is asked for when the event is checked, and looked at when the
    /// next one is. Nor is the next event, which ZeroMQ's thread has written.
    private mutating func takeAll(_ body: Span<UInt8>, of session: Session) {
        var held: (range: Range<Int>, facts: EventFacts)?
        var at = 0
        while at < body.count {
            let length = Int(body.littleEndian(at: at, as: UInt32.self))
            let range = (at + 4)..<(at + 4 + length)
            at += 4 + length
            body.prefetch(at..<(at + 4 + min(length, Self.prefetchMax)))
            do throws(Denial) {
                let facts = try check(body, range, of: session)
                ids.prefetch(facts.fingerprint)
                if let held { take(body.extracting(held.range), held.facts, of: session) }
                held = (range, facts)
            } catch {
                if let held { take(body.extracting(held.range), held.facts, of: session) }
                held = nil
                refuse(session, error)
            }
        }
        if let held { take(body.extracting(held.range), held.facts, of: session) }
    }

    /// One event: recorded, recorded before, or refused; the session will be told which.
    mutating func take(_ event: Span<UInt8>, of session: Session) {
        do throws(Denial) {
            take(event, try check(event, 0..<event.count, of: session), of: session)
        } catch {
            refuse(session, error)
        }
    }

    /// An event that may be recorded, unless it was before.
    private mutating func take(_ event: Span<UInt8>, _ facts: EventFacts, of session: Session) {
        let number = session.expectedNumber
        session.expectedNumber = number + 1
        let start = filling.records.count
        write(event, facts, publisher: session.agency)
        switch ids.mayHold(facts.fingerprint) ? earlier(facts, at: start) : .none {
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
    }

    /// Checks an event where it lies in the message.
    /// - Parameter session: who published it; nil for the bus itself. Nothing of it is retained: an atomic operation an
    ///   event waits until all that was written before has left the processor.
    private mutating func check(
        _ body: Span<UInt8>, _ range: Range<Int>, of session: Session?
    ) throws(Denial) -> EventFacts {
        if session != nil, let doorClosed { throw .bus(doorClosed) }
        let facts: EventFacts
        do throws(EventRefusal) {
            facts = try validator.check(body, range)
        } catch {
            throw .event(error)
        }
        if let session, facts.agency == session.agency, session.publishesFreely,
            Authority.isOpen(facts.type)
        {
            return facts  // most events
        }
        try authorise(facts, session)
        return facts
    }

    /// Writes head and event behind the records that are there. What is written is not read here again: bytes that have just been
    /// written, read as whole vectors, wait until they have left the processor, so the checksum is taken from where they came.
    /// - Parameter publisher: who published it; the head bears its code where the event is in another's name.
    private mutating func write(
        _ event: Span<UInt8>, _ facts: EventFacts, publisher: AgencyCode
    ) {
        let agency = facts.agency
        let isOwn = agency == publisher
        let codes = agency.count + (isOwn ? 0 : publisher.count)
        let sequence = nextSequence
        let country = facts.country
        let rest =
            UInt64(facts.type) | UInt64(facts.flags) << 16 | UInt64(agency.count) << 24
            | UInt64(isOwn ? 0 : publisher.count) << 32 | UInt64(country.first) << 40
            | UInt64(country.second) << 48 | UInt64(country.third) << 56
        var checksum = RunningChecksum()
        checksum.add(sequence)
        checksum.add(lastRecorded)
        checksum.add(rest)
        agency.add(to: &checksum)
        if !isOwn { publisher.add(to: &checksum) }
        checksum.add(event)
        let length = UInt64(RecordHead.byteCount + codes + event.count)
        filling.records.reserve(Int(length))
        filling.records.append(littleEndian: length | UInt64(checksum.value) << 32)
        filling.records.append(littleEndian: sequence)
        filling.records.append(littleEndian: lastRecorded)
        filling.records.append(littleEndian: rest)
        agency.append(to: &filling.records)
        if !isOwn { publisher.append(to: &filling.records) }
        filling.records.append(event)
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
        if isOwn, let number = session.topics.number(key) { return number }
        let number = topics.number(type: facts.type, country: facts.country, agency: facts.agency)
        if isOwn { session.topics.keep(number, key) }
        return number
    }

    /// Records an event of the bus's own; it comes in by the same door.
    mutating func record(_ event: Body) {
        let start = filling.records.count
        do throws(Denial) {
            let facts = try event.with { (bytes) throws(Denial) in
                let facts = try check(bytes.bytes, 0..<bytes.count, of: nil)
                write(bytes.bytes, facts, publisher: .bus)
                return facts
            }
            guard case .none = earlier(facts, at: start) else {
                filling.records.truncate(to: start)
                return
            }
            let topic = topics.number(type: facts.type, country: facts.country, agency: .bus)
            enter(facts, at: start, topic: topic)
        } catch {
            // Its texts come from clients, so this is no trap: the refusal that goes out says the same.
        }
    }

    private mutating func refuse(_ session: Session, _ denial: Denial) {
        let number = session.expectedNumber
        session.expectedNumber = number + 1
        refuse(session, number, denial.code, denial.text)
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
