internal import Bytes
package import Events
package import JSON

/// An event that the rules want published in the bus's name.
package struct RuleOutput: Sendable, Equatable {
    package let id: String
    package let bytes: [UInt8]
}

/// A finding by its identifier, in its world.
package struct RuleBreach: Hashable, Comparable, Sendable {
    package let status: EventStatus
    /// `R-REQ:undp/XM-DAC-41114-KEN-1`
    package let id: String

    package init(status: EventStatus, id: String) {
        self.status = status
        self.id = id
    }

    /// How the ids of its events begin.
    package var prefix: String { (status == .actual ? "" : "\(status):") + id + "#" }

    package static func < (a: RuleBreach, b: RuleBreach) -> Bool {
        (a.status.rawValue, a.id) < (b.status.rawValue, b.id)
    }
}

/// The mandate rules over the log: what is breached, cleared and due.
///
/// A function of the records alone, its own earlier findings not among them: the same log gives the same findings, byte for
/// byte, whenever and however often it is read. **The clock of the log** makes deadlines so: an event that was recorded
/// long after it happened (a scenario of 2018, a file of 1995) tells how far the log lags behind the world; the smallest lag so
/// far is taken off the time of recording. On a live bus it is near nothing, and the clock is the wall's.
package struct RuleEngine {
    private var worlds: [RuleWorld] = EventStatus.allCases.map { _ in RuleWorld() }
    package private(set) var parameters = RuleParameters.standard {
        didSet { ruleSet = parameters.ruleSet }
    }
    private var ruleSet = RuleParameters.standard.ruleSet
    /// Who set a rule's parameters last: true for the focal point.
    package private(set) var isSetByFocalPoint: Set<String> = []
    private var slots = RuleSlots()
    /// Of the open breaches: whom they concern, and what proves them. Apart from the slots, most of which have none.
    private var found: [Key: (scope: RuleScope, evidence: [UInt64])] = [:]
    private var clocks = DeadlineQueue()
    /// Nanoseconds; nil before the first event.
    private var lag: Int64?
    package private(set) var now: Int64 = 0
    private var touched: [RuleSlot] = []
    private static let ownName = AgencyCode.bus.description

    /// A thing in a world.
    struct Key: Hashable {
        let status: UInt8
        let slot: RuleSlot
    }

    package init() {}

    /// Takes the next record.
    /// - Parameter data: tape index of `data`.
    package mutating func take(
        _ event: RuleEvent, _ status: EventStatus, _ document: borrowing JSONDocument, data: Int,
        into out: inout [RuleOutput]
    ) {
        let isOwn = event.agency == Self.ownName
        if event.type == "rule.parameters-changed", status == .actual {
            takeParameters(event, document, data, isOwn: isOwn, into: &out)
        }
        guard !isOwn else { return advance(recorded: event.recorded, into: &out) }
        let recorded = Int64(clamping: event.recorded)
        let distance = max(0, recorded - max(event.time, 0))
        // A clock that runs ahead does not move the log's: it is held to the time of recording.
        lag = min(lag ?? distance, distance)
        advance(recorded: event.recorded, into: &out)
        let world = worlds[Int(status.rawValue)]
        touched.removeAll(keepingCapacity: true)
        world.take(event, document, data, &touched)
        for slot in touched { judge(slot, status, cause: event, into: &out) }
    }

    /// The next record is an event of the bus's own that tells the rules nothing but when it was recorded.
    package mutating func pass(recorded: UInt64, into out: inout [RuleOutput]) {
        advance(recorded: recorded, into: &out)
    }

    /// Time has passed, and everything in the log was taken.
    /// - Parameter wall: nanoseconds since the Unix epoch.
    package mutating func tick(wall: UInt64, into out: inout [RuleOutput]) {
        advance(recorded: wall, into: &out)
    }

    /// The breaches that are open.
    package var open: Set<RuleBreach> {
        var open: Set<RuleBreach> = []
        for key in slots.keys(where: { _, state in state.isOpen }) {
            guard let status = EventStatus(rawValue: key.status) else { continue }
            open.insert(RuleBreach(status: status, id: RuleWriter.breach(key.slot)))
        }
        return open
    }

    /// The event that takes back a breach which these rules do not find.
    /// - Parameter scope: as the event of the breach has it.
    package func withdraw(_ breach: RuleBreach, _ scope: RuleScope) -> RuleOutput {
        RuleWriter.withdrawn(breach, scope, ruleSet: parameters.ruleSet, time: now)
    }

    private mutating func advance(recorded: UInt64, into out: inout [RuleOutput]) {
        guard let lag else { return }
        now = max(now, Int64(clamping: recorded) - lag)
        while let key = clocks.takeFirst(dueBy: now) {
            guard var state = slots[key], let status = EventStatus(rawValue: key.status) else {
                continue
            }
            state.waitsUntil = nil
            slots[key] = state
            judge(key.slot, status, cause: nil, into: &out)
        }
    }

    /// - Parameter cause: the event that makes it be looked at; nil for the clock.
    private mutating func judge(
        _ slot: RuleSlot, _ status: EventStatus, cause: RuleEvent?, into out: inout [RuleOutput]
    ) {
        if slot.rule == "R-POLICY*" {
            for agency in parameters.codes("R-POLICY", "agencies") {
                judge(
                    RuleSlot(rule: "R-POLICY", about: "\(agency) \(slot.about)"), status,
                    cause: cause, into: &out)
            }
            return
        }
        if slot.rule == "*" { return judgeClocks(of: slot.about, status, cause: cause, into: &out) }
        let key = Key(status: status.rawValue, slot: slot)
        let world = worlds[Int(status.rawValue)]
        let writer = RuleWriter(slot: slot, status: status, ruleSet: ruleSet)
        switch RuleJudge(world: world, parameters: parameters, now: now).judge(slot) {
        case .inOrder: clear(key, cause, writer, into: &out)
        case .waiting(let until, let notice):
            clear(key, cause, writer, into: &out)
            wait(key, until, notice, writer, into: &out)
        case .breached(let finding):
            var state = slots[key] ?? RuleSlots.State()
            guard !state.isOpen else { return }
            state.isOpen = true
            state.count += 1
            slots[key] = state
            found[key] = (finding.scope, finding.evidence)
            let time = finding.due ?? cause?.time ?? now
            out.append(writer.breached(finding, count: state.count, time: time))
            if slot.rule == "R-FUND", let fund = world.funds[slot.about] {
                out.append(
                    writer.low(
                        fund, finding, count: state.count, time: time,
                        months: parameters.number("R-FUND", "months")))
            }
        }
    }

    private mutating func clear(
        _ key: Key, _ cause: RuleEvent?, _ writer: RuleWriter, into out: inout [RuleOutput]
    ) {
        guard var state = slots[key], state.isOpen, let breach = found.removeValue(forKey: key)
        else { return }
        state.isOpen = false
        slots[key] = state
        var evidence = breach.evidence
        if let cause, !evidence.contains(cause.sequence) { evidence.append(cause.sequence) }
        out.append(
            writer.cleared(
                breach.scope, evidence: evidence, count: state.count, time: cause?.time ?? now,
                by: cause.map { RuleSentence(.inOrderSince, $0.type, String($0.sequence)) }
                    ?? RuleSentence(.clocksStopped)))
    }

    private mutating func wait(
        _ key: Key, _ until: Int64, _ notice: (since: Int64, due: Int64, Finding)?,
        _ writer: RuleWriter, into out: inout [RuleOutput]
    ) {
        var state = slots[key] ?? RuleSlots.State()
        if let notice, state.told != notice.due {
            state.told = notice.due
            out.append(writer.due(notice.2, due: notice.due, time: notice.since))
        }
        // An earlier look that is waiting already looks again itself.
        if state.waitsUntil.map({ until < $0 }) ?? true {
            state.waitsUntil = until
            clocks.add(key, at: until)
        } else if notice == nil {
            return
        }
        slots[key] = state
    }

    /// A country's clocks were stopped or set going.
    private mutating func judgeClocks(
        of country: String, _ status: EventStatus, cause: RuleEvent?, into out: inout [RuleOutput]
    ) {
        let clocked: Set<String> = ["R-REPORT", "R-OHCHR", "R-STALE"]
        let keys = slots.keys { key, _ in
            key.status == status.rawValue && clocked.contains(key.slot.rule)
        }
        for key in keys.sorted(by: { ($0.slot.rule, $0.slot.about) < ($1.slot.rule, $1.slot.about) }
        ) {
            judge(key.slot, status, cause: cause, into: &out)
        }
    }

    /// Settings take effect where their event stands in the log, on everything that is known.
    private mutating func takeParameters(
        _ event: RuleEvent, _ document: borrowing JSONDocument, _ data: Int, isOwn: Bool,
        into out: inout [RuleOutput]
    ) {
        guard let rule = document.text("rule", in: data),
            let list = document.value("parameters", in: data), document.kind(list) == .array
        else { return }
        var at = document.first(in: list)
        var isChanged = false
        while !document.isEnd(at) {
            if let name = document.text("name", in: at), let value = document.text("value", in: at),
                parameters.set(rule, name, value)
            {
                isChanged = true
            }
            at = document.after(at)
        }
        guard isChanged else { return }
        if isOwn { isSetByFocalPoint.remove(rule) } else { isSetByFocalPoint.insert(rule) }
        judgeAll(rule, cause: event, into: &out)
    }

    private mutating func judgeAll(
        _ rule: String, cause: RuleEvent, into out: inout [RuleOutput]
    ) {
        for status in EventStatus.allCases {
            let world = worlds[Int(status.rawValue)]
            let about: [String] =
                switch rule {
                case "R-TIME": world.requests.keys.sorted()
                case "R-REPORT": world.missions.keys.sorted()
                case "R-FUND": world.funds.keys.sorted()
                case "R-OHCHR", "R-STALE": world.activities.keys.sorted()
                case "R-POLICY": world.policies.keys.sorted()
                default: [rule]
                }
            let name = rule == "R-POLICY" ? "R-POLICY*" : rule
            for about in about where rule != "R-OHCHR" || about.hasPrefix("ohchr/") {
                judge(RuleSlot(rule: name, about: about), status, cause: cause, into: &out)
            }
        }
    }
}
