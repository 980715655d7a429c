internal import Events

/// An inbox as it is kept beside the log: enough to go on after a crash with a few repeats and no gap.
///
/// What lies between `cursor` and `handed` was handed out and is not settled, but for the single records in `known`.
package struct InboxSnapshot: Sendable, Equatable {
    /// A record behind the cursor that is more than just handed out once.
    package struct Known: Sendable, Equatable {
        package var sequence: UInt64
        package var attempts: UInt16
        package var failures: UInt8
        package var isDone: Bool

        package init(sequence: UInt64, attempts: UInt16, failures: UInt8, isDone: Bool) {
            self.sequence = sequence
            self.attempts = attempts
            self.failures = failures
            self.isDone = isDone
        }
    }

    package var key: InboxKey
    /// Patterns of an inbox that an agency opened itself; those of declared inboxes stand in the file.
    package var patterns: [String]
    package var cursor: UInt64
    package var lastSettled: UInt64
    package var handed: UInt64
    package var known: [Known]
    package var quarantine: [Quarantined]
    /// The inbox was given up: nothing of it is to be kept.
    package var isGone = false

    /// What is left of an inbox that was given up.
    init(endOf key: InboxKey) {
        self.init(key: key, patterns: [], cursor: 0, lastSettled: 0, handed: 0)
        isGone = true
    }

    package init(
        key: InboxKey, patterns: [String], cursor: UInt64, lastSettled: UInt64, handed: UInt64,
        known: [Known] = [], quarantine: [Quarantined] = []
    ) {
        self.key = key
        self.patterns = patterns
        self.cursor = cursor
        self.lastSettled = lastSettled
        self.handed = handed
        self.known = known
        self.quarantine = quarantine
    }
}

extension Inbox {
    /// What has to survive a crash.
    package var snapshot: InboxSnapshot {
        var known: [InboxSnapshot.Known] = remembered.map { sequence, item in
            InboxSnapshot.Known(
                sequence: sequence, attempts: item.attempts, failures: item.failures,
                isDone: item.isDone)
        }
        for place in window.indices {
            let pending = window[place]
            guard pending.state == .done || pending.attempts > 1 || pending.failures > 0 else {
                continue
            }
            known.append(
                InboxSnapshot.Known(
                    sequence: pending.sequence, attempts: pending.attempts,
                    failures: pending.failures, isDone: pending.state == .done))
        }
        return InboxSnapshot(
            key: key, patterns: isDeclared ? [] : clauses.map(\.pattern.text), cursor: cursor,
            lastSettled: lastSettled, handed: max(handedBefore, window.last?.sequence ?? cursor),
            known: known.sorted { $0.sequence < $1.sequence }, quarantine: quarantine)
    }

    /// Goes on from what was kept.
    /// - Parameter last: the log's end; places beyond it are of events that never reached the disk.
    func restore(_ snapshot: InboxSnapshot, last: UInt64) {
        cursor = min(snapshot.cursor, last)
        next = cursor + 1
        lastSettled = min(snapshot.lastSettled, cursor)
        handedBefore = min(max(snapshot.handed, cursor), last)
        for item in snapshot.known where item.sequence > cursor && item.sequence <= last {
            remembered[item.sequence] = Remembered(
                attempts: item.attempts, failures: item.failures, isDone: item.isDone)
        }
        quarantine = snapshot.quarantine.filter { $0.sequence <= last }
        for index in quarantine.indices { quarantine[index].isRetried = false }
    }
}
