internal import Bytes
internal import Events

/// An inbox that an event lands in, and the clause that says so.
struct Receiver {
    let inbox: Inbox
    let clause: InboxClause
}

/// All inboxes of the bus, found by key and by what belongs in them.
struct Inboxes: ~Copyable {
    private struct Target {
        var inbox: UInt32
        var clause: Int
    }

    var rules = InboxRules()
    /// By number; nil where one was given up.
    private(set) var all: [Inbox?] = []
    private var numbers: [InboxKey: UInt32] = [:]
    private var trie = PatternTrie()
    /// What a value in the trie means.
    private var targets: [Target] = []
    private var freeTargets: [UInt32] = []
    /// Values in the trie of each inbox.
    private var values: [[UInt32]] = []
    /// How many inboxes an agency opened itself.
    private(set) var opened: [AgencyCode: Int] = [:]

    var facts = RouteFacts()
    /// By agency; empty where everybody sees everything.
    var sights: [AgencyCode: Sight] = [:]
    /// Who takes part in which case.
    var parties = CaseParties()
    /// Has everything that was in the log at the start been folded into `facts` and counted?
    var isPrepared = true
    /// Which reading of the log that is: one that was begun before does not count any more.
    var preparation: UInt64 = 0
    /// What the file says, for explanations.
    var routes: RouteTable?

    /// Inboxes with a worker or something pending: what ticks look at.
    var active: Set<UInt32> = []
    /// Those that changed since their state was written last.
    var changed: Set<UInt32> = []
    /// Those that were given up since.
    var removed: [InboxKey] = []
    /// Those that may have something to hand out.
    var due: [Inbox] = []
    private var found: [UInt32] = []
    /// Storage that is used again.
    private var spare: [Receiver] = []
    private var reader = EventReader()

    var isEmpty: Bool { numbers.isEmpty }
    var count: Int { numbers.count }
    var patternCount: Int { trie.count }

    func find(_ key: InboxKey) -> Inbox? { numbers[key].flatMap { all[Int($0)] } }

    mutating func add(
        _ key: InboxKey, _ clauses: [InboxClause], isDeclared: Bool, cursor: UInt64
    ) -> Inbox {
        precondition(numbers[key] == nil)
        let id = UInt32(all.count)
        let inbox = Inbox(
            id: id, key: key, clauses: [], isDeclared: isDeclared, cursor: cursor)
        all.append(inbox)
        values.append([])
        numbers[key] = id
        if !isDeclared { opened[key.agency, default: 0] += 1 }
        setClauses(clauses, of: inbox)
        changed.insert(id)
        return inbox
    }

    mutating func remove(_ inbox: Inbox) {
        setClauses([], of: inbox)
        due.removeAll { $0 === inbox }
        numbers[inbox.key] = nil
        all[Int(inbox.id)] = nil
        if !inbox.isDeclared { opened[inbox.key.agency, default: 1] -= 1 }
        active.remove(inbox.id)
        changed.remove(inbox.id)
        removed.append(inbox.key)
    }

    /// Changes what belongs in an inbox from the next record on.
    mutating func setClauses(_ clauses: [InboxClause], of inbox: Inbox) {
        for (value, clause) in zip(values[Int(inbox.id)], inbox.clauses) {
            trie.remove(clause.pattern, value: value)
            freeTargets.append(value)
        }
        inbox.clauses = clauses
        values[Int(inbox.id)] = clauses.indices.map { index in
            let target = Target(inbox: inbox.id, clause: index)
            if let free = freeTargets.popLast() {
                targets[Int(free)] = target
                return free
            }
            targets.append(target)
            return UInt32(targets.count - 1)
        }
        for (value, clause) in zip(values[Int(inbox.id)], clauses) {
            trie.insert(clause.pattern, value: value)
        }
        if trie.isSparse { rebuild() }
    }

    private mutating func rebuild() {
        trie = PatternTrie()
        for case let inbox? in all {
            for (value, clause) in zip(values[Int(inbox.id)], inbox.clauses) {
                trie.insert(clause.pattern, value: value)
            }
        }
    }

