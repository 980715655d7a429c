package import BusCore
internal import Events
internal import JSON
internal import Overlap
internal import Platform
internal import Synchronization

/// The watch over overlaps and gaps: one for the actual world, one for exercises, one for tests, so that they never mix.
///
/// The analyst thread feeds it; the query thread looks. Both hold the lock for one record or one question.
package final class Watch: Sendable {
    /// What one lock guards.
    struct State {
        /// By number of the status; changed in place.
        var worlds: [OverlapWatch]
        var authority: WatchAuthority
        /// The last sequence that was looked at.
        var through: UInt64 = 0
        /// The last sequence that was not the bus's own, and its recorded time: what is found at the end of the log is told as
        /// caused by it. After a crash between flags of one cause the rest so is the same, byte for byte.
        var cause: UInt64 = 0
        var recorded: UInt64 = 0
        /// Has the end of the log, as it was at the start, been reached?
        var isCurrent = false
    }

    private let state: Mutex<State>
    private let events: [EventStatus: FlagEvents]
    /// Reasons in the languages of readers.
    let words: ReasonWords?

    init(_ rules: OverlapRules, roll: Roll) {
        var events: [EventStatus: FlagEvents] = [:]
        for world in EventStatus.allCases {
            events[world] = FlagEvents(world: world, rules: rules.name)
        }
        let worlds = EventStatus.allCases.map { world in
            OverlapWatch(world: world.description, reader: rules.reader, scorer: rules.scorer)
        }
        state = Mutex(State(worlds: worlds, authority: WatchAuthority(roll)))
        self.events = events
        words = rules.words
    }

    /// Who answers for everybody from now on; what was read before stays as it was judged until the next start.
    package func take(_ roll: Roll) {
        let authority = WatchAuthority(roll)
        state.withLock { $0.authority = authority }
    }

    /// Takes one record; when the log has been caught up with, tells what it changes.
    func take(
        _ record: RecordFacts, _ document: borrowing JSONDocument,
        into derived: inout [DerivedEvent]
    ) {
        let isWatched = WatchedEvents.isWatched(record.type)
        let events = self.events
        state.withLock { state in
            state.through = record.sequence
            if record.agency != .bus {
                state.cause = record.sequence
                state.recorded = record.recorded
            }
            guard isWatched, let data = document.object("data", in: document.root) else { return }
            let world = Int(record.status.rawValue)
            WatchIntake.take(
                record, document, data, isCurrent: state.isCurrent, state.authority,
                into: &state.worlds[world])
            if state.isCurrent { Self.settle(record.status, &state, events, into: &derived) }
        }
    }

    /// A record of a type that is not watched.
    func pass(_ record: RecordFacts) {
        state.withLock { state in
            state.through = record.sequence
            if record.agency != .bus {
                state.cause = record.sequence
                state.recorded = record.recorded
            }
        }
    }

    /// Everything that was in the log at the start has been seen: tells what was not told yet.
    func catchUp(into derived: inout [DerivedEvent]) {
        let events = self.events
        state.withLock { state in
            state.isCurrent = true
            for status in EventStatus.allCases {
                Self.settle(status, &state, events, into: &derived)
            }
        }
    }

    private static func settle(
        _ status: EventStatus, _ state: inout State, _ events: [EventStatus: FlagEvents],
        into derived: inout [DerivedEvent]
    ) {
        guard let events = events[status] else { return }
        let changes = state.worlds[Int(status.rawValue)].settle(cause: state.cause)
        for change in changes.flags { derived.append(events.event(change, at: state.recorded)) }
        for change in changes.gaps { derived.append(events.event(change, at: state.recorded)) }
    }

    /// Lends the world of a status and how far it has read.
    func look<R: Sendable>(
        at status: EventStatus, _ body: (OverlapWatch, _ through: UInt64, _ isCurrent: Bool) -> R
    ) -> R {
        state.withLock { state in
            body(state.worlds[Int(status.rawValue)], state.through, state.isCurrent)
        }
    }
}

/// Who may answer for everybody: the focal point and its delegates, as the roll has them now.
struct WatchAuthority: Sendable {
    private let leaders: Set<AgencyCode>

