/// Watches assessed needs and says which of them nobody addresses.
///
/// A need is a gap while the newest report of its assessment names it and no live activity meets it. What counts is by
/// the stamps inside the events, so the order of arrival does not matter.
package struct GapWatch: Sendable {
    let world: String
    private var reports: [String: [AssessmentVersion]] = [:]
    private var helps: [RecordKey: Help] = [:]
    private var helpsByCountry: [String: Set<RecordKey>] = [:]
    private var helpsOnShelf: [Shelf: Set<RecordKey>] = [:]
    private var gaps: [String: Gap] = [:]
    /// With every theme that a report ever gave the need.
    private var gapsOnShelf: [Shelf: Set<String>] = [:]
    /// Needs that have to be looked at anew.
    private var dirty: Set<String> = []
    /// Needs of which it is known which activities have changed since they were looked at: only these are held against them.
    private var touched: [String: Set<RecordKey>] = [:]
    /// With more of them it is no dearer to look at all.
    private static let touchedMax = 32

    /// Where needs and activities meet: a country, and a theme or the identifier of a need. On no common shelf, one never
    /// addresses the other (`Help.meets`).
    private struct Shelf: Hashable {
        let country: String
        let word: String
    }

    init(world: String) { self.world = world }

    package var isDirty: Bool { !dirty.isEmpty || !touched.isEmpty }
    /// Every need that is or was a gap, by identifier.
    package var all: [Gap] { gaps.values.sorted { $0.id < $1.id } }

    /// Has an agency a part in the case: did it report on it, or does it help for the same vote, request or mandate?
    package func isParty(_ agency: String, to gap: Gap) -> Bool {
        let need = gap.need
        if reports[need.assessment]?.contains(where: { $0.stamp.agency == agency }) == true {
            return true
        }
        return (helpsByCountry[need.country] ?? []).contains { key in
            key.agency == agency && helps[key].map { $0.isOfCase(need) } ?? false
        }
    }

    mutating func take(_ version: AssessmentVersion) {
        var list = reports[version.assessment] ?? []
        guard !list.contains(where: { $0.stamp == version.stamp }) else { return }
        list.append(version)
        list.sort { $0.stamp < $1.stamp }
        reports[version.assessment] = list
        for need in list.flatMap(\.needs) { enter(need) }
    }

    /// A report was taken back.
    mutating func withdraw(_ withdrawal: Withdrawal) {
        for (assessment, list) in reports {
            let left = list.filter { !withdrawal.names($0.stamp, $0.sequence) }
            guard left.count < list.count else { continue }
            reports[assessment] = left
            for need in list.flatMap(\.needs) { enter(need) }
        }
    }

    /// What an activity gives now; nil while it is not live.
    mutating func set(_ help: Help?, of key: RecordKey) {
        guard help != helps[key] else { return }
        if let before = helps[key] {
            for country in before.countries { helpsByCountry[country]?.remove(key) }
            for shelf in Self.shelves(before) {
                helpsOnShelf[shelf]?.remove(key)
                touch(shelf, key)
            }
        }
        helps[key] = help
        guard let help else { return }
        for country in help.countries { helpsByCountry[country, default: []].insert(key) }
        for shelf in Self.shelves(help) {
            helpsOnShelf[shelf, default: []].insert(key)
            touch(shelf, key)
        }
    }

    private static func shelves(_ help: Help) -> [Shelf] {
        help.countries.flatMap { country in
            help.themes.union(help.addresses).map { Shelf(country: country, word: $0) }
        }
    }

    private static func shelves(_ need: Need) -> [Shelf] {
        [need.theme, need.id].map { Shelf(country: need.country, word: $0) }
    }

    private mutating func touch(_ shelf: Shelf, _ key: RecordKey) {
        for gap in gapsOnShelf[shelf] ?? [] { touch(gap, key) }
    }

    private mutating func touch(_ gap: String, _ key: RecordKey) {
        guard !dirty.contains(gap) else { return }
        touched[gap, default: []].insert(key)
        guard touched[gap, default: []].count > Self.touchedMax else { return }
        touched[gap] = nil
        dirty.insert(gap)
    }

    /// What the bus itself said before this start.
    mutating func remember(_ id: String, _ need: Need, isOpen: Bool, cause: UInt64) {
        var gap = gaps[id] ?? Gap(id: id, need: need)
        gap.told = isOpen ? gap.content(need) : nil
        gap.changedBy = cause
        gaps[id] = gap
        for shelf in Self.shelves(need) { gapsOnShelf[shelf, default: []].insert(id) }
        dirty.insert(id)
    }

    /// The difference between what is a gap now and what was told, by gap id.
    mutating func settle(cause: UInt64, secrecy: (RecordKey) -> UInt8) -> [GapChange] {
        var changes: [GapChange] = []
        for id in dirty.union(touched.keys).sorted() {
            guard var gap = gaps[id] else { continue }
            let current = current(gap)
            if let (need, report) = current {
                gap.need = need
                gap.reportSequence = report.sequence
                gap.secrecy = report.secrecy
                gap.addressedBy = addressing(gap, need, assessed: report.day)
            } else {
                gap.addressedBy = []
            }
            gap.isAssessed = current != nil
            let isOpen = current != nil && gap.addressedBy.isEmpty
            let now = isOpen ? gap.content(gap.need) : nil
            if now != gap.told {
                gap.changedBy = cause
                gap.told = now
                if !isOpen {
                    gap.secrecy = max(gap.secrecy, gap.addressedBy.map(secrecy).max() ?? 0)
                }
                changes.append(GapChange(isNoted: isOpen, gap: gap, cause: cause))
            }
            gaps[id] = gap
        }
        dirty.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        return changes
    }

    /// The activities that meet a need, in order.
    private func addressing(_ gap: Gap, _ need: Need, assessed day: String) -> [RecordKey] {
        func meets(_ key: RecordKey) -> Bool { helps[key]?.meets(need, assessed: day) ?? false }
        guard !dirty.contains(gap.id), let changed = touched[gap.id] else {
            let keys = Self.shelves(need).reduce(into: Set()) { keys, shelf in
                keys.formUnion((helpsOnShelf[shelf] ?? []).filter(meets))
            }
            return keys.sorted()
        }
        let others = gap.addressedBy.filter { !changed.contains($0) }
        let now = changed.filter(meets)
        if now.isEmpty { return others }
        return (others + now).sorted()
    }

    /// The need as the newest report has it.
    private func current(_ gap: Gap) -> (Need, AssessmentVersion)? {
        guard let report = reports[gap.need.assessment]?.last,
            let need = report.needs.first(where: {
                $0.id == gap.need.id && $0.country == gap.need.country
            })
        else { return nil }
        return (need, report)
    }

    private mutating func enter(_ need: Need) {
        let id = id(of: need)
        if gaps[id] == nil { gaps[id] = Gap(id: id, need: need) }
        for shelf in Self.shelves(need) { gapsOnShelf[shelf, default: []].insert(id) }
        dirty.insert(id)
    }

    /// The same for the same need of the same assessment.
    private func id(of need: Need) -> String {
        var text = FieldText()
        for part in [world, need.country, need.assessment, need.id] { text.add(part) }
        return "GAP-" + text.digest.prefix(16)
    }
}

