/// Acknowledging, giving back, and what is set aside.
extension Inbox {
    /// Acknowledges everything that was handed to a worker up to a sequence.
    /// - Returns: false when nothing so high was ever handed to it.
    func acknowledge(upTo sequence: UInt64, by id: UInt32) -> Bool {
        guard let worker = workers.first(where: { $0.id == id }),
            sequence <= max(worker.highest, cursor)
        else { return false }
        for place in window.indices {
            guard window[place].sequence <= sequence else { break }
            if window[place].worker == id, window[place].state != .done { settle(place) }
        }
        for retry in retries where retry.worker == id && retry.sequence <= sequence {
            _ = drop(retry.sequence)
        }
        advance()
        return true
    }

    /// Acknowledges one record, whoever has it now: it was handled.
    /// - Returns: false when it was never handed out.
    func acknowledge(_ sequence: UInt64) -> Bool {
        if retries.contains(where: { $0.sequence == sequence && $0.attempts > 0 }) {
            _ = drop(sequence)
            return true
        }
        if let place = window.index(of: sequence) {
            if window[place].state != .done { settle(place) }
            advance()
            return true
        }
        return sequence > 0 && sequence <= cursor
    }

    /// Gives a record back.
    /// - Parameter isFinal: it will never be taken: quarantine it at once.
    /// - Returns: false when no worker has it.
    func refuse(
        _ sequence: UInt64, reason: String, isFinal: Bool, now: UInt64, wall: UInt64,
        rules: InboxRules
    ) -> Bool {
        if let retry = retries.first(where: { $0.sequence == sequence && $0.state == .handed }) {
            if let index = quarantine.firstIndex(where: { $0.sequence == sequence }) {
                quarantine[index].reason = reason
                quarantine[index].attempts = retry.attempts
            }
            endRetries { $0.sequence == sequence }
            return true
        }
        guard let place = window.index(of: sequence), window[place].state != .done,
            window[place].state == .handed || isFinal
        else { return window.index(of: sequence) != nil || sequence > 0 && sequence <= cursor }
        if window[place].state == .handed {
            let pause = min(
                rules.pauseMostNanoseconds,
                rules.pauseNanoseconds << UInt64(min(20, window[place].failures)))
            takeBack(place, due: now + pause)
        }
        window[place].worker = 0  // a later ack of everything before does not mean this one
        if isFinal { window[place].failures = UInt8(clamping: rules.failuresMax) }
        fail(place, reason, rules, wall)
        advance()
        return true
    }

    /// Takes back what workers have held too long.
    /// - Returns: whether anything is to be handed out again.
    func tick(now: UInt64, wall: UInt64, rules: InboxRules) -> Bool {
        guard now >= earliestDue else { return waitingCount > 0 }
        earliestDue = .max
        let seconds = rules.acknowledgeNanoseconds / 1_000_000_000
        for place in window.indices where window[place].state == .handed {
            if window[place].due <= now {
                takeBack(place, due: 0)
                fail(place, "not acknowledged within \(seconds) s", rules, wall)
            } else {
                earliestDue = min(earliestDue, window[place].due)
            }
        }
        endRetries { $0.state == .handed && $0.due <= now }
        for retry in retries where retry.state == .handed {
            earliestDue = min(earliestDue, retry.due)
        }
        advance()
        return waitingCount > 0
    }

    func release(_ pending: Pending) {
        guard pending.state == .handed,
            let index = workers.firstIndex(where: { $0.id == pending.worker })
        else { return }
        workers[index].events -= 1
        workers[index].bytes -= Int(pending.bytes)
        precondition(workers[index].events >= 0 && workers[index].bytes >= 0)
    }

    func takeBack(_ place: Int, due: UInt64) {
        release(window[place])
        window[place].state = .waiting
        window[place].due = due
        waitingCount += 1
    }

    func settle(_ place: Int) {
        release(window[place])
        if window[place].state == .waiting { waitingCount -= 1 }
        window[place].state = .done
        reasons[window[place].sequence] = nil
        settled += 1
    }

    /// A record that waits failed once more; too often, and it is set aside.
    func fail(_ place: Int, _ reason: String, _ rules: InboxRules, _ wall: UInt64) {
        let sequence = window[place].sequence
        window[place].failures = UInt8(clamping: Int(window[place].failures) + 1)
        reasons[sequence] = reason
        guard Int(window[place].failures) >= rules.failuresMax,
            quarantine.count < rules.quarantineMax
        else { return }
        let aside = Quarantined(
            sequence: sequence, attempts: window[place].attempts, at: wall, reason: reason)
        quarantine.append(aside)
        condemned.append(aside)
        settle(place)
    }

    /// Moves the cursor over what is settled at the front.
    func advance() {
        if let last = window.dropDone() { lastSettled = max(lastSettled, last) }
        if let first = window.first {
            cursor = max(cursor, min(first.sequence, next) - 1)
        } else {
            cursor = max(cursor, next - 1)
        }
        if !remembered.isEmpty, handedBefore < next, remembered.keys.allSatisfy({ $0 < next }) {
            remembered.removeAll()
        }
    }

    func forEachWaiting(_ change: (inout Pending) -> Void) {
        for place in window.indices where window[place].state == .waiting { change(&window[place]) }
    }

    // MARK: Quarantine

    /// Hands a quarantined record out once more; it stays in the quarantine until it is acknowledged.
    /// - Returns: false when it is not there.
    func retry(_ sequence: UInt64) -> Bool {
        guard let index = quarantine.firstIndex(where: { $0.sequence == sequence }) else {
            return false
        }
        guard !quarantine[index].isRetried else { return true }
        quarantine[index].isRetried = true
        var pending = Pending(
            sequence: sequence, bytes: 0, worker: 0, attempts: quarantine[index].attempts)
        pending.state = .waiting
        retries.append(pending)
        waitingCount += 1
        return true
    }

    /// Forgets a quarantined record.
    func drop(_ sequence: UInt64) -> Bool {
        guard let index = quarantine.firstIndex(where: { $0.sequence == sequence }) else {
            return false
        }
        quarantine.remove(at: index)
        endRetries { $0.sequence == sequence }
        reasons[sequence] = nil
        return true
    }

    /// Ends retries without success; they stay in the quarantine.
    func endRetries(_ ends: (Pending) -> Bool) {
        for retry in retries where ends(retry) {
            release(retry)
            if retry.state == .waiting { waitingCount -= 1 }
            if let index = quarantine.firstIndex(where: { $0.sequence == retry.sequence }) {
                quarantine[index].isRetried = false
            }
        }
        retries.removeAll(where: ends)
    }
}
