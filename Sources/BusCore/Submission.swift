package import Events

/// Events that a part of this process publishes: the analyst in the bus's own name, the web in the name of an agency.
/// They come in by the same gate as those of the wire and are told the same fates.
package struct Submission: Sendable {
    package let agency: AgencyCode
    /// The bytes of each event, in order.
    package let events: [[UInt8]]
    /// Chosen by who submits; its outcome bears it.
    package let token: UInt64

    package init(agency: AgencyCode, events: [[UInt8]], token: UInt64) {
        precondition(!events.isEmpty, "a submission without an event would never be answered")
        self.agency = agency
        self.events = events
        self.token = token
    }
}

/// What became of a submission, told when all of it that was taken is on disk.
package struct SubmissionOutcome: Sendable {
    package let token: UInt64
    /// Runs in order of number, the first event being number 1; together they name each event once.
    package let runs: [ReceiptRun]

    package init(token: UInt64, runs: [ReceiptRun]) {
        self.token = token
        self.runs = runs
    }
}

/// A submission that waits for the disk. It is a session without a connection: numbers, runs and failure are the same.
struct PendingSubmission {
    let token: UInt64
    let session: Session
    var runs: [ReceiptRun] = []
}

extension Bus {
    /// Takes a submission through the gate. Ask `canReceive` first, as for messages.
    /// - Parameter wall: nanoseconds since the Unix epoch.
    package mutating func submit(_ submission: Submission, wall: UInt64, into out: inout Output) {
        let record = submission.agency == .bus ? nil : roll.agency(submission.agency)
        let session = Session(
            peer: PeerID(rawValue: 0), agency: submission.agency, record: record, sight: .all,
            client: "", generation: 0, now: 0)
        lastRecorded = max(lastRecorded, wall)
        for event in submission.events {
            take(event.span, of: session)
        }
        pendingSubmissions.append(PendingSubmission(token: submission.token, session: session))
        releaseSubmissions(into: &out)
    }

    /// Hands out the outcomes that need wait no longer, in the order of the submissions.
    mutating func releaseSubmissions(into out: inout Output) {
        var done = 0
        for index in pendingSubmissions.indices {
            let session = pendingSubmissions[index].session
            var runs: [ReceiptRun] = []
            _ = session.release(durable: durable) { runs.append($0) }
            pendingSubmissions[index].runs += runs
            // A later one waits for the same batch or a later one.
            guard !session.isAwaiting else { break }
            done += 1
        }
        for pending in pendingSubmissions.prefix(done) {
            out.outcomes.append(SubmissionOutcome(token: pending.token, runs: pending.runs))
        }
        pendingSubmissions.removeFirst(done)
    }
}