    init(_ roll: Roll) {
        let codes =
            roll.isOpen ? ["fp", "ead"].compactMap(AgencyCode.init) : roll.agencies.map(\.code)
        leaders = Set(
            codes.filter { code in
                let roles = roll.agency(code)?.roles ?? []
                return roles.contains(.focalPoint) || roles.contains(.delegate)
            })
    }

    func isFocalPoint(_ agency: AgencyCode) -> Bool { leaders.contains(agency) }
}

/// Passes each event to the world it belongs to.
enum WatchIntake {
    static func take(
        _ record: RecordFacts, _ json: borrowing JSONDocument, _ data: Int, isCurrent: Bool,
        _ authority: WatchAuthority, into world: inout OverlapWatch
    ) {
        let agency = record.agency.description
        let stamp = WatchedEvents.stamp(json, agency: agency, recorded: record.recorded)
        let secrecy = record.classification.rawValue
        switch record.type {
        case WatchedEvents.assistance:
            guard let read = AssistanceRecord(event: json, at: json.root, agency: agency),
                let activity = json.text("activity", in: data)
            else { return }
            world.take(
                RecordVersion(
                    key: RecordKey(agency: agency, activity: activity), stamp: stamp,
                    sequence: record.sequence, type: record.type,
                    isLive: record.type != WatchedEvents.cancelled, secrecy: secrecy,
                    content: json.contentHash(data), record: read,
                    help: AssistanceReading.help(json, data: data)))
        case WatchedEvents.registered:
            if let event = WatchedEvents.electoralEvent(json, data: data, stamp: stamp) {
                world.take(event)
            }
        case WatchedEvents.report, WatchedEvents.assessmentCancelled:
            if let version = WatchedEvents.assessment(
                json, data: data, stamp: stamp, sequence: record.sequence, secrecy: secrecy)
            {
                world.take(version)
            }
        case WatchedEvents.reviewed, WatchedEvents.resolved:
            if let verdict = WatchedEvents.verdict(
                json, data: data, agency: agency, stamp: stamp, sequence: record.sequence,
                isFocalPoint: authority.isFocalPoint(record.agency))
            {
                world.take(verdict)
            }
        case WatchedEvents.secondary, WatchedEvents.joint:
            if let declaration = WatchedEvents.declaration(
                json, data: data, isJoint: record.type == WatchedEvents.joint, agency: agency,
                stamp: stamp, sequence: record.sequence),
                authority.isFocalPoint(record.agency)
                    || declaration.records.contains(where: { $0.agency == agency })
            {
                world.take(declaration)
            }
        case WatchedEvents.amended:
            if let name = name(json, data) { world.withdraw(name, by: agency) }
        default:
            // What the bus said itself: news only after a start.
            if record.agency == .bus, !isCurrent {
                remember(record, json, data, secrecy, into: &world)
            }
        }
    }

    private static func name(_ json: borrowing JSONDocument, _ data: Int) -> EventName? {
        guard let amends = json.object("amends", in: data) else { return nil }
        if let id = json.text("id", in: amends), let source = json.text("source", in: amends),
            let colon = source.lastIndex(of: ":")
        {
            return .event(
                WatchedEvents.name(
                    agency: String(source[source.index(after: colon)...]), id: id))
        }
        return json.value("sequence", in: amends).map { .sequence(UInt64(json.integer($0))) }
    }

    private static func remember(
        _ record: RecordFacts, _ json: borrowing JSONDocument, _ data: Int, _ secrecy: UInt8,
        into world: inout OverlapWatch
    ) {
        if WatchedEvents.flags.contains(record.type) {
            let keys = WatchedEvents.keys(json, parties: data)
            guard keys.count == 2 else { return }
            world.remember(
                keys[0], keys[1], WatchedEvents.finding(json, data: data, secrecy: secrecy),
                score: json.value("score", in: data).map { json.number($0) } ?? 0,
                isOpen: record.type != WatchedEvents.cleared, cause: record.sequence)
        } else if let gap = json.text("gap", in: data),
            let need = WatchedEvents.need(json, data: data)
        {
            world.rememberGap(
                gap, need, isOpen: record.type == WatchedEvents.gapNoted, cause: record.sequence)
        }
    }
}
