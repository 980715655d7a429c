internal import Bytes
internal import Events

/// Who is there: told in the log with a roll only. Without one, a code is whatever a client says, and says nothing.
extension Bus {
    /// Publishes what changed and has lasted; while the log is full, or its past is not known yet, that waits.
    mutating func tickPresence() {
        guard isPastKnown, doorClosed == nil, !roll.isOpen else { return }
        let changes = presence.due(
            now: clock, onlineAfter: limits.onlineNanoseconds,
            offlineAfter: limits.offlineNanoseconds)
        guard !changes.isEmpty else { return }
        lastRecorded = max(lastRecorded, wallClock)
        let newest = topics.newestByAgency()
        for change in changes {
            record(
                BusEvents.presence(
                    change, lastSequence: newest[change.agency] ?? 0, at: wallClock))
        }
    }

    /// Takes up what the log says of the time before this start.
    /// - Parameters:
    ///   - now: monotonic nanoseconds.
    ///   - wall: nanoseconds since the Unix epoch.
    package mutating func take(
        _ past: BusPast, now: UInt64, wall: UInt64, into out: inout Output
    ) {
        clock = max(clock, now)
        wallClock = wall
        for (agency, last) in past.presence {
            presence.restore(
                agency, isOnline: last.isOnline, since: last.since, now: clock, wall: wall)
        }
        inboxes.parties.merge(past.parties)
        guard !isPastKnown else { return }
        isPastKnown = true
        resumeAfterPast(into: &out)
    }

    /// An adapter told how many events wait in its outbox.
    mutating func noteWaiting(_ facts: EventFacts, at start: Int) {
        guard let waiting = Self.waiting(filling.records, start, &inside) else { return }
        presence.told(facts.agency, waiting: waiting, wall: wallClock)
    }

    private static func waiting(
        _ records: borrowing ByteBuffer, _ start: Int, _ reader: inout EventReader
    ) -> Int64? {
        RecordHead(records.bytes, at: start).flatMap { head in
            reader.waiting(records.bytes, at: start, head)
        }
    }
}
