internal import BusCore
internal import Events
internal import Platform

/// What folds derived, on its way into the log, while the folds go on.
///
/// One submission is under way at a time: so neither a full disk nor a stop can change the order of what is published.
struct DerivedQueue {
    /// Events in one submission.
    private static let submissionEvents = 256
    private static let eventsMax = 4_096

    private let submitter: Submitter
    private var waiting: [DerivedEvent] = []
    /// So many of the first are with the bus thread.
    private var submitted = 0
    /// The disk was full at the last try.
    private(set) var isStuck = false

    init(_ submitter: Submitter) { self.submitter = submitter }

    /// Everything that was derived is on disk, or was refused.
    var isEmpty: Bool { waiting.isEmpty }
    var hasRoom: Bool { waiting.count < Self.eventsMax && !isStuck }

    /// Takes all of it, in order.
    mutating func add(_ derived: inout [DerivedEvent]) {
        waiting += derived
        derived.removeAll(keepingCapacity: true)
        submit()
    }

    /// Takes the outcome that is there, and goes on with what waits.
    /// - Parameter refused: told of each run of events that the gate did not take, with the id of its first.
    mutating func turn(_ refused: (ReceiptRun, String) -> Void) {
        guard submitted > 0, submitter.bell.wait(milliseconds: 0) else { return }
        take(refused)
    }

    /// As `turn`, and waits for the outcome or until the bell is rung.
    mutating func wait(_ refused: (ReceiptRun, String) -> Void) {
        submitter.bell.wait()
        take(refused)
    }

    /// There may be room on the disk again.
    mutating func tryAgain() {
        isStuck = false
        submit()
    }

    private mutating func take(_ refused: (ReceiptRun, String) -> Void) {
        var outcomes: [SubmissionOutcome] = []
        submitter.drain(into: &outcomes)
        guard let outcome = outcomes.first else { return }
        var done = 0
        for run in outcome.runs {
            if run.code == ProtocolError.Code.logFull.rawValue {
                isStuck = true
                break
            }
            if run.isRefusal { refused(run, waiting[Int(run.number) - 1].id) }
            done += Int(run.count)
        }
        waiting.removeFirst(done)
        submitted = 0
        if !isStuck { submit() }
    }

    private mutating func submit() {
        guard submitted == 0, !isStuck, !waiting.isEmpty else { return }
        submitted = min(waiting.count, Self.submissionEvents)
        let events = waiting.prefix(submitted).map(\.bytes)
        guard submitter.submit(.bus, events, token: 0) else {
            preconditionFailure("the analyst has one submission at a time")
        }
    }
}
