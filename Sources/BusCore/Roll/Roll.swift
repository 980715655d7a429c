package import Events

/// Who may take part, with which keys and rights: config/agencies.toml as the bus knows it.
///
/// Without one the roll is *open*: every agency code may be used, and everybody sees everything. That is for trying the bus
/// out on one's own machine.
package struct Roll: Sendable {
    package let isOpen: Bool
    package let agencies: [AgencyRecord]
    package let persons: [PersonRecord]
    private let places: [AgencyCode: Int]
    private let holders: [String: Int]

    package static let open = Roll(isOpen: true, agencies: [], persons: [])

    /// - Throws: `RollError` naming what contradicts itself.
    package init(agencies: [AgencyRecord], persons: [PersonRecord] = []) throws(RollError) {
        try Self.check(agencies, persons)
        self.init(isOpen: false, agencies: agencies, persons: persons)
    }

    private init(isOpen: Bool, agencies: [AgencyRecord], persons: [PersonRecord]) {
        self.isOpen = isOpen
        self.agencies = agencies
        self.persons = persons
        var places: [AgencyCode: Int] = [:]
        var holders: [String: Int] = [:]
        for (index, agency) in agencies.enumerated() {
            places[agency.code] = index
            for key in agency.keys { holders[key.text] = index }
        }
        self.places = places
        self.holders = holders
    }

    private static func check(
        _ agencies: [AgencyRecord], _ persons: [PersonRecord]
    ) throws(RollError) {
        var codes: Set<AgencyCode> = []
        var keys: [String: AgencyCode] = [:]
        for agency in agencies {
            let code = agency.code
            guard code != .bus else {
                throw RollError(code, "\(code) is the bus itself; give the agency another code")
            }
            guard codes.insert(code).inserted else {
                throw RollError(code, "\(code) stands twice; merge the two")
            }
            for key in agency.keys {
                if let other = keys.updateValue(code, forKey: key.text) {
                    throw RollError(
                        code, "the key \(key.text) is \(other)'s already; make a pair for each")
                }
            }
        }
        let leaders = agencies.filter { $0.roles.contains(.focalPoint) }
        guard leaders.count <= 1 else {
            throw RollError(
                leaders[1].code,
                "\(leaders[1].code) is a second focal point beside \(leaders[0].code); there is one"
            )
        }
        for agency in agencies {
            for other in agency.actsFor where !codes.contains(other) || other == agency.code {
                throw RollError(
                    agency.code,
                    "\(agency.code) acts for \(other), which is "
                        + (other == agency.code
                            ? "itself; leave it out" : "not on the roll; add it")
                )
            }
        }
        var names: Set<String> = []
        for person in persons {
            guard names.insert(person.code).inserted else {
                throw RollError(nil, "the person \(person.code) stands twice; rename one")
            }
            guard codes.contains(person.agency) else {
                throw RollError(
                    nil, "\(person.code) is of \(person.agency), which is not on the roll; add it")
            }
        }
    }

    /// The agency with this code; nil when there is none. On an open roll every code but the bus's has one.
    package func agency(_ code: AgencyCode) -> AgencyRecord? {
        if let place = places[code] { return agencies[place] }
        guard isOpen, code != .bus else { return nil }
        let roles: Set<AgencyRole> =
            switch code.description {
            case "fp": [.focalPoint]
            case "ead": [.delegate]
            default: []
            }
        return AgencyRecord(
            code: code, roles: roles.union([.operator]), clearance: .focalPoint)
    }

    /// The agency that holds this public key, whether the key counts now or not.
    package func holder(of key: String) -> AgencyRecord? { holders[key].map { agencies[$0] } }

    /// The agency whose key this is, if it may connect now.
    package func admit(key: String, at wall: UInt64) -> AgencyRecord? {
        guard let agency = holder(of: key), !agency.isSuspended,
            agency.keys.contains(where: { $0.text == key && $0.isValid(at: wall) })
        else { return nil }
        return agency
    }
}

/// What in a roll contradicts itself. Ends with the remedy.
package struct RollError: Error, Sendable, CustomStringConvertible {
    /// Which agency's entry it is about, if it is one's.
    package let agency: AgencyCode?
    package let description: String

    init(_ agency: AgencyCode?, _ description: String) {
        self.agency = agency
        self.description = description
    }
}
