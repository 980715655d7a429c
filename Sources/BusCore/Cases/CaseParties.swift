internal import Events

/// Who takes part in which case: an agency is a party to a case from the moment that the log holds an event of its own, or in
/// its name, with the case's `correlationid`.
///
/// A union, so the order in which events are folded does not matter, and what somebody was shown once stays shown. Memory: 11 to
/// 22 bytes for each agency and case, bounded for each agency.
struct CaseParties: Sendable {
    /// Agencies remembered.
    static let agenciesMax = 4_096

    private var sets: [AgencyCode: CaseSet] = [:]

    /// - Parameter correlation: fingerprint of the case, not 0.
    mutating func join(_ agency: AgencyCode, _ correlation: UInt64) {
        guard sets[agency] != nil || sets.count < Self.agenciesMax else { return }
        sets[agency, default: CaseSet()].insert(correlation)
    }

    /// Counts in what was found elsewhere.
    mutating func merge(_ other: CaseParties) {
        for (agency, found) in other.sets {
            guard let mine = sets[agency] else {
                if sets.count < Self.agenciesMax { sets[agency] = found }
                continue
            }
            var all = found
            mine.forEach { all.insert($0) }
            sets[agency] = all
        }
    }

    /// The same sight with the cases of its agencies, where it needs them.
    func complete(_ sight: Sight) -> Sight {
        guard sight.clearance < .caseParties else { return sight }
        var complete = sight
        complete.cases = sight.agencies.compactMap { sets[$0] }
        return complete
    }

    func has(_ agency: AgencyCode, _ correlation: UInt64) -> Bool {
        sets[agency]?.contains(correlation) ?? false
    }
}

/// The cases of one agency by fingerprint: 8 bytes a place, open addressing, at most three quarters full.
///
/// Two of 262,144 cases share a fingerprint with a chance of 1 in 500 million.
struct CaseSet: Sendable {
    /// Cases that one agency can be a party to; later ones do not count, so that nobody can fill the bus's memory.
    static let casesMax = 1 << 18

    private var slots = [UInt64](repeating: 0, count: 16)
    private(set) var count = 0

    func contains(_ correlation: UInt64) -> Bool {
        slots[place(of: correlation)] == correlation
    }

    mutating func insert(_ correlation: UInt64) {
        precondition(correlation != 0, "0 stands for no case")
        let found = place(of: correlation)
        guard slots[found] == 0, count < Self.casesMax else { return }
        slots[found] = correlation
        count += 1
        if count * 4 > slots.count * 3 { grow() }
    }

    func forEach(_ body: (UInt64) -> Void) {
        for slot in slots where slot != 0 { body(slot) }
    }

    /// Where it is, or the empty place where it would be.
    private func place(of correlation: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: correlation) & mask
        while slots[place] != 0, slots[place] != correlation { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for slot in old where slot != 0 { slots[place(of: slot)] = slot }
    }
}
