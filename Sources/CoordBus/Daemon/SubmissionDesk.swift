package import BusCore
package import Events
package import Platform
internal import Synchronization

/// Where parts of this process hand events to the bus thread, and where it hands back what became of them.
///
/// Each part opens a `Submitter` before the threads start. A submitter waits for its own outcomes, so one that publishes
/// too fast holds up nobody else.
package final class SubmissionDesk: Sendable {
    /// Submissions that one submitter may have without outcome.
    package static let outstandingMax = 64

    private let waiting: Handoff<Submission>
    private let submitters: [Submitter]

    /// - Parameters:
    ///   - names: of those who will submit, for `submitter(_:)`.
    ///   - bell: rung when a submission waits for the bus thread.
    package init(_ names: [String], bell: Bell) {
        let waiting = Handoff<Submission>(
            countMax: max(1, names.count * Self.outstandingMax), bell: bell)
        self.waiting = waiting
        submitters = names.enumerated().map { index, name in
            Submitter(name: name, index: UInt64(index), waiting: waiting)
        }
    }

    package func submitter(_ name: String) -> Submitter {
        guard let found = submitters.first(where: { $0.name == name }) else {
            preconditionFailure("nobody called \(name) was announced to the desk")
        }
        return found
    }

    /// For the bus thread: what waits, oldest first. `submissions` must be empty.
    package func drain(into submissions: inout [Submission]) { waiting.drain(into: &submissions) }

    /// For the bus thread: gives an outcome to the one who submitted.
    package func hand(_ outcome: SubmissionOutcome) {
        submitters[Int(outcome.token >> Submitter.tokenBits)].take(outcome)
    }
}

/// One part of this process that publishes.
package final class Submitter: Sendable {
    static let tokenBits: UInt64 = 48

    package let name: String
    private let index: UInt64
    private let waiting: Handoff<Submission>
    private let finished: Handoff<SubmissionOutcome>
    private let outstanding = Atomic<Int>(0)

    init(name: String, index: UInt64, waiting: Handoff<Submission>) {
        self.name = name
        self.index = index
        self.waiting = waiting
        finished = Handoff(countMax: SubmissionDesk.outstandingMax, bell: Bell())
    }

    /// Rung when an outcome waits.
    package var bell: Bell { finished.bell }

    /// - Parameters:
    ///   - events: the bytes of each, in order.
    ///   - token: below 2^48; the outcome bears it.
    /// - Returns: false when `SubmissionDesk.outstandingMax` submissions are without outcome: wait for one.
    package func submit(_ agency: AgencyCode, _ events: [[UInt8]], token: UInt64) -> Bool {
        precondition(token >> Self.tokenBits == 0, "a token has 48 bits")
        let before = outstanding.wrappingAdd(1, ordering: .relaxed).oldValue
        guard before < SubmissionDesk.outstandingMax else {
            outstanding.wrappingSubtract(1, ordering: .relaxed)
            return false
        }
        let taken = waiting.offer(
            Submission(agency: agency, events: events, token: index << Self.tokenBits | token))
        precondition(taken, "the desk has room for what all submitters may have without outcome")
        return true
    }

    /// What is done, oldest first, with the tokens of `submit`. `outcomes` must be empty.
    package func drain(into outcomes: inout [SubmissionOutcome]) {
        finished.drain(into: &outcomes)
        outstanding.wrappingSubtract(outcomes.count, ordering: .relaxed)
        for index in outcomes.indices {
            let token = outcomes[index].token & (1 << Self.tokenBits - 1)
            outcomes[index] = SubmissionOutcome(token: token, runs: outcomes[index].runs)
        }
    }

    fileprivate func take(_ outcome: SubmissionOutcome) {
        let taken = finished.offer(outcome)
        precondition(taken, "\(name) has more outcomes than submissions")
    }
}