    /// Where the record at `offset` lands: an inbox may come twice, by two clauses.
    mutating func findReceivers(
        _ head: RecordHead, in bytes: Span<UInt8>, at offset: Int, into out: inout [Receiver]
    ) {
        let country = CountryCode(recordBytes: bytes, at: offset + 29)
        let start = offset + RecordHead.byteCount
        guard let agency = AgencyCode(bytes.extracting(start..<(start + head.agencyLength))) else {
            return
        }
        found.removeAll(keepingCapacity: true)
        trie.match(type: head.type, country: country, agency: agency, into: &found)
        var read: EventReading?
        for value in found {
            let target = targets[Int(value)]
            guard let inbox = all[Int(target.inbox)] else { continue }
            let clause = inbox.clauses[target.clause]
            if clause.leavesOutOwn, inbox.key.agency == agency { continue }
            switch clause.condition {
            case .none: break
            case .worksInCountry:
                guard let work = facts.work[inbox.key.agency] else { continue }
                var isThere = country != .none && work.covers(country, at: head.sequence)
                if country == .none, EventReading.isAssistance(head.type) {
                    let reading = read ?? reader.read(bytes, at: offset, head)
                    read = reading
                    isThere = reading.countries.contains { work.covers($0, at: head.sequence) }
                }
                guard isThere else { continue }
            case .isParty:
                guard EventReading.hasParties(head.type) else { continue }
                let reading = read ?? reader.read(bytes, at: offset, head)
                read = reading
                guard
                    reading.parties.contains(inbox.key.agency)
                        || facts.overlaps[inbox.key.agency]?.contains(reading.subject) == true
                else { continue }
            }
            let sight = sight(of: inbox.key.agency)
            guard sight.seesAll || sight.sees(head, in: bytes, at: offset, &reader) else {
                continue
            }
            out.append(Receiver(inbox: inbox, clause: clause))
        }
    }

    /// Agencies that are not on a roll, where there is one, see nothing.
    private func sight(of agency: AgencyCode) -> Sight {
        sights.isEmpty ? .all : sights[agency].map { parties.complete($0) } ?? .none
    }

    /// A durable record: what it tells is folded, and those in whose inbox it belongs are told.
    /// - Parameter activity: fingerprint of the activity as the gate read it; nil reads it here.
    mutating func route(
        _ head: RecordHead, in bytes: Span<UInt8>, at offset: Int, activity: UInt64?
    ) {
        if RouteFacts.reads(head.type) { fold(head, bytes, offset, activity) }
        facts.passed(head.sequence)
        var receivers = exchange(&spare, with: [])
        defer { spare = receivers }
        receivers.removeAll(keepingCapacity: true)
        findReceivers(head, in: bytes, at: offset, into: &receivers)
        for receiver in receivers {
            let inbox = receiver.inbox
            guard inbox.lastMatch < head.sequence, inbox.cursor < head.sequence else { continue }
            inbox.lastMatch = head.sequence
            inbox.matched += 1
            if !inbox.hasBacklog {
                // Nothing between here and what was looked at last belongs to it.
                inbox.looked(through: head.sequence - 1)
                inbox.hasBacklog = true
            }
            if !inbox.workers.isEmpty, !inbox.isDue {
                inbox.isDue = true
                due.append(inbox)
            }
        }
    }

    private mutating func fold(
        _ head: RecordHead, _ bytes: Span<UInt8>, _ offset: Int, _ activity: UInt64?
    ) {
        let country = CountryCode(recordBytes: bytes, at: offset + 29)
        let start = offset + RecordHead.byteCount
        guard let agency = AgencyCode(bytes.extracting(start..<(start + head.agencyLength))) else {
            return
        }
        let isSimple = EventReading.isAssistance(head.type) && country != .none
        let reading =
            if isSimple, let activity { EventReading(subject: activity) } else {
                reader.read(bytes, at: offset, head)
            }
        facts.apply(
            type: head.type, country: country, agency: agency, sequence: head.sequence, reading)
    }

    func filter(of inbox: Inbox) -> InboxFilter {
        InboxFilter(
            agency: inbox.key.agency, clauses: inbox.clauses, facts: facts,
            sight: sight(of: inbox.key.agency))
    }

    /// Does what belongs in the inbox depend on who works where, and whose an overlap is?
    func needsFacts(_ inbox: Inbox) -> Bool { inbox.clauses.contains { $0.condition != .none } }

    /// Does it depend on anything that the log says of the past?
    func needsPast(_ inbox: Inbox) -> Bool {
        needsFacts(inbox)
            || !sights.isEmpty
                && sights[inbox.key.agency].map { $0.clearance < .caseParties } ?? false
    }
}
