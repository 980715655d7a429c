package import Events

/// What sort of organisation an agency is: it gives the clearance where the roll does not say.
package enum AgencyClass: String, CaseIterable, Sendable {
    case un, regional, igo, ngo, cso, donor

    /// Source: domain vocabulary, "Status and visibility words" [proposal].
    package var clearance: Classification {
        switch self {
        case .un: .unSystem
        case .donor: .memberStates
        case .regional, .igo, .ngo, .cso: .public
        }
    }
}

/// What an agency is for; routes name roles, and three of them carry authority or rights.
package enum AgencyRole: String, CaseIterable, Sendable {
    /// The UN focal point for electoral assistance: one agency holds it (OP4, OP15, OP17, OP20).
    case focalPoint = "focal-point"
    /// Supports the focal point: the Electoral Assistance Division (OP15, OP16).
    case delegate
    /// Runs the bus: sees who is connected and how far everybody is.
    case `operator`
    case implementer
    case humanRights = "human-rights"
    case missionSupport = "mission-support"
    case peacekeeping
    case observer
    case funder
}

/// A public CURVE key of an agency, and when it counts.
package struct AgencyKey: Sendable, Equatable {
    /// 40 characters of Z85.
    package let text: String
    /// Nanoseconds since the Unix epoch: before it, the key is refused.
    package let from: UInt64?
    /// From it on, the key is refused.
    package let until: UInt64?

    package init(text: String, from: UInt64? = nil, until: UInt64? = nil) {
        self.text = text
        self.from = from
        self.until = until
    }

    package func isValid(at wall: UInt64) -> Bool {
        (from.map { $0 <= wall } ?? true) && (until.map { wall < $0 } ?? true)
    }
}

/// One agency as the roll has it. Never changes: a new roll brings new ones.
package final class AgencyRecord: Sendable {
    package let code: AgencyCode
    package let name: String
    package let kind: AgencyClass
    package let roles: Set<AgencyRole>
    package let keys: [AgencyKey]
    /// Agencies in whose name it may publish too.
    package let actsFor: [AgencyCode]
    package let clearance: Classification
    package let publish: TopicRights
    package let read: TopicRights
    /// Types reserved to the focal point that it lets this agency publish, as `family.verb` or `family.*`.
    package let delegated: [String]
    package let isSuspended: Bool

    package init(
        code: AgencyCode, name: String = "", kind: AgencyClass = .un,
        roles: Set<AgencyRole> = [], keys: [AgencyKey] = [], actsFor: [AgencyCode] = [],
        clearance: Classification? = nil, publish: TopicRights = .all, read: TopicRights = .all,
        delegated: [String] = [], isSuspended: Bool = false
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.roles = roles
        self.keys = keys
        self.actsFor = actsFor
        self.clearance = clearance ?? kind.clearance
        self.publish = publish
        self.read = read
        self.delegated = delegated
        self.isSuspended = isSuspended
    }

    /// May it publish under this agency's `source`?
    package func speaks(for agency: AgencyCode) -> Bool {
        agency == code || actsFor.contains(agency)
    }

    /// Does nothing but the type decide what it may publish under its own name?
    var publishesFreely: Bool { publish.isAll && !isSuspended }

    func holdsDelegation(_ type: EventType) -> Bool {
        delegated.contains { $0 == type.name || $0 == type.family + ".*" }
    }
}

/// Somebody who signs in to the pages of the bus, for an agency.
package struct PersonRecord: Sendable, Equatable {
    package let code: String
    package let agency: AgencyCode
    package let name: String
    /// What the person may do beside reading, such as `verdict`.
    package let rights: Set<PersonRight>
    /// SHA-256 of the token the person signs in with, 64 hexadecimal letters.
    package let tokenDigest: String

    package init(
        code: String, agency: AgencyCode, name: String, rights: Set<PersonRight>,
        tokenDigest: String
    ) {
        self.code = code
        self.agency = agency
        self.name = name
        self.rights = rights
        self.tokenDigest = tokenDigest
    }
}

package enum PersonRight: String, CaseIterable, Sendable {
    /// Answers a flagged overlap in the agency's name.
    case verdict
    /// Publishes other events in the agency's name.
    case publish
    /// Sees who is connected, inboxes and how the bus is.
    case watch
}
