internal import Events

/// Decides which agencies count as online, and when that is worth an event.
///
/// An agency is told to be online once it has been connected for a while without a break, and offline once it has been away for
/// a longer while; a short break is nothing. One that comes and goes is waited for longer each time, up to sixteen times, until it
/// has stayed for an hour: a flapping agency brings two events each quarter of an hour at most. Memory: some 150 bytes an
/// agency. Times are arguments.
struct Presence {
    struct Entry {
        /// Sessions open now.
        var connections = 0
        /// Wall clock when it came or went last; 0 = neither since the bus began.
        var since: UInt64 = 0
        /// Monotonic time of the same.
        var changedAt: UInt64 = 0
        /// What the log says.
        var isOnline = false
        /// Monotonic time when the log was told last.
        var toldAt: UInt64 = 0
        /// How often it came for less than an hour, one after another.
        var flaps = 0
        /// It was online in an earlier life of the bus and has not come back.
        var isLeftOver = false
        /// Events in its outbox, as its adapter told, and when (wall clock).
        var waiting: (count: Int64, at: UInt64)?
    }

    /// A change that the log is to be told.
    struct Change: Equatable {
        let agency: AgencyCode
        let isOnline: Bool
        let since: UInt64
        let connections: Int
        let isLeftOver: Bool
    }

    static let agenciesMax = 4_096
    private static let flapsMax = 4
    private static let hour: UInt64 = 3_600_000_000_000

    private(set) var entries: [AgencyCode: Entry] = [:]

    mutating func opened(_ agency: AgencyCode, now: UInt64, wall: UInt64) {
        makeRoom(for: agency)
        entries[agency, default: Entry()].connections += 1
        if entries[agency]?.connections == 1 { change(agency, now, wall) }
    }

    mutating func closed(_ agency: AgencyCode, now: UInt64, wall: UInt64) {
        guard let before = entries[agency]?.connections else { return }
        precondition(before > 0, "a session ended that was never opened")
        entries[agency]?.connections -= 1
        if before == 1 { change(agency, now, wall) }
    }

    private mutating func change(_ agency: AgencyCode, _ now: UInt64, _ wall: UInt64) {
        entries[agency]?.since = wall
        entries[agency]?.changedAt = now
        entries[agency]?.isLeftOver = false
    }

    mutating func told(_ agency: AgencyCode, waiting: Int64, wall: UInt64) {
        makeRoom(for: agency)
        entries[agency, default: Entry()].waiting = (waiting, wall)
    }

    /// What the log says of an earlier life; what is known already is not changed by it.
    mutating func restore(
        _ agency: AgencyCode, isOnline: Bool, since: UInt64, now: UInt64, wall: UInt64
    ) {
        makeRoom(for: agency)
        var entry = entries[agency] ?? Entry()
        entry.isOnline = isOnline
        entry.toldAt = now
        if entry.since == 0 {
            entry.since = isOnline ? wall : since
            entry.changedAt = now
            entry.isLeftOver = isOnline
        }
        entries[agency] = entry
    }

    /// Without a roll anybody can take any number of codes: those that say nothing any more make room.
    private mutating func makeRoom(for agency: AgencyCode) {
        guard entries[agency] == nil, entries.count >= Self.agenciesMax else { return }
        entries = entries.filter { $0.value.connections > 0 || $0.value.isOnline }
    }

    /// What is to be told now, in alphabetical order; it counts as told.
    mutating func due(now: UInt64, onlineAfter: UInt64, offlineAfter: UInt64) -> [Change] {
        var changes: [Change] = []
        for (agency, entry) in entries where (entry.connections > 0) != entry.isOnline {
            let wait = entry.isOnline ? offlineAfter << UInt64(entry.flaps) : onlineAfter
            guard now >= entry.changedAt + wait else { continue }
            changes.append(
                Change(
                    agency: agency, isOnline: !entry.isOnline, since: entry.since,
                    connections: entry.connections, isLeftOver: entry.isLeftOver))
        }
        for change in changes { tell(change, now) }
        return changes.sorted { $0.agency.description < $1.agency.description }
    }

    private mutating func tell(_ change: Change, _ now: UInt64) {
        guard var entry = entries[change.agency] else { return }
        if !change.isOnline {
            let stayed = entry.changedAt - min(entry.changedAt, entry.toldAt)
            entry.flaps = stayed < Self.hour ? min(Self.flapsMax, entry.flaps + 1) : 0
        }
        entry.isOnline = change.isOnline
        entry.toldAt = now
        entries[change.agency] = entry
    }
}
