package import BusCore
internal import Bytes
internal import Events
package import JSON
internal import Platform

/// The mandate rules as a fold: `RuleEngine` over the log, its findings published in the bus's name.
///
/// It lives in memory and reads the whole log at each start. What it finds while doing so it has found before, as a rule; what is
/// not in the log by its end is published then.
package final class RuleFold: Fold {
    package let name = "rules"
    package let appliedThrough: UInt64 = 0

    private var engine = RuleEngine()
    private let settings: RuleSettings
    private var found: [RuleOutput] = []
    /// Found while reading the log from its begin, and not met in it yet; in order of finding.
    private var pending: [String: (number: Int, output: RuleOutput)] = [:]
    /// Own events that were met before the engine found them.
    private var met: Set<String> = []
    private var count = 0
    private var hasCaughtUp = false
    /// Breaches that the log says are open.
    private var published: [RuleBreach: RuleScope] = [:]
    private let wall: () -> UInt64

    /// Of event types by their numbers; empty where a number is not given.
    private static let names: [RuleEvent.TypeName] = {
        let last = EventCatalogue.all.map(\.number).max() ?? 0
        var names = [RuleEvent.TypeName](repeating: .init(""), count: Int(last) + 1)
        for type in EventCatalogue.all { names[Int(type.number)] = .init(type.name) }
        return names
    }()
    private static let told = Set(
        EventCatalogue.all.filter { $0.family == "rule" || $0.name == "fund.low" }.map(\.number))
    private static let ohchr = AgencyCode("ohchr")

    /// - Parameters:
    ///   - settings: what config/rules.toml asks for.
    ///   - wall: nanoseconds since the Unix epoch, for the event that tells of changed settings.
    package init(
        settings: RuleSettings = RuleSettings(), wall: @escaping () -> UInt64 = wallNanoseconds
    ) {
        self.settings = settings
        self.wall = wall
    }

    /// What is open now.
    package var open: Set<RuleBreach> { engine.open }

    /// Of the bus's own events only what the rules themselves told.
    package func reads(_ record: RecordFacts) -> Bool {
        record.agency != .bus || Self.told.contains(record.type)
    }

    package func skip(
        _ record: RecordFacts, into derived: inout [DerivedEvent]
    ) throws(FoldError) {
        engine.pass(recorded: record.recorded, into: &found)
        pass(into: &derived)
    }

    package func apply(
        _ record: RecordFacts, event: Span<UInt8>, document: borrowing JSONDocument,
        into derived: inout [DerivedEvent]
    ) throws(FoldError) {
        guard Int(record.type) < Self.names.count else { return }
        let type = Self.names[Int(record.type)]
        let places = EventPlaces(document)
        guard places.data != 0 else { return }
        let isBus = record.agency == .bus
        let needsID = isBus || record.agency == Self.ohchr
        let id = needsID && places.id != 0 ? document.text(places.id) : ""
        let caseID = places.caseID(document)
        if isBus { note(type.whole, id, record, document, places.data, caseID) }
        engine.take(
            RuleEvent(
                sequence: record.sequence, recorded: record.recorded, type: type,
                agency: record.agency.description,
                country: record.country == .none ? nil : record.country.description,
                time: record.time(document, places), id: id,
                caseID: caseID == 0 ? nil : document.text(caseID)),
            record.status, document, data: places.data, into: &found)
        pass(into: &derived)
    }

    /// An event of the bus's own: what it says was published.
    private func note(
        _ type: String, _ id: String, _ record: RecordFacts, _ document: borrowing JSONDocument,
        _ data: Int, _ caseID: Int
    ) {
        if pending.removeValue(forKey: id) == nil, !hasCaughtUp { met.insert(id) }
        guard let breach = document.text("breach", in: data) else { return }
        let known = RuleBreach(status: record.status, id: breach)
        if type == "rule.breached" {
            published[known] = RuleScope(
                agency: document.text("agency", in: data),
                country: document.text("country", in: data),
                event: document.text("event", in: data),
                caseID: caseID == 0 ? nil : document.text(caseID))
        }
        if type == "rule.cleared" { published[known] = nil }
    }

    private func pass(into derived: inout [DerivedEvent]) {
        for output in found {
            if hasCaughtUp {
                derived.append(DerivedEvent(id: output.id, bytes: output.bytes))
            } else if met.remove(output.id) == nil {
                count += 1
                pending[output.id] = (count, output)
            }
        }
        found.removeAll(keepingCapacity: true)
    }

    package func caughtUp(into derived: inout [DerivedEvent]) throws(FoldError) {
        hasCaughtUp = true
        for entry in pending.values.sorted(by: { $0.number < $1.number }) {
            derived.append(DerivedEvent(id: entry.output.id, bytes: entry.output.bytes))
        }
        // What rules of another version or with other settings had found, and these do not.
        let open = engine.open
        for (breach, scope) in published.sorted(by: { $0.key < $1.key }) {
            guard !open.contains(breach), !isPendingClearing(of: breach) else { continue }
            let output = engine.withdraw(breach, scope)
            derived.append(DerivedEvent(id: output.id, bytes: output.bytes))
        }
        pending.removeAll()
        met.removeAll()
        for output in settings.parameters.changes(from: engine, at: wall()) {
            derived.append(DerivedEvent(id: output.id, bytes: output.bytes))
        }
    }

    private func isPendingClearing(of breach: RuleBreach) -> Bool {
        pending.keys.contains { $0.hasPrefix(breach.prefix) && $0.hasSuffix("-cleared") }
    }

    package func tick(wall: UInt64, into derived: inout [DerivedEvent]) throws(FoldError) {
        engine.tick(wall: wall, into: &found)
        pass(into: &derived)
    }

    package func commit(through sequence: UInt64) throws(FoldError) {}
}
