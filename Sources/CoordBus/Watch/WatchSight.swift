internal import BusCore
internal import Events
internal import Overlap

/// What a reader may see of flags, gaps and records: the same as of the events they come from (`Sight`).
struct WatchSight {
    private static let flagged = WatchedEvents.flags.lowerBound

    private let agencies: [String]
    private let clearance: UInt8
    private let topics: TopicRights

    init(_ reader: Reader) {
        agencies =
            reader.sight.agencies.isEmpty
            ? [reader.agency.description] : reader.sight.agencies.map(\.description)
        clearance = reader.sight.clearance.rawValue
        topics = reader.sight.topics
    }

    /// May it see a record of this agency, which is of these countries?
    func sees(_ secrecy: UInt8, of owner: String, in countries: [String]) -> Bool {
        if agencies.contains(owner) { return true }
        guard secrecy <= clearance, let agency = AgencyCode(owner) else { return false }
        let country = countries.count == 1 ? countries.first : nil
        return topics.isAll
            || WatchedEvents.assistance.contains { type in
                topics.allow(type: type, country: Self.country(country), agency: agency)
            }
    }

    /// A flag is for its parties and those with the clearance; a party does not see it where the other's record is for
    /// the focal point only.
    func sees(_ flag: Flag) -> Bool {
        let secrecy = flag.finding.secrecy
        if agencies.contains(flag.first.agency) || agencies.contains(flag.second.agency) {
            return secrecy <= max(clearance, Classification.caseParties.rawValue)
        }
        return max(secrecy, Classification.caseParties.rawValue) <= clearance
            && mayRead(Self.flagged, in: flag.finding.country)
    }

    /// A gap is for the parties to its case and those with the clearance.
    func sees(_ gap: Gap, in gaps: GapWatch) -> Bool {
        if agencies.contains(where: { gaps.isParty($0, to: gap) }) {
            return gap.secrecy <= max(clearance, Classification.caseParties.rawValue)
        }
        return max(gap.secrecy, Classification.caseParties.rawValue) <= clearance
            && mayRead(WatchedEvents.gapNoted, in: gap.need.country)
    }

    /// Flags and gaps are events of the bus.
    private func mayRead(_ type: UInt16, in country: String?) -> Bool {
        topics.isAll || topics.allow(type: type, country: Self.country(country), agency: .bus)
    }

    private static func country(_ code: String?) -> CountryCode {
        code.flatMap { CountryCode($0) } ?? .none
    }
}
