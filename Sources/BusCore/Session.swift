package import Events

/// What the bus remembers of one connection between its hello and its end.
///
/// Memory: about 1 KiB and 64 bytes a subscription, plus the receipts it waits for, which the batches under way bound.
package final class Session {
    package let peer: PeerID
    package let agency: AgencyCode
    package let client: String
    /// What the socket knows of the connection.
    let caller: Caller
    /// What the roll says of the agency; nil for the bus itself.
    private(set) var record: AgencyRecord?
    /// May it publish every type that is nobody's own, for every country, under its own name? Asked once an event.
    private(set) var publishesFreely: Bool
    /// What it may see.
    private(set) var sight: Sight
    /// Tells it from earlier sessions of the same peer.
    let generation: UInt64
    package let openedAt: UInt64
    /// Monotonic nanoseconds of the last message.
    package var heardAt: UInt64
    /// Monotonic nanoseconds of the last look whether it is still there.
    var probedAt: UInt64 = 0
    /// The number that the next published event must bear.
    package var expectedNumber: UInt64 = 1
    package var eventsRecorded: UInt64 = 0
    /// Events refused in the message that is being taken, and the code of the last.
    var refusedInMessage = 0
    var refusalCode: UInt16 = 0

    /// Runs not yet receipted, in order of number; each waits until its sequences are on disk.
    private(set) var awaiting: [ReceiptRun] = []
    /// The run of new records that is still growing, not yet in `awaiting`.
    private var openNumber: UInt64 = 0
    private var openSequence: UInt64 = 0
    private var openCount: UInt32 = 0
    /// Where the unsent part of `awaiting` begins.
    private var awaitingStart = 0
    var subscriptions: [Subscription] = []
    /// Inboxes it takes records from.
    var attachments: [Attachment] = []
    var fetchesWaiting = 0
    var queriesWaiting = 0
    /// Topics that it published lately, see `Bus.topic`.
    var topics = RecentTopics()

    /// The case of the event published last, which is mostly that of the next; forgotten when the log failed.
    var lastJoin: CaseJoin?

    /// The session's own number for an inbox, and which worker of it the session is.
    struct Attachment {
        let subscription: UInt32
        let inbox: Inbox
        let worker: UInt32
    }

    /// - Parameters:
    ///   - record: what the roll says of the agency; nil for the bus itself.
    ///   - now: monotonic nanoseconds.
    init(
        peer: PeerID, agency: AgencyCode, record: AgencyRecord?, sight: Sight,
        caller: Caller = Caller(key: nil, address: ""), client: String, generation: UInt64,
        now: UInt64
    ) {
        self.peer = peer
        self.record = record
        publishesFreely = record?.publishesFreely ?? false
        self.sight = sight
        self.caller = caller
        self.agency = agency
        self.client = client
        self.generation = generation
        openedAt = now
        heardAt = now
    }

    /// Takes up what a new roll says.
    func take(_ record: AgencyRecord, sight: Sight) {
        self.record = record
        publishesFreely = record.publishesFreely
        self.sight = sight
    }

    /// An event of it was recorded; joins the run before where both number and sequence go on. Once an event.
    @inline(__always)
    func await(number: UInt64, sequence: UInt64) {
        let count = UInt64(openCount)
        if count > 0, openNumber &+ count == number, openSequence &+ count == sequence {
            openCount &+= 1
        } else {
            closeRun()
            openNumber = number
            openSequence = sequence
            openCount = 1
        }
    }

    /// Something else than a new record happened to an event.
    func answer(_ run: ReceiptRun) {
        closeRun()
        awaiting.append(run)
    }

    private func closeRun() {
        guard openCount > 0 else { return }
        let run = ReceiptRun(
            number: openNumber, sequence: openSequence, count: openCount,
            code: ReceiptRun.recorded)
        openCount = 0
        let last = awaiting.count - 1
        if last >= awaitingStart, awaiting[last].code == ReceiptRun.recorded,
            awaiting[last].number + UInt64(awaiting[last].count) == run.number,
            awaiting[last].sequence + UInt64(awaiting[last].count) == run.sequence
        {
            awaiting[last].count += run.count
        } else {
            awaiting.append(run)
        }
    }

    var isAwaiting: Bool { openCount > 0 || awaitingStart < awaiting.count }

    /// Hands out what can be receipted now that everything up to `durable` is on disk, in order, none skipped.
    /// A run that is on disk in part goes out in part. A refusal that names a sequence waits for it too.
    /// - Returns: whether there was anything.
    func release(durable: UInt64, _ body: (ReceiptRun) -> Void) -> Bool {
        closeRun()
        var any = false
        while awaitingStart < awaiting.count {
            let run = awaiting[awaitingStart]
            guard run.heldUntil <= durable else { break }
            if !run.isRefusal, run.sequence + UInt64(run.count) > durable + 1 {
                guard run.sequence <= durable else { break }
                let ready = UInt32(durable + 1 - run.sequence)
                body(run.part(first: 0, count: ready))
                awaiting[awaitingStart] = run.part(first: ready, count: run.count - ready)
                any = true
                break
            }
            body(run)
            any = true
            awaitingStart += 1
        }
        if awaitingStart == awaiting.count {
            awaiting.removeAll(keepingCapacity: awaiting.capacity <= 1024)
            awaitingStart = 0
        } else if awaitingStart > 256, awaitingStart * 2 > awaiting.count {
            // A publisher that never pauses never empties it.
            awaiting.removeFirst(awaitingStart)
            awaitingStart = 0
        }
        return any
    }

    /// Turns everything that counted on `first` or a later sequence into refusals: those events never reached the disk.
    func fail(from first: UInt64, _ error: ProtocolError) {
        lastJoin = nil
        closeRun()
        var kept: [ReceiptRun] = []
        for run in awaiting[awaitingStart...] {
            guard max(run.heldUntil, run.sequence + UInt64(run.count) - 1) >= first else {
                kept.append(run)
                continue
            }
            let safe =
                !run.isRefusal && run.sequence < first ? UInt32(first - run.sequence) : 0
            if safe > 0 { kept.append(run.part(first: 0, count: safe)) }
            var refused = run.part(first: safe, count: run.count - safe)
            refused.sequence = 0
            refused.heldUntil = 0
            refused.code = error.code.rawValue
            refused.text = error.description
            kept.append(refused)
        }
        awaiting = kept
        awaitingStart = 0
    }
}
