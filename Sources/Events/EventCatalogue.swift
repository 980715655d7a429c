/// Every type of event there is, in the order of the numbers.
///
/// Source: domain/resolution.md section 2 and the design, "Events". A number that was given is never given again.
package enum EventCatalogue {
    package static let all: [EventType] = [
        requestTypes, mandateTypes, electionTypes, assessmentTypes, decisionTypes, assistanceTypes,
        missionTypes, observationTypes, expertTypes, fundTypes, officesTypes, policyTypes,
        memoryTypes, overlapTypes, gapTypes, ruleTypes, reportTypes, partnerTypes, authorityTypes,
        adapterTypes, ledgerTypes,
    ].flatMap(\.self).sorted { $0.number < $1.number }

    /// The numbers in use: `type(number:)` by one load.
    private static let byNumber: [EventType?] = {
        var table = [EventType?](repeating: nil, count: Int(all.last?.number ?? 0) + 1)
        for type in all {
            precondition(table[Int(type.number)] == nil, "two types with number \(type.number)")
            table[Int(type.number)] = type
        }
        return table
    }()

    private static let byName: [String: EventType] =
        Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    package static func type(number: UInt16) -> EventType? {
        Int(number) < byNumber.count ? byNumber[Int(number)] : nil
    }

    /// - Parameter name: `assistance.planned` or `org.coordbus.assistance.planned`.
    package static func type(name: String) -> EventType? {
        byName[name]
            ?? byName[String(name.dropFirst(EventType.prefix.utf8.count))]
            .flatMap { $0.fullName == name ? $0 : nil }
    }

    package static let families: [String] = {
        var seen: [String] = []
        for type in all where !seen.contains(type.family) { seen.append(type.family) }
        return seen
    }()
}
