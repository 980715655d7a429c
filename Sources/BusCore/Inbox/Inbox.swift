internal import Events

/// A durable named subscription of an agency: what belongs in it, how far it is done, what is with its workers.
///
/// Decides only; the bus reads records and sends them. Records are handed out in order of sequence, each to one worker. What is
/// not acknowledged in time, or was with a worker that went away, is handed out again before anything new, with its count of
/// attempts; what fails too often is quarantined. `cursor` moves over what is settled from the front, so a restart repeats what
/// lies behind it and skips nothing.
///
/// Memory: some 500 bytes while nothing is pending, 150 a pattern, and 32 a pending record.
package final class Inbox {
    let id: UInt32
    package let key: InboxKey
    var clauses: [InboxClause]
    /// Declared in config/agencies.toml; otherwise opened by the agency itself.
    var isDeclared: Bool
    /// Tells a read from one that was asked for before the inbox began anew.
    var generation: UInt64 = 0
    var isReading = false
    /// The read is for records that were handed out before.
    var readsAgain = false

    /// Everything that belongs in it up to here is settled.
    package internal(set) var cursor: UInt64
    /// Sequence of the last record settled from the front: what the next one's `previous` is.
    var lastSettled: UInt64 = 0
    /// The next sequence to look at for records that were never handed out in this life of the bus.
    var next: UInt64
    /// Up to here records were handed out in an earlier life: handing them out now is a repeat.
    var handedBefore: UInt64
    /// What an earlier life knew of single records behind the cursor.
    var remembered: [UInt64: Remembered] = [:]

    struct Remembered: Equatable, Sendable {
        var attempts: UInt16
        var failures: UInt8
        var isDone: Bool
    }

    var window = PendingWindow()
    /// Quarantined records that were asked for again: outside of the window, as the cursor has passed them.
    var retries: [Pending] = []
    /// Records that wait to be handed out again, in window and retries.
    var waitingCount = 0
    /// No record with a worker is due before this, monotonic nanoseconds.
    var earliestDue: UInt64 = .max
    var reasons: [UInt64: String] = [:]
    package internal(set) var quarantine: [Quarantined] = []
    /// Set aside since the last look: their events are to be published.
    var condemned: [Quarantined] = []

    var workers: [InboxWorker] = []
    private var nextWorker: UInt32 = 1
    private var turn = 0

    /// From `next` on there may be records that belong here and were not handed out yet.
    var hasBacklog = false
    /// Stands in the list of those to be looked at this turn.
    var isDue = false
    /// Sequence of the newest record that belongs here, as far as known; 0 = none.
    var lastMatch: UInt64 = 0
    /// Records that came to belong here and those settled, since this life began counting.
    var matched: UInt64 = 0
    var settled: UInt64 = 0
    /// Is `matched` whole: has the log behind the cursor been looked through?
    var isCounted = false
    /// It is among those for which the log is looked through.
    var isBeingCounted = false

    init(id: UInt32, key: InboxKey, clauses: [InboxClause], isDeclared: Bool, cursor: UInt64) {
        self.id = id
        self.key = key
        self.clauses = clauses
        self.isDeclared = isDeclared
        self.cursor = cursor
        next = cursor + 1
        handedBefore = cursor
        lastSettled = cursor
    }

    /// Records that belong here and are not settled; nil while that is not known.
    var lag: UInt64? { isCounted ? matched - min(matched, settled) : nil }

    /// Records that are handed out or wait to be handed out again.
    var unsettledCount: Int { window.indices.count { window[$0].state != .done } }

    /// Records and bytes with workers.
    var handedCount: Int { workers.reduce(0) { $0 + $1.events } }

    // MARK: Workers

    /// Takes a worker on. When it is the only one, it gets what waits at once and in order.
    func attach(
        peer: PeerID, session: UInt64, subscription: UInt32, eventsMax: Int, bytesMax: Int,
        lastAtStart: UInt64
    ) {
        if workers.isEmpty { forEachWaiting { $0.due = 0 } }
        workers.append(
            InboxWorker(
                id: nextWorker, peer: peer, session: session, subscription: subscription,
                eventsMax: eventsMax, bytesMax: bytesMax, lastAtStart: lastAtStart))
        nextWorker += 1
    }

    /// Lets a worker go; what it had waits for the others. The oldest of it, which it was probably at work on, counts as failed.
    func detach(_ id: UInt32, rules: InboxRules, wall: UInt64) {
        guard let index = workers.firstIndex(where: { $0.id == id }) else { return }
        workers.remove(at: index)
        var isOldest = true
        for place in window.indices where isWith(id, window[place]) {
            takeBack(place, due: 0)
            if isOldest {
                fail(place, "its worker went away before acknowledging it", rules, wall)
            }
            isOldest = false
        }
        endRetries { isWith(id, $0) }
        advance()
    }

    private func isWith(_ id: UInt32, _ pending: Pending) -> Bool {
        pending.state == .handed && pending.worker == id
    }

    /// The next worker with room, each in turn.
    func chooseWorker() -> Int? {
        for offset in 0..<workers.count {
            let index = (turn + offset) % workers.count
            if workers[index].hasRoom {
                turn = index + 1
                return index
            }
        }
        return nil
    }

    // MARK: Handing out

    /// May another record be handed out that never was?
    func hasRoom(_ rules: InboxRules) -> Bool { window.count < rules.pendingMax }

    /// What is known of a record that is looked at for the first time in this life.
    /// - Returns: which attempt it is, or nil when it is settled already.
    func attempt(of sequence: UInt64) -> UInt16? {
        if let known = remembered[sequence] { return known.isDone ? nil : known.attempts + 1 }
        return sequence <= handedBefore ? 2 : 1
    }

    /// A new record goes to a worker. Looks at `attempt` first.
    func hand(
        _ sequence: UInt64, bytes: Int, attempt: UInt16, to worker: Int, due: UInt64
    ) {
        var pending = Pending(
            sequence: sequence, due: due, bytes: UInt32(clamping: bytes),
            worker: workers[worker].id, attempts: attempt)
        pending.failures = remembered.removeValue(forKey: sequence)?.failures ?? 0
        window.append(pending)
        count(pending, with: worker)
        earliestDue = min(earliestDue, due)
    }

    /// A record that an earlier life settled is passed over.
    func skip(_ sequence: UInt64) {
        remembered[sequence] = nil
        var pending = Pending(sequence: sequence, bytes: 0, worker: 0)
        pending.state = .done
        window.append(pending)
        settled += 1
        advance()
    }

    private func count(_ pending: Pending, with worker: Int) {
        workers[worker].events += 1
        workers[worker].bytes += Int(pending.bytes)
        workers[worker].highest = max(workers[worker].highest, pending.sequence)
    }

    /// Everything up to `through` has been looked at.
    func looked(through: UInt64) {
        next = max(next, through + 1)
        advance()
    }

    /// Sequences that may be handed out again now, in order: neighbours with as many attempts each, as far as a worker's room goes.
    func dueAgain(now: UInt64, worker: Int, bytesMax: Int) -> [UInt64] {
        guard waitingCount > 0 else { return [] }
        if let retry = retries.first(where: { $0.state == .waiting && $0.due <= now }) {
            return [retry.sequence]
        }
        var found: [UInt64] = []
        var attempts: UInt16 = 0
        let room = workers[worker].eventsMax - workers[worker].events
        var bytes = min(bytesMax, workers[worker].bytesMax - workers[worker].bytes)
        for place in window.indices {
            let pending = window[place]
            guard pending.state == .waiting, pending.due <= now else {
                if found.isEmpty || pending.state == .done { continue }
                break
            }
            guard found.isEmpty || attempts == pending.attempts && bytes >= Int(pending.bytes)
            else { break }
            attempts = pending.attempts
            bytes -= Int(pending.bytes)
            found.append(pending.sequence)
            if found.count == room { break }
        }
        return found
    }

    /// A record that waited goes to a worker again.
    /// - Returns: which attempt it is; nil when it does not wait any more.
    func handAgain(_ sequence: UInt64, to worker: Int, due: UInt64) -> UInt16? {
        if let place = window.index(of: sequence), window[place].state == .waiting {
            again(&window[place], worker, due)
            return window[place].attempts
        }
        if let index = retries.firstIndex(where: { $0.sequence == sequence && $0.state == .waiting }
        ) {
            again(&retries[index], worker, due)
            return retries[index].attempts
        }
        return nil
    }

    private func again(_ pending: inout Pending, _ worker: Int, _ due: UInt64) {
        pending.state = .handed
        pending.worker = workers[worker].id
        pending.attempts = pending.attempts == .max ? .max : pending.attempts + 1
        pending.due = due
        waitingCount -= 1
        count(pending, with: worker)
        earliestDue = min(earliestDue, due)
    }

    /// Sequence of the record before this one that is not settled, or of the last settled: what a delivery that begins with it names.
    func previous(before sequence: UInt64) -> UInt64 {
        var place = window.lowerBound(sequence)
        while place > window.indices.lowerBound {
            place -= 1
            if window[place].state != .done { return window[place].sequence }
        }
        return min(lastSettled, sequence - 1)
    }
}
