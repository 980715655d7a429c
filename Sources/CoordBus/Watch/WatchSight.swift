internal import BusCore
internal import Events
internal import Overlap

/// What a reader may see of flags, gaps and records: the same as of the events they come from.
struct WatchSight {
    private let agency: String
    private let clearance: Classification

    init(_ reader: Reader, _ authority: WatchAuthority) {
        agency = reader.agency.description
        // As in the register: the focal point's office and the operator see all.
        let seesAll =
            authority.isFocalPoint(reader.agency)
            || ["operator", AgencyCode.bus.description].contains(agency)
        clearance = seesAll ? .focalPoint : .unSystem
    }

    /// May it see a record of this agency?
    func sees(_ secrecy: UInt8, of owner: String) -> Bool {
        secrecy <= clearance.rawValue || owner == agency
    }

    /// A flag is for its parties and those with the clearance; a party does not see it where the other's record is for
    /// the focal point only.
    func sees(_ secrecy: UInt8, parties: [String]) -> Bool {
        let label = max(secrecy, Classification.caseParties.rawValue)
        return label <= clearance.rawValue
            || parties.contains(agency) && secrecy <= Classification.caseParties.rawValue
    }

    /// A gap is for the parties to its case.
    func sees(_ gap: Gap, in gaps: GapWatch) -> Bool {
        clearance == .focalPoint
            || gap.secrecy <= Classification.caseParties.rawValue && gaps.isParty(agency, to: gap)
    }
}