/// A need, and whether somebody addresses it.
package struct Gap: Sendable {
    package let id: String
    package fileprivate(set) var need: Need
    package fileprivate(set) var addressedBy: [RecordKey] = []
    /// Does the newest report still name it?
    package fileprivate(set) var isAssessed = true
    /// The place of that report in the log.
    package fileprivate(set) var reportSequence: UInt64 = 0
    package fileprivate(set) var secrecy: UInt8 = 0
    package fileprivate(set) var changedBy: UInt64 = 0
    fileprivate var told: String?

    fileprivate init(id: String, need: Need) {
        self.id = id
        self.need = need
    }

    package var isOpen: Bool { told != nil }

    /// What the bus says of it, as one text: a report that words the need otherwise is told again.
    fileprivate func content(_ need: Need) -> String {
        [need.theme, need.phase, need.event ?? "", need.place, need.priority ?? ""]
            .joined(separator: " ")
    }
}

/// What changed about a need, to be told.
package struct GapChange: Sendable {
    package let isNoted: Bool
    package let gap: Gap
    package let cause: UInt64

    /// Why a gap is cleared, in one sentence.
    package var reason: String {
        guard let first = gap.addressedBy.first else {
            return "The newest word of assessment \(gap.need.assessment) does not name it."
        }
        let more = gap.addressedBy.count - 1
        return "\(first.agency) addresses it with \(first.activity)"
            + (more > 0 ? " and \(more) more." : ".")
    }
}
